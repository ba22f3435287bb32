import { describe, expect, it } from 'vitest';
import {
  addDims,
  type Dim,
  divideDim,
  equalDims,
  evaluateDim,
  multiplyDims,
  showDim,
  sizeOf,
  symbol,
} from '../../runtime/graph/dim.ts';

const [n, m] = [symbol('n'), symbol('m')];
const polynomial = addDims(multiplyDims(2, multiplyDims(n, m)), addDims(n, 3));

describe('symbolic sizes', () => {
  it('are equal however they were computed', () => {
    const square = multiplyDims(addDims(n, 1), addDims(n, 1));
    const expanded = addDims(multiplyDims(n, n), addDims(multiplyDims(2, n), 1));
    expect(equalDims(square, expanded)).toBe(true);
    expect(equalDims(multiplyDims(n, m), multiplyDims(m, n))).toBe(true);
    expect(equalDims(n, m)).toBe(false);
    expect(equalDims(n, 3)).toBe(false);
  });

  it('become plain numbers where the symbols cancel out', () => {
    expect(addDims(n, multiplyDims(-1, n))).toBe(0);
    expect(addDims(addDims(n, 5), multiplyDims(-1, n))).toBe(5);
    expect(multiplyDims(n, 0)).toBe(0);
  });

  it('have the value of their polynomial', () => {
    expect(evaluateDim(polynomial, { n: 5, m: 7 })).toBe(2 * 5 * 7 + 5 + 3);
    expect(evaluateDim(sizeOf([n, 4, m]), { n: 5, m: 7 })).toBe(140);
    expect(evaluateDim(sizeOf([]), {})).toBe(1);
  });

  it('name the symbol that has no value', () => {
    expect(() => evaluateDim(polynomial, { n: 5 })).toThrow('size "m" has no value');
  });

  it('divide exactly or not at all', () => {
    const quarter: Dim = divideDim(multiplyDims(4, n), 4);
    expect(equalDims(quarter, n)).toBe(true);
    expect(() => divideDim(addDims(multiplyDims(4, n), 2), 4)).toThrow('no multiple of 4');
  });

  it('read as one would write them', () => {
    expect(showDim(polynomial)).toBe('3+2*m*n+n');
    expect(showDim(12)).toBe('12');
  });
});
