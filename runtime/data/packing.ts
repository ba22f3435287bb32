/** Several examples in one row of tokens; segment ids keep them from seeing each other. */
import type { Task } from '../protocol/config.ts';

/** One training example. */
export interface Example {
  readonly rowId: string;
  readonly task: Task;
  readonly tokens: Int32Array;
  /** Index of the first token with a loss, at least 1; all tokens from there on have one. */
  readonly labelStart: number;
  /** Whether the note's end was left out to fit. */
  readonly trimmed: boolean;
}

/** What one forward pass takes; arrays are [rows, length], row by row. */
export interface PackedBatch {
  readonly rows: number;
  readonly length: number;
  readonly tokens: Int32Array;
  /** Place within the example, from 0. */
  readonly positions: Int32Array;
  /** 0 = padding, 1.. = example within its row. */
  readonly segments: Int32Array;
  /** Flat indices (row · length + position) of the positions whose next token is a label. */
  readonly labelIndex: Int32Array;
  /** Those next tokens. */
  readonly labels: Int32Array;
  /** Tokens without padding. */
  readonly tokenCount: number;
}

/**
 * Sorts examples into bins of at most sequenceLength tokens by best fit, longest first; without packing each has a
 * bin of its own. Deterministic; every example is in exactly one bin.
 */
export function packExamples(examples: readonly Example[], sequenceLength: number, packing: boolean): Example[][] {
  if (!packing) return examples.map((example) => [example]);
  const bins: Example[][] = [];
  const byRoom: Example[][][] = Array.from({ length: sequenceLength + 1 }, () => []);
  for (const example of [...examples].sort((a, b) => b.tokens.length - a.tokens.length)) {
    const room = leastRoom(byRoom, example.tokens.length);
    const open = byRoom[room]?.pop();
    const bin = open ?? [];
    if (!open) bins.push(bin);
    bin.push(example);
    byRoom[Math.max(0, Math.min(room, sequenceLength) - example.tokens.length)]?.push(bin);
  }
  return bins;
}

/** The least room of an open bin that takes this many tokens; more than any where there is none. */
function leastRoom(byRoom: readonly (readonly unknown[])[], tokens: number): number {
  let room = tokens;
  while (room < byRoom.length && byRoom[room]?.length === 0) room++;
  return room;
}

/** @param padLengthTo the length is rounded up to a multiple of this; an empty bin is a row of padding */
export function makeBatch(bins: readonly (readonly Example[])[], padLengthTo: number): PackedBatch {
  const longest = Math.max(1, ...bins.map(tokensOf));
  const length = Math.ceil(longest / padLengthTo) * padLengthTo;
  const size = bins.length * length;
  const [tokens, positions, segments] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
  const labelCount = bins.flat().reduce((sum, example) => sum + example.tokens.length - example.labelStart, 0);
  const [labelIndex, labels] = [new Int32Array(labelCount), new Int32Array(labelCount)];
  let label = 0;
  for (const [row, bin] of bins.entries()) {
    let start = row * length;
    for (const [segment, example] of bin.entries()) {
      tokens.set(example.tokens, start);
      segments.fill(segment + 1, start, start + example.tokens.length);
      for (let i = 0; i < example.tokens.length; i++) positions[start + i] = i;
      for (let i = example.labelStart; i < example.tokens.length; i++, label++) {
        labelIndex[label] = start + i - 1;
        labels[label] = example.tokens[i] as number;
      }
      start += example.tokens.length;
    }
  }
  const tokenCount = bins.reduce((sum, bin) => sum + tokensOf(bin), 0);
  return { rows: bins.length, length, tokens, positions, segments, labelIndex, labels, tokenCount };
}

const tokensOf = (bin: readonly Example[]) => bin.reduce((sum, example) => sum + example.tokens.length, 0);
