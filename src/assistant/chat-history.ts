/** What the editor's chat keeps with each answer, so that a follow-up about the same note can carry it along. */
import type * as vscode from 'vscode';
import { z } from 'zod';
import { type Answerer, answererSchema } from './answerers.ts';
import { type Before, beforeQuestion } from './earlier-turns.ts';
import type { Turn } from './turns.ts';

const keptSchema = z.object({ note: z.string(), question: z.string(), answer: z.string(), answerer: answererSchema });
type Kept = z.output<typeof keptSchema>;

/** Of a turn that ended well; the chat gives it back in its history. */
export function chatResult({ state, question, answerer, answer }: Turn, note: vscode.Uri): vscode.ChatResult {
  if (state !== 'done' || !answer) return {};
  return { metadata: { note: note.toString(), question, answer: answer.text, answerer } satisfies Kept };
}

export function beforeInChat(history: vscode.ChatContext['history'], note: vscode.Uri, answerer: Answerer): Before {
  const kept = history.flatMap((turn) => keptSchema.safeParse('result' in turn && turn.result.metadata).data ?? []);
  const aboutNote = kept.filter((each) => each.note === note.toString());
  return beforeQuestion(
    aboutNote.map((each) => [each]),
    answerer,
  );
}
