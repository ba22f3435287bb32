import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTable } from '../../runtime/data/rows.ts';
import { csvOf, writeTable } from '../dataset/table-file.ts';
import { sampleRows } from './sample-rows.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asclepius-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const rows = sampleRows(120, 20, 2);
const read = async (name: string, text: string) => {
  const path = join(folder, name);
  await writeFile(path, text);
  return readTable(path, { onMalformed: 'skip' });
};

test('\\n, \\r\\n, \\r, a mixture of them and a byte order mark give the same rows under the same names', async () => {
  const plain = await read('plain.csv', csvOf(rows));
  expect(plain.report).toMatchObject({ rows: 120, malformed: 0 });
  expect(await read('windows.csv', csvOf(rows, ',', '\r\n'))).toEqual(plain);
  expect(await read('old-mac.csv', csvOf(rows, ',', '\r'))).toEqual(plain);
  expect(await read('marked.csv', `\ufeff${csvOf(rows, ',', '\r')}`)).toEqual(plain);
  const ends = ['\n', '\r\n'];
  let i = 0;
  expect(
    await read(
      'mixed.csv',
      csvOf(rows).replaceAll('\n', () => ends[i++ % 2] as string),
    ),
  ).toEqual(plain);
});

test('JSON lines that end in \\r are lines', async () => {
  const objects = rows.map(({ patientId, ...row }) => JSON.stringify({ patient_id: patientId, ...row }));
  const plain = await read('plain.jsonl', objects.join('\n'));
  expect(plain.report.rows).toBe(120);
  expect(await read('mac.jsonl', objects.join('\r'))).toEqual(plain);
});

test("Python's csv module finds as many rows, with the same text", async (context) => {
  const path = await writeTable(join(folder, 'table.csv'), sampleRows(4000, 50, 3));
  const script = `import csv, hashlib, json, sys
h = hashlib.sha256(); n = 0
for row in csv.DictReader(open(sys.argv[1], encoding='utf-8', newline='')):
    n += 1; h.update('\\0'.join(row[k] for k in ('note', 'question', 'answer')).encode())
print(json.dumps([n, h.hexdigest()]))`;
  const python = await execa('python3', ['-c', script, path], { reject: false });
  if (python.code === 'ENOENT') return context.skip('no python3');
  const { rows: ours } = await readTable(path, { onMalformed: 'stop' });
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for (const { note, question, answer } of ours) hash.update([note, question, answer].join('\0'));
  expect([ours.length, hash.digest('hex')]).toEqual(JSON.parse(python.stdout));
});
