import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { AskRequestInput } from '../../../runtime/protocol/ask.ts';
import { errors } from '../../../runtime/protocol/errors.ts';
import { fakeEditor } from './editor.ts';

const note = 'Medications: apixaban 5 mg twice daily. The patient was discharged home.';
const storage = mkdtempSync(join(tmpdir(), 'asclepius-chat-'));
afterAll(() => rmSync(storage, { recursive: true, force: true }));
vi.doMock('vscode', () => fakeEditor(note, { storageFolder: storage }));
const { answerInChat, createTool } = await import('../../../src/assistant/chat.ts');

const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
const context = { globalState: { get: () => ({ kind: 'model', model: 'embedded' }) } };

/** A service that answers with these pieces of text, or fails. */
function serviceSaying(pieces: readonly string[], failure?: Error, partOf = (_piece: number) => 0) {
  const listeners: ((token: { ask: string; part: number; text: string }) => void)[] = [];
  const asked: AskRequestInput[] = [];
  const request = async (_method: string, params: AskRequestInput) => {
    asked.push(params);
    if (failure) throw failure;
    pieces.forEach((text, i) => {
      for (const listener of listeners) listener({ ask: params.ask, part: partOf(i), text });
    });
    const text = pieces.join('');
    const part = { start: 0, end: note.length, text, ended: 'end', promptTokens: 1, reusedTokens: 0, newTokens: 1 };
    return {
      ...{ text, question: params.question, parts: [part], read: [{ start: 0, end: note.length }], unread: [] },
      earlier: { given: params.earlier?.length, read: params.earlier?.length },
      ...{ model: { path: '/m', sha256: 'abcdef0123' }, answeredAt: '2026-01-01T00:00:00Z', seconds: { total: 1 } },
    };
  };
  const onToken = (listener: (typeof listeners)[number]) => {
    listeners.push(listener);
    return { dispose() {} };
  };
  return { service: { client: async () => ({ request }), onToken, onAskProgress: () => ({ dispose() {} }) }, asked };
}

interface Said {
  readonly prompt?: string;
  readonly history?: readonly unknown[];
  readonly token?: unknown;
}

/** What the chat shows, Markdown's backslashes taken away. */
const chat = async (service: unknown, said?: Said): Promise<string[]> => (await chatTurn(service, said)).shown;

/** With what it keeps of the answer. */
async function chatTurn(service: unknown, { prompt = 'Which drug?', history = [], token = never }: Said = {}) {
  const shown: string[] = [];
  const markdown = (text: string | { value: string }) => shown.push(typeof text === 'string' ? text : text.value);
  const response = {
    markdown,
    progress: (text: string) => shown.push(`progress: ${text}`),
    reference: () => {},
    anchor: (place: { range: { start: number; end: number } }) =>
      shown.push(`place: ${note.slice(place.range.start, place.range.end)}`),
  };
  const request = { prompt, references: [] };
  const result = await answerInChat(
    ...([context, service, request, { history }, response, token] as unknown as Parameters<typeof answerInChat>),
  );
  return { shown: shown.map((text) => text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')), result };
}

test('in the chat the note in front is asked about, the answer comes piece by piece, with the place that says it', async () => {
  const { service, asked } = serviceSaying(['Apixaban 5 mg ', 'twice daily.']);
  const shown = await chat(service);
  expect(asked[0]).toMatchObject({ note, question: 'Which drug?', model: 'embedded' });
  expect(shown).toContain('Apixaban 5 mg ');
  expect(shown).toContain('twice daily.');
  expect(shown.find((text) => text.startsWith('place: '))).toContain('apixaban 5 mg twice daily');
  expect(shown.at(-1)).toContain('not a medical device');
});

test('the first answer of a chat warns that other models may see it; later ones do not repeat it', async () => {
  const warning = 'may be seen by the other chat models';
  const shown = await chat(serviceSaying(['Yes.']).service);
  // The editor folds away what stands before the last progress.
  const folded = shown.findLastIndex((text) => text.startsWith('progress: '));
  expect(shown.slice(folded).join('')).toContain(warning);
  expect((await chat(serviceSaying(['Yes.']).service, { history: [{}] })).join('')).not.toContain(warning);
});

test('a follow-up in the chat carries what was asked and answered about the same note, by the same answerer', async () => {
  const { service, asked } = serviceSaying(['Apixaban 5 mg twice daily.']);
  const { result } = await chatTurn(service);
  // As the editor keeps it.
  const metadata = JSON.parse(JSON.stringify(result?.metadata));
  const history = [
    { prompt: 'Which drug?' },
    { result: { metadata } },
    { result: { metadata: { ...metadata, question: 'Of whom?', note: 'untitled:/other.txt' } } },
    { result: { metadata: { ...metadata, question: 'Who?', answerer: { kind: 'model', model: '/m' } } } },
    { result: { errorDetails: { message: 'Cancelled' } } },
  ];
  const shown = await chat(service, { prompt: 'And why?', history });
  expect(asked[0]?.earlier).toEqual([]);
  expect(asked[1]).toMatchObject({
    question: 'And why?',
    earlier: [{ question: 'Which drug?', answer: 'Apixaban 5 mg twice daily.' }],
  });
  expect(shown.at(-1)).toContain('with 1 of the 2 questions before it');
});

test('what could not be answered in the chat is not carried on', async () => {
  const { result } = await chatTurn(serviceSaying([], errors.cancelled()).service);
  expect(result).toEqual({});
});

test('a note that is read in parts: what another part has said is not said again', async () => {
  const { service } = serviceSaying(['Apixaban.', 'Apixaban.', 'Nothing ', 'else.'], undefined, (i) => Math.min(i, 2));
  const shown = (await chat(service)).join('');
  expect(shown.match(/Apixaban\./g)).toHaveLength(1);
  expect(shown).toContain('Apixaban.\n\nNothing else.');
});

test('cancelled in the chat, the question is taken back from the runtime', async () => {
  let cancel = () => {};
  const token = {
    ...never,
    onCancellationRequested(listener: () => void) {
      cancel = listener;
      return { dispose() {} };
    },
  };
  let isTakenBack = false;
  const request = async (_method: string, _params: unknown, signal: AbortSignal) => {
    cancel();
    isTakenBack = signal.aborted;
    throw errors.cancelled();
  };
  const silent = () => ({ dispose() {} });
  await chat({ client: async () => ({ request }), onToken: silent, onAskProgress: silent }, { token });
  expect(isTakenBack).toBe(true);
});

test('text of a model that comes in pieces makes no icon', async () => {
  const shown = (await chat(serviceSaying(['Yes $', '(sync)']).service, { history: [{}] })).join('');
  expect(shown).not.toContain('$(sync)');
});

test('what the note does not support is said below the answer', async () => {
  const shown = await chat(serviceSaying(['Apixaban 10 mg twice daily.']).service);
  expect(shown.at(-1)).toMatch(/Not supported by the note:.*"10 mg".*"5 mg"/);
});

test('a fault is told in the chat, without text of the note', async () => {
  const shown = await chat(serviceSaying([], errors.runtimeDied('the connection ended')).service, { history: [{}] });
  expect(shown.join('')).toContain('It starts anew when you ask again');
  expect(shown.join('')).not.toContain('apixaban');
});

test("the tool asks for the user's consent with the warning, and gives the answer with what is not supported", async () => {
  const { service } = serviceSaying(['Apixaban 10 mg twice daily.']);
  const tool = createTool(...([context, service] as unknown as Parameters<typeof createTool>));
  const input = { question: 'Which drug?' };
  const prepared = await tool.prepareInvocation?.({ input }, never as never);
  expect(prepared?.confirmationMessages?.message).toMatchObject({
    value: expect.stringContaining('may be seen by the other chat models'),
  });
  const result = await tool.invoke({ input, toolInvocationToken: undefined }, never as never);
  const [part] = (result?.content ?? []) as { value: string }[];
  expect(part?.value).toMatch(/^Apixaban 10 mg twice daily\.\n.*Not supported/);
});
