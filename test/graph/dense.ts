/** Small dense arrays in plain TypeScript, against which the engine's ops are held. */
import type { HostTensor } from '../../runtime/backend/session.ts';

export interface Dense {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
export type Index = readonly number[];

export const sizeOfShape = (shape: readonly number[]): number => shape.reduce((size, dim) => size * dim, 1);

/** The array whose element at each index is f(index). */
export function fill(shape: readonly number[], f: (index: Index) => number): Dense {
  const data = Array.from({ length: sizeOfShape(shape) }, (_, flat) => f(unravel(shape, flat)));
  return { shape, data };
}

/** The element at an index; the array is broadcast to it by NumPy's rule. */
export function at({ shape, data }: Dense, index: Index): number {
  const lead = index.length - shape.length;
  let flat = 0;
  for (const [axis, dim] of shape.entries()) flat = flat * dim + (dim === 1 ? 0 : (index[lead + axis] as number));
  return data[flat] as number;
}

/** Σ f(i) for i in [0, count). */
export function total(count: number, f: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += f(i);
  return sum;
}

export const map = (x: Dense, f: (value: number) => number): Dense => ({ shape: x.shape, data: x.data.map(f) });

/** The index with another position along one axis. */
export const moved = (index: Index, axis: number, position: number): Index =>
  index.map((old, i) => (i === axis ? position : old));

export const fromHost = ({ data, shape }: HostTensor): Dense => ({ shape, data: [...data] });

function unravel(shape: readonly number[], flat: number): Index {
  const index: number[] = [];
  let rest = flat;
  for (const dim of [...shape].reverse()) {
    index.unshift(rest % dim);
    rest = Math.floor(rest / dim);
  }
  return index;
}
