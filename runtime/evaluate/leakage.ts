/** Held-out rows that are nearly the same as a training row, by the share of word runs (Broder, 1997), found by MinHash. */
import { createHash } from 'node:crypto';
import type { ClinicalRow } from '../data/rows.ts';

export interface Leak {
  readonly heldOutRow: string;
  readonly trainRow: string;
  /** Jaccard similarity of the notes' runs of five words, from 0 to 1. */
  readonly similarity: number;
}

/** Notes from this similarity on are the same but for small changes. */
export const nearlyIdentical = 0.8;

const runLength = 5;
/** Bands of rows: notes at 0.8 meet in one with a chance of 1 − (1 − 0.8⁴)²⁴, which is more than 0.9999. */
const bands = 24;
const rowsInBand = 4;

/** For each held-out row the training row whose note is most like its own, where it is nearly identical. */
export function findLeaks(train: readonly ClinicalRow[], heldOut: readonly ClinicalRow[]): Leak[] {
  const buckets = new Map<string, string[]>();
  const noteRows = new Map<string, string>();
  for (const { id, note } of train) {
    if (noteRows.has(note)) continue;
    noteRows.set(note, id);
    for (const key of bandKeys(wordRuns(note))) push(buckets, key, note);
  }
  return heldOut.flatMap(({ id, note }) => {
    const runs = wordRuns(note);
    const candidates = new Set(bandKeys(runs).flatMap((key) => buckets.get(key) ?? []));
    let best: Leak | undefined;
    for (const other of candidates) {
      const similarity = jaccard(runs, wordRuns(other));
      if (similarity >= Math.max(nearlyIdentical, best?.similarity ?? 0))
        best = { heldOutRow: id, trainRow: noteRows.get(other) as string, similarity };
    }
    return best ?? [];
  });
}

function push(buckets: Map<string, string[]>, key: string, note: string): void {
  const bucket = buckets.get(key);
  if (bucket) bucket.push(note);
  else buckets.set(key, [note]);
}

/** Hashes of every run of five words; a shorter note is one run. */
function wordRuns(note: string): Set<number> {
  const words = note.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs = new Set<number>();
  for (let i = 0; i === 0 || i + runLength <= words.length; i++)
    runs.add(hash(words.slice(i, i + runLength).join(' ')));
  return runs;
}

const hash = (text: string): number => createHash('md5').update(text).digest().readUInt32BE(0);

/** One key a band of the MinHash signature. */
function bandKeys(runs: ReadonlySet<number>): string[] {
  const signature = Array.from({ length: bands * rowsInBand }, (_, i) => smallest(runs, i));
  return Array.from({ length: bands }, (_, band) => {
    const part = signature.slice(band * rowsInBand, (band + 1) * rowsInBand);
    return `${band}:${part.join()}`;
  });
}

/** The smallest of the hashes after the i-th scrambling of all (Murmur's finalizer). */
function smallest(runs: ReadonlySet<number>, i: number): number {
  let least = 2 ** 32;
  for (const run of runs) {
    let mixed = (run ^ Math.imul(i + 1, 0x9e3779b9)) >>> 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed = (mixed ^ (mixed >>> 16)) >>> 0;
    if (mixed < least) least = mixed;
  }
  return least;
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const run of a) if (b.has(run)) shared++;
  return shared / (a.size + b.size - shared);
}
