/**
 * Summaries that were made, by what they were made of: the text, the question and who answered. They are kept in the
 * user's private storage, never in the workspace; a text that changed has none.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Answer, answerSchema } from '../../runtime/protocol/ask.ts';
import { summariesFolder } from '../../runtime/runs/storage.ts';

const keptSchema = z.object({ formatVersion: z.literal(1), isAccepted: z.boolean(), answer: answerSchema });
export interface KeptSummary {
  readonly answer: Answer;
  readonly isAccepted: boolean;
}

export interface Summaries {
  find(key: string): KeptSummary | undefined;
  keep(key: string, summary: KeptSummary): void;
  forget(key: string): void;
  /** @returns how many there were */
  forgetAll(): number;
}

/** @param stamp tells who answers */
export const summaryKey = (text: string, question: string, stamp: string): string =>
  createHash('sha256')
    .update(JSON.stringify([text, question, stamp]))
    .digest('hex');

/** Most that are kept; the oldest go. */
const most = 500;

/** @param storage the storage folder, asked each time, as it is a setting */
export function createSummaries(storage: () => string): Summaries {
  const known = new Map<string, KeptSummary>();
  const folder = () => summariesFolder(storage());
  const pathOf = (key: string) => join(folder(), `${key}.json`);

  function read(key: string): KeptSummary | undefined {
    try {
      const { answer, isAccepted } = keptSchema.parse(JSON.parse(readFileSync(pathOf(key), 'utf8')));
      return { answer, isAccepted };
    } catch {
      return undefined;
    }
  }

  return {
    find(key) {
      const kept = known.get(key) ?? read(key);
      if (kept) known.set(key, kept);
      return kept;
    },
    keep(key, summary) {
      known.set(key, summary);
      const draft = `${pathOf(key)}.${process.pid}`;
      writeFileSync(draft, JSON.stringify({ formatVersion: 1, ...summary }), { mode: 0o600 });
      renameSync(draft, pathOf(key));
      removeOldest(folder());
    },
    forget(key) {
      known.delete(key);
      rmSync(pathOf(key), { force: true });
    },
    forgetAll() {
      known.clear();
      const count = readdirSync(folder()).length;
      rmSync(folder(), { recursive: true, force: true });
      return count;
    },
  };
}

function removeOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= most) return;
  const age = (name: string) => statSync(join(folder, name)).mtimeMs;
  const oldest = names.sort((a, b) => age(a) - age(b)).slice(0, names.length - most);
  for (const name of oldest) rmSync(join(folder, name), { force: true });
}
