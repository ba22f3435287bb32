/** Lengths of rows in tokens, measured once for each model and prompt and kept beside the index. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Database, withConnection } from '../data/database.ts';
import { type RowTokens, tokenCounter } from '../data/examples.ts';
import { embeddedModel } from '../embedded/paths.ts';
import { writeFileAtomic } from '../io/atomic.ts';
import { openModel } from '../io/model.ts';
import { errors } from '../protocol/errors.ts';
import type { Encoding } from '../protocol/service.ts';
import { loadTokenizer, type Tokenizer, tokenizerFromJson } from '../text/tokenizer.ts';

export interface TokenCounts {
  /** Undefined where the record has not been measured yet. */
  of(record: number): RowTokens | undefined;
  /** Measures those of the records that have not been. What was measured is kept, also when it is cancelled. */
  measure(
    records: readonly number[],
    onProgress: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Measured records from `min` to `max` tokens. */
  between(min: number, max: number): number[];
}

/** Rows read from the table at once, and milliseconds of work before other requests get their turn. */
const [portion, turn] = [200, 40];

/** @param folder of the index. @throws modelMissing, fileMissing, fileUnreadable, tokenizerUnsupported */
export async function tokenCounts(
  database: Database,
  folder: string,
  { model, prompt }: Encoding,
  storage: string,
): Promise<TokenCounts> {
  const place = model === 'embedded' ? embeddedModel() : model;
  if (!existsSync(place)) throw errors.modelMissing(place);
  const file = join(folder, `tokens-${keyOf(place, prompt)}.bin`);
  const counts = await readCounts(file, database);
  let tokenizer: Tokenizer | undefined;
  return {
    of(record) {
      const [tokens, withoutNote] = [counts[2 * record], counts[2 * record + 1]];
      return tokens && withoutNote ? { tokens, withoutNote } : undefined;
    },
    between(min, max) {
      const found: number[] = [];
      for (let record = 0; 2 * record < counts.length; record++) {
        const tokens = counts[2 * record] as number;
        if (tokens > 0 && tokens >= min && tokens <= max) found.push(record);
      }
      return found;
    },
    async measure(records, onProgress, signal) {
      const missing = records.filter((record) => counts[2 * record] === 0);
      if (missing.length === 0) return;
      tokenizer ??= await openTokenizer(place, storage);
      try {
        await measureRecords(database, missing, tokenCounter(tokenizer, prompt), counts, onProgress, signal);
      } finally {
        writeFileAtomic(file, new Uint8Array(counts.buffer));
      }
    },
  };
}

/** Two numbers a record, 0 where it is not measured. */
async function readCounts(file: string, database: Database): Promise<Int32Array> {
  const [[records] = []] = await withConnection(database, (connection) =>
    connection.all('SELECT count(*) FROM t.records'),
  );
  const counts = new Int32Array(2 * Number(records));
  if (existsSync(file)) {
    const bytes = readFileSync(file);
    if (bytes.length === counts.byteLength) new Uint8Array(counts.buffer).set(bytes);
  }
  return counts;
}

async function measureRecords(
  database: Database,
  records: readonly number[],
  count: ReturnType<typeof tokenCounter>,
  counts: Int32Array,
  onProgress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const inOrder = [...records].sort((a, b) => a - b);
  let started = performance.now();
  await withConnection(database, async (connection) => {
    for (let done = 0; done < inOrder.length; done += portion) {
      const some = inOrder.slice(done, done + portion).join();
      const rows = await connection.all(`SELECT rowid, note, question, answer FROM t.records WHERE rowid IN (${some})`);
      for (const [record, note, question, answer] of rows) {
        const row = { note: note ?? '', question: question ?? '', answer: answer ?? '' };
        const { tokens, withoutNote } = count(row);
        counts.set([tokens, withoutNote], 2 * Number(record));
        if (performance.now() - started < turn) continue;
        await setImmediate();
        signal?.throwIfAborted();
        started = performance.now();
      }
      onProgress(Math.min(inOrder.length, done + portion), inOrder.length);
    }
  });
}

/** A folder's tokenizer is read alone; a GGUF file has it among everything else. */
async function openTokenizer(place: string, storage: string): Promise<Tokenizer> {
  if (statSync(place).isDirectory()) return loadTokenizer(place);
  const { tokenizer } = await openModel(place, { cacheFolder: join(storage, 'cache') });
  return tokenizerFromJson(tokenizer.tokenizerJson, tokenizer.tokenizerConfig);
}

/** Changes with the model's tokenizer. */
function keyOf(place: string, prompt: string): string {
  const names = ['tokenizer.json', 'tokenizer_config.json', 'config.json'].map((name) => join(place, name));
  const files = statSync(place).isDirectory() ? names.filter((name) => existsSync(name)) : [place];
  const states = files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return [file, size, mtimeMs];
  });
  return createHash('sha256')
    .update(JSON.stringify([states, prompt]))
    .digest('hex')
    .slice(0, 16);
}
