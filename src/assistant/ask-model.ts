/** One question to the service process, and what it tells on the way. */
import { randomUUID } from 'node:crypto';
import type { Answer, AskProgress, AskRequestInput } from '../../runtime/protocol/ask.ts';
import type { Service } from '../runtime/service.ts';

export interface AskListener {
  onProgress(progress: AskProgress): void;
  /** The answer of a part of the note, counted from 0, goes on. */
  onText(part: number, text: string): void;
}

/** @throws what `ask/answer` throws; `cancelled` when the signal aborts, `runtimeDied` when the process ends */
export async function askModel(
  service: Service,
  request: Omit<AskRequestInput, 'ask'>,
  listener: AskListener,
  signal: AbortSignal,
): Promise<Answer> {
  const client = await service.client();
  const ask = randomUUID();
  const listening = [
    service.onAskProgress((progress) => progress.ask === ask && listener.onProgress(progress)),
    service.onToken((token) => token.ask === ask && listener.onText(token.part, token.text)),
  ];
  try {
    return await client.request('ask/answer', { ...request, ask }, signal);
  } finally {
    for (const each of listening) each.dispose();
  }
}
