import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { ClinicalRow } from '../../runtime/data/rows.ts';
import { sampleRows as embeddedRows } from '../../runtime/embedded/generator/main.ts';
import { type Difference, pairedBootstrap } from '../../runtime/evaluate/bootstrap.ts';
import { findLeaks } from '../../runtime/evaluate/leakage.ts';
import { rougeL } from '../../runtime/evaluate/rouge.ts';
import { tokenF1 } from '../../runtime/evaluate/squad.ts';
import { sampleRows } from '../data/sample-rows.ts';

interface Golden {
  prediction: string;
  reference: string;
  tokenF1: number;
  rougeL: Record<'precision' | 'recall' | 'f1', number>;
  rougeLStemmed: Record<'precision' | 'recall' | 'f1', number>;
}
/** Written by make_goldens.py. */
const goldens: Golden[] = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'metrics.json'), 'utf8'));

test.each(goldens)('token F1 is that of the SQuAD script: $prediction', ({ prediction, reference, tokenF1: f1 }) => {
  expect(tokenF1(prediction, reference)).toBeCloseTo(f1, 12);
});

test.each(goldens)('ROUGE-L is that of rouge-score, with and without stems: $prediction', (golden) => {
  for (const [stems, wanted] of [
    [false, golden.rougeL],
    [true, golden.rougeLStemmed],
  ] as const) {
    const found = rougeL(golden.prediction, golden.reference, stems);
    for (const part of ['precision', 'recall', 'f1'] as const) expect(found[part]).toBeCloseTo(wanted[part], 12);
  }
});

describe('the paired bootstrap', () => {
  const normal = (count: number): Difference[] =>
    Array.from({ length: count }, (_, i) => ({
      patientId: String(i),
      difference: Math.sin(i * 12.9898) + 0.3,
      weight: 1,
    }));

  it('has the width that the spread of the differences gives, around their mean', () => {
    const { mean, low, high } = pairedBootstrap(normal(200), 1) ?? { mean: 0, low: 0, high: 0 };
    const standardError = Math.sqrt(0.5 / 200);
    expect(mean).toBeCloseTo(0.3, 1);
    expect((high - low) / (2 * 1.96 * standardError)).toBeCloseTo(1, 1);
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
  });

  it('is the same for the same seed', () => {
    expect(pairedBootstrap(normal(50), 7)).toEqual(pairedBootstrap(normal(50), 7));
    expect(pairedBootstrap(normal(50), 7)).not.toEqual(pairedBootstrap(normal(50), 8));
  });

  it('is wider where many rows are of few patients', () => {
    const rows = normal(20).flatMap((row) => new Array<Difference>(10).fill(row));
    const independent = rows.map((row, i) => ({ ...row, patientId: String(i) }));
    const width = (interval: ReturnType<typeof pairedBootstrap>) => (interval?.high ?? 0) - (interval?.low ?? 0);
    expect(width(pairedBootstrap(rows, 1))).toBeGreaterThan(2 * width(pairedBootstrap(independent, 1)));
  });

  it('of nothing is nothing', () => {
    expect(pairedBootstrap([], 1)).toBeUndefined();
  });
});

describe('leakage', () => {
  const words = (seed: number) => Array.from({ length: 200 }, (_, i) => `w${(i * 31 + seed * 977) % 5000}`);
  const [common] = sampleRows(1, 1) as [ClinicalRow];
  const row = (id: string, note: string): ClinicalRow => ({ ...common, id, note, patientId: id });
  const train = Array.from({ length: 50 }, (_, i) => row(`t${i}`, words(i).join(' ')));

  it('is found where a note is a training note but for a few words, case and line ends', () => {
    const changed = words(7).map((word, i) => (i === 50 || i === 120 ? 'other' : word.toUpperCase()));
    const leaks = findLeaks(train, [row('h', changed.join('\n'))]);
    expect(leaks).toMatchObject([{ heldOutRow: 'h', trainRow: 't7' }]);
    expect(leaks[0]?.similarity).toBeGreaterThan(0.8);
  });

  it('is not seen in notes that share half their words in a row', () => {
    const half = [...words(7).slice(0, 100), ...words(900).slice(0, 100)];
    expect(findLeaks(train, [row('h', half.join(' '))])).toEqual([]);
  });

  it('is not seen in the embedded rows, whose notes are of one kind', () => {
    const embedded = [...embeddedRows(120, 1)].map(([id = '', note = '']) => row(id, note));
    expect(findLeaks(embedded.slice(0, 100), embedded.slice(100))).toEqual([]);
  });
});
