import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { seededRandom, shuffled } from '../../runtime/data/random.ts';
import {
  type ClinicalRow,
  checkTasks,
  chooseRows,
  type RowFacts,
  readTable,
  selectRows,
} from '../../runtime/data/rows.ts';
import { summarizeTable } from '../../runtime/data/summary.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { sampleRows } from './sample-rows.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asclepius-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const header = 'patient_id,note,question,answer,task';
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csvLine = (row: ClinicalRow) =>
  [row.patientId, row.note, row.question, row.answer, row.task].map(quoted).join(',');
const jsonLine = ({ patientId, note, question, answer, task }: ClinicalRow) =>
  JSON.stringify({ task, patient_id: Number(patientId), note, question, answer, ward: 'B' });

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
const csv = (...lines: string[]) => file('table.csv', `${lines.join('\n')}\n`);
const read = (path: string) => readTable(path, { onMalformed: 'skip' });
const withoutIds = (rows: readonly ClinicalRow[]) => rows.map(({ id: _, ...row }) => row);
const line = (name: string, task = 'Summarization') => `1,note ${name},q,answer,${task}`;

describe('formats', () => {
  const rows = sampleRows(3000, 40, 3);

  test('CSV, TSV, JSONL and Parquet give the same rows', async () => {
    const fromCsv = await read(await csv(header, ...rows.map(csvLine)));
    expect(withoutIds(fromCsv.rows)).toEqual(withoutIds(rows));
    const tabbed = rows.map((row) =>
      [row.patientId, row.note, row.question, row.answer, row.task].map(quoted).join('\t'),
    );
    expect((await read(await file('t.tsv', [header.replaceAll(',', '\t'), ...tabbed].join('\n')))).rows).toEqual(
      fromCsv.rows,
    );
    const jsonl = await file('t.jsonl', rows.map(jsonLine).join('\n'));
    expect(withoutIds((await read(jsonl)).rows)).toEqual(withoutIds(rows));
    const parquet = join(folder, 't.parquet');
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`COPY (FROM read_json('${jsonl}')) TO '${parquet}'`);
    const fromParquet = await read(parquet);
    expect(withoutIds(fromParquet.rows)).toEqual(withoutIds(rows));
    expect(fromParquet.rows[0]?.id).toBe('1');
    connection.closeSync();
  });

  test('a row is named by the line where it begins, after notes of many lines too', async () => {
    const lines = rows.map(csvLine);
    const starts = lines.map(() => 2);
    for (let i = 1; i < lines.length; i++)
      starts[i] = (starts[i - 1] as number) + (lines[i - 1] as string).split('\n').length;
    const table = await read(await csv(header, ...lines));
    expect(table.rows.map((row) => row.id)).toEqual(starts.map(String));
    expect(starts.at(-1)).toBeGreaterThan(2 * rows.length);
  });

  test('a byte order mark and Windows line ends change nothing', async () => {
    const lines = [header, ...rows.slice(0, 50).map(csvLine)];
    const plain = await read(await csv(...lines));
    const windows = await read(await file('w.csv', `\ufeff${lines.join('\n').replaceAll('\n', '\r\n')}\r\n`));
    expect(windows).toEqual(plain);
    const jsonl = rows.slice(0, 50).map(jsonLine);
    expect(await read(await file('w.jsonl', `\ufeff${jsonl.join('\r\n')}\r\n`))).toEqual(
      await read(await file('p.jsonl', jsonl.join('\n'))),
    );
  });

  test('columns come in any order, the note under its other name, others are ignored', async () => {
    const path = await csv('Task,extra,answer, question ,patient,PATIENT_ID', 'Summarization,x,a,q,note,P-7');
    expect((await read(path)).rows).toEqual([
      { id: '2', patientId: 'P-7', note: 'note', question: 'q', answer: 'a', task: 'Summarization' },
    ]);
  });

  test('a name with wildcards and quotes is a name', async () => {
    const path = await file("note's [1]*.csv", `${header}\n${line('a')}\n`);
    await file("note's 1b.csv", `${header}\n${line('other')}\n`);
    expect((await read(path)).rows.map((row) => row.note)).toEqual(['note a']);
  });
});

describe('malformed rows', () => {
  const lines = [
    header, // 1
    '1,"two', // 2
    'lines, ""so""",q,a,Summarization',
    '2,only,three', // 4
    '', // 5
    '3,n,q,a,Summarization,one,more', // 6
    line('a'), // 7
    '4,"n" x,q,a,Summarization', // 8
    '5,"",q,a,Summarization', // 9
    '6,n,q,  ,Summarization', // 10
    line('b', 'Astrology'), // 11
    ',n,q,a,Summarization', // 12
    '7,"n', // 13
    'x",q',
    line('c'), // 15
  ];
  const bad = [4, 6, 8, 9, 10, 11, 12, 13];

  for (const [name, end] of [
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
  ] as const)
    test(`are counted and named by line, and the good ones stay (${name})`, async () => {
      const { rows, report } = await read(await file('bad.csv', `\ufeff${lines.join(end)}${end}`));
      expect(report).toEqual({ rows: 3, duplicates: 0, malformed: bad.length, malformedLines: bad });
      expect(rows.map((row) => row.id)).toEqual(['2', '7', '15']);
      expect(rows[0]?.note).toBe('two\nlines, "so"');
    });

  test('stop the run at the first when the config says so, quoting nothing', async () => {
    const path = await csv(...lines);
    await expect(readTable(path, { onMalformed: 'stop' })).rejects.toMatchObject({
      code: 'dataMalformed',
      message: `${path}, line 4: it has too few columns`,
    });
  });

  test('the rows that an unclosed quote swallows are not lost without a word', async () => {
    const { report } = await read(await csv(header, line('a'), '2,"never closed,q,a,Summarization', line('b')));
    expect(report).toMatchObject({ rows: 1, malformed: 1, malformedLines: [3] });
  });

  test('are found in JSONL as well', async () => {
    const [row] = sampleRows(1, 1) as [ClinicalRow];
    const good = jsonLine(row);
    const text = [good, '', '{"patient_id": 1,', '[1, 2]', good.replace('Named Entity', 'No'), '{"note": "n"}'].join(
      '\n',
    );
    expect((await read(await file('bad.jsonl', text))).report).toEqual({
      rows: 1,
      duplicates: 0,
      malformed: 4,
      malformedLines: [3, 4, 5, 6],
    });
  });

  test('bytes that are not UTF-8 are a malformed row', async () => {
    const path = join(folder, 'latin1.csv');
    await writeFile(path, Buffer.from(`${header}\n${line('a')}\n${line('naïve')}\n${line('b')}\n`, 'latin1'));
    expect((await read(path)).report.malformedLines).toEqual([3]);
  });

  test('many of them among many rows keep their lines', async () => {
    const random = seededRandom(8);
    const text = sampleRows(5000, 50, 9).map((row) => (random.next() < 0.05 ? 'torn,"row' + '",x' : csvLine(row)));
    const expected: number[] = [];
    let at = 2;
    for (const record of text) {
      if (record.startsWith('torn')) expected.push(at);
      at += record.split('\n').length;
    }
    expect((await read(await csv(header, ...text))).report.malformedLines).toEqual(expected);
  });
});

test('duplicates are dropped and counted; the same note with another question is none', async () => {
  const rows = sampleRows(30, 5);
  const again = [...rows, ...rows.slice(0, 7), { ...(rows[0] as ClinicalRow), question: 'Another?' }];
  const { report } = await read(await csv(header, ...again.map(csvLine)));
  expect(report).toMatchObject({ rows: 31, duplicates: 7, malformed: 0 });
});

describe('errors', () => {
  const codeOf = async (path: string) => expect(read(path)).rejects;

  test('name a missing file, a folder, an address and an unknown ending', async () => {
    await (await codeOf(join(folder, 'none.csv'))).toMatchObject({ code: 'fileMissing' });
    await (await codeOf(folder)).toMatchObject({ code: 'fileMissing' });
    await (await codeOf('https://example.com/table.csv')).toMatchObject({ code: 'fileMissing' });
    await (await codeOf(await file('t.xlsx', 'x'))).toMatchObject({ code: 'fileUnreadable' });
    await (await codeOf(await file('t.parquet', 'patient text'))).toMatchObject({ code: 'fileUnreadable' });
  });

  test('name the columns that are missing, but never quote a row', async () => {
    await (await codeOf(await csv('patient_id,note,question,response,task', line('a')))).toMatchObject({
      code: 'dataColumns',
      message: expect.stringMatching(/lacks the column "answer".*"response"/),
    });
    await (await codeOf(await csv('1,Mr Doe has HIV,what?,a,x', line('a')))).toMatchObject({
      code: 'dataColumns',
      message: expect.not.stringContaining('Doe'),
    });
    await (await codeOf(await file('t.jsonl', '{"text": "a"}'))).toMatchObject({ code: 'dataColumns' });
  });

  test('tell of an empty table', async () => {
    await (await codeOf(await file('t.csv', ''))).toMatchObject({ code: 'dataEmpty' });
    await (await codeOf(await csv(header))).toMatchObject({ code: 'dataEmpty' });
    await (await codeOf(await csv(header, '1,,,,'))).toMatchObject({ code: 'dataEmpty' });
  });

  test('tell of a chosen task without rows', async () => {
    const { rows } = await read(await csv(header, line('a')));
    expect(() => checkTasks(rows, ['Summarization'])).not.toThrow();
    expect(() => checkTasks(rows, ['Summarization', 'Paraphrasing'])).toThrow(/"Paraphrasing".*"Summarization"/);
  });
});

test('no temp folder stays behind', async () => {
  const paths = [await csv(header, line('a')), await file('t.parquet', 'no')];
  // A temp folder of this test's own: others read tables at the same time.
  const temporary = await mkdtemp(join(folder, 'temporary-'));
  vi.stubEnv('TMPDIR', temporary).stubEnv('TEMP', temporary);
  try {
    for (const path of paths) await read(path).catch(() => undefined);
    expect(await readdir(temporary)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a selection takes the named rows of the chosen tasks and lengths, and nothing else', async () => {
  const path = await csv(header, line('a'), line('🩺🩺'), line('ccc', 'Paraphrasing'), line('d'));
  const select = async (data: object) => {
    const config = fineTuneConfigSchema.parse({ data: { tasks: ['Summarization'], ...data } }).data;
    const options = {
      onMalformed: 'skip',
      select: (rows: readonly RowFacts[]) => selectRows(path, rows, config),
    } as const;
    return (await readTable(path, options)).rows.map((row) => `${row.id} ${row.note}`);
  };
  expect(await select({ rows: ['5', '2', '4'] })).toEqual(['2 note a', '5 note d']);
  expect(await select({ noteCharacters: { min: 7, max: 7 } })).toEqual(['3 note 🩺🩺']);
  await expect(select({ rows: ['2', '77', '78'] })).rejects.toThrow(/"77", "78"/);
  await expect(select({ rows: ['4'] })).rejects.toThrow(/No row/);
});

test('a choice of rows depends on the seed, not on the order', () => {
  const rows = sampleRows(200, 30);
  const choose = (from: ClinicalRow[], seed: number) =>
    chooseRows(from, 20, seed)
      .map((row) => row.id)
      .toSorted();
  expect(choose(rows, 1)).toHaveLength(20);
  expect(choose(shuffled(rows, seededRandom(4)), 1)).toEqual(choose(rows, 1));
  expect(choose(rows, 2)).not.toEqual(choose(rows, 1));
  expect(chooseRows(rows, undefined, 1)).toEqual(rows);
});

test('a summary counts rows, patients, tasks and characters', async () => {
  const path = await csv(
    header,
    '1,abcd,qq,a,Summarization',
    '1,ab,q,aaa,Paraphrasing',
    '2,abcdefg,q,aa,Paraphrasing',
    'x',
  );
  expect(await summarizeTable(path)).toMatchObject({
    path,
    rows: 3,
    patients: 2,
    duplicates: 0,
    malformed: 1,
    malformedLines: [5],
    tasks: { Summarization: 1, Paraphrasing: 2, 'Question Answering': 0 },
    characters: {
      note: { min: 2, median: 4, max: 7 },
      question: { min: 1, median: 1, max: 2 },
      answer: { min: 1, median: 2, max: 3 },
    },
  });
});
