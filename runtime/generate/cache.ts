/**
 * The keys and values of a sequence, in one buffer that the session reads in place. What is fed has room for a multiple of
 * 64 rows, so that shapes change seldom; attention's mask leaves out the rows that are not written yet.
 */
import type { HostTensor } from '../backend/session.ts';
import type { ModelDescription } from '../models/model.ts';

export interface KeyValueCache {
  /** Rows written. */
  readonly length: number;
  /** Rows fed, at least `length`. */
  readonly span: number;
  readonly bytes: number;
  /** keys.N and values.N, each [kvHeads, 1, span, headDim]. */
  feeds(): Readonly<Record<string, HostTensor>>;
  /** Appends rows: keys and values of all layers [layers·kvHeads, 1, rows, headDim]. */
  append(keys: Float32Array, values: Float32Array, rows: number): void;
  /** Forgets the rows from `length` on. */
  truncate(length: number): void;
}

const step = 64;
const spanOf = (length: number) => Math.max(step, Math.ceil(length / step) * step);

/** @param rows how many there is room for at first; more room is made where it is needed */
export function createCache({ layers, kvHeads, rotary }: ModelDescription, rows: number): KeyValueCache {
  const width = rotary.headDim;
  let [length, span, capacity] = [0, step, spanOf(rows)];
  let buffer = new Float32Array(2 * layers * kvHeads * capacity * width);
  let fed: Readonly<Record<string, HostTensor>> | undefined;

  /** One part for the keys and one for the values of each layer; its heads follow one another, `span` rows each. */
  const part = (index: number, from = buffer, room = capacity) =>
    from.subarray(index * kvHeads * room * width, (index + 1) * kvHeads * room * width);

  const moveHeads = (to: Float32Array, from: Float32Array, newSpan: number) => {
    const order = Array.from({ length: kvHeads }, (_, head) => (newSpan > span ? kvHeads - 1 - head : head));
    for (const head of order) {
      const start = head * span * width;
      to.set(from.subarray(start, start + length * width), head * newSpan * width);
    }
  };
  const lay = (newSpan: number) => {
    if (newSpan === span) return;
    fed = undefined;
    const room = newSpan > capacity ? Math.max(newSpan, spanOf(1.5 * capacity)) : capacity;
    const to = room > capacity ? new Float32Array(2 * layers * kvHeads * room * width) : buffer;
    for (let index = 0; index < 2 * layers; index++) moveHeads(part(index, to, room), part(index), newSpan);
    [buffer, capacity, span] = [to, room, newSpan];
  };
  const write = (index: number, layer: number, from: Float32Array, count: number) => {
    const to = part(index);
    for (let head = 0; head < kvHeads; head++) {
      const start = (layer * kvHeads + head) * count * width;
      to.set(from.subarray(start, start + count * width), (head * span + length) * width);
    }
  };

  return {
    get length() {
      return length;
    },
    get span() {
      return span;
    },
    get bytes() {
      return buffer.byteLength;
    },
    feeds() {
      fed ??= Object.fromEntries(
        Array.from({ length: 2 * layers }, (_, index) => {
          const name = `${index % 2 === 0 ? 'keys' : 'values'}.${index >> 1}`;
          return [name, { data: part(index).subarray(0, kvHeads * span * width), shape: [kvHeads, 1, span, width] }];
        }),
      );
      return fed;
    },
    append(keys, values, count) {
      lay(Math.max(span, spanOf(length + count)));
      for (let layer = 0; layer < layers; layer++) {
        write(2 * layer, layer, keys, count);
        write(2 * layer + 1, layer, values, count);
      }
      length += count;
    },
    truncate(rows) {
      length = Math.min(length, rows);
      // What is taken back in small steps soon comes again.
      if (span - spanOf(length) > step) lay(spanOf(length));
    },
  };
}
