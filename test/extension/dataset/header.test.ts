import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hasColumns } from '../../../src/dataset/header.ts';
import { lengthRange } from '../../../src/dataset/length-range.ts';

const folder = mkdtempSync(join(tmpdir(), 'asclepius-header-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function listed(name: string, text: string): Promise<boolean> {
  const path = join(folder, name);
  writeFileSync(path, text);
  return hasColumns(path);
}

test('a table with the columns is listed, whatever its format, case and line ends', async () => {
  expect(await listed('a.csv', 'patient_id,note,question,answer,task\r\n1,a,b,c,d\r\n')).toBe(true);
  expect(await listed('b.csv', '\uFEFFID,Patient,QUESTION,Answer,Task\r1,a,b,c,d\r')).toBe(true);
  expect(await listed('c.jsonl', '{"note":"a","question":"b","answer":"c","task":"d"}\n')).toBe(true);
  expect(await listed('d.parquet', `PAR1${'x'.repeat(100_000)}note question answer task PAR1`)).toBe(true);
});

test('any other table is not, even if its rows speak of notes and questions', async () => {
  expect(await listed('e.csv', 'id,text\n1,"note question answer task"\n')).toBe(false);
  expect(await listed('f.csv', '')).toBe(false);
  expect(await hasColumns(join(folder, 'missing.csv'))).toBe(false);
});

test('a length is typed as a range, open at either end, and refused where it is none', () => {
  expect(lengthRange('500-1500')).toEqual({ min: 500, max: 1500 });
  expect(lengthRange(' 500 – ')).toEqual({ min: 500 });
  expect(lengthRange('-1500')).toEqual({ max: 1500 });
  expect(lengthRange('')).toEqual({});
  for (const wrong of ['500', '1500-500', 'a-b', '5.5-6']) expect(lengthRange(wrong)).toBeUndefined();
});
