import { appendFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeRows } from '../../runtime/data/examples.ts';
import { type ClinicalRow, readTable } from '../../runtime/data/rows.ts';
import { embeddedModel } from '../../runtime/embedded/paths.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { loadTokenizer } from '../../runtime/text/tokenizer.ts';
import { sampleRows } from '../data/sample-rows.ts';
import { openLibrary, type TestLibrary } from './open-library.ts';
import { writeTable } from './table-file.ts';

let folder: string;
let storage: string;
let library: TestLibrary;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asclepius-test-'));
  storage = join(folder, 'storage');
  library = openLibrary(storage);
});
afterEach(async () => {
  await library.request('end', {});
  await rm(folder, { recursive: true });
});

const rows = sampleRows(300, 40, 5);
const special: ClinicalRow[] = [
  {
    ...(rows[0] as ClinicalRow),
    note: 'before\u0000after, שלום עולם \u202e and ÉPISODE',
    question: 'Which  drug\n was given?',
  },
  { ...(rows[1] as ClinicalRow), note: `Fever.\n${'chest\n pain'} since 3 days 🩺`, task: 'Summarization' },
];
const open = async (source: string) => (await library.request('dataset/open', { source })).id;
const search = async (id: string, query: string, more: object = {}) => {
  library.hits.length = 0;
  const found = await library.request('dataset/search', { id, search: 's', query, ...more });
  return { ...found, all: library.hits.flat() };
};

describe('the same rows as in training', () => {
  for (const ending of ['csv', 'tsv', 'jsonl', 'parquet'])
    test(`with the same names and text (${ending})`, async () => {
      const path = await writeTable(join(folder, `table.${ending}`), [...special, ...rows]);
      const { rows: trained } = await readTable(path, { onMalformed: 'stop' });
      expect(trained).toHaveLength(302);
      const id = await open(path);
      expect((await library.request('dataset/ids', { id })).rows).toEqual(trained.map((row) => row.id));
      for (const expected of trained.slice(0, 4)) {
        const { characters, row, ...text } = await library.request('dataset/row', { id, row: expected.id });
        expect({ id: row, ...text }).toEqual(expected);
        expect(characters.note).toBe([...expected.note].length);
      }
    });

  test('malformed rows and duplicates are counted, not shown', async () => {
    const path = await writeTable(join(folder, 'table.csv'), [...rows, ...rows.slice(0, 3)]);
    await appendFile(path, 'torn,row\n');
    const info = await library.request('dataset/open', { source: path });
    expect(info).toMatchObject({ status: 'ready', rows: 300, duplicates: 3, malformed: 1, patients: 40 });
    expect(Object.values(info.tasks).reduce((a, b) => a + b)).toBe(300);
  });
});

describe('pages', () => {
  test('follow one another, in the order asked for, of the rows that fit', async () => {
    const id = await open(await writeTable(join(folder, 'table.csv'), rows));
    const lengths = rows.map((row) => [...row.note].length).sort((a, b) => b - a);
    const seen: number[] = [];
    for (let offset = 0; offset < 300; offset += 128) {
      const sort = { by: 'noteCharacters', descending: true } as const;
      const page = await library.request('dataset/rows', { id, sort, offset, limit: 128 });
      expect(page).toMatchObject({ total: 300, complete: true });
      seen.push(...page.rows.map((row) => row.characters.note));
    }
    expect(seen).toEqual(lengths);
    const filter = { tasks: ['Summarization' as const], noteCharacters: { min: 100, max: 200 } };
    const fits = rows.filter((row) => row.task === 'Summarization' && row.note.length >= 100 && row.note.length <= 200);
    const some = await library.request('dataset/rows', { id, filter });
    expect(some.total).toBeGreaterThan(3);
    expect(some.rows.every((row) => row.characters.note >= 100 && row.characters.note <= 200)).toBe(true);
    expect(some.total - fits.length).toBeLessThanOrEqual(2);
    const two = await library.request('dataset/rows', {
      id,
      filter: { rows: some.rows.slice(0, 2).map(({ row }) => row) },
    });
    expect(two.rows).toEqual(some.rows.slice(0, 2));
    expect((await library.request('dataset/rows', { id, filter: { rows: [] } })).total).toBe(0);
  });

  test('show the first words of a question on one line', async () => {
    const id = await open(await writeTable(join(folder, 'table.csv'), special));
    expect((await library.request('dataset/rows', { id, limit: 1 })).rows[0]?.question).toBe('Which drug was given?');
  });
});

describe('search', () => {
  test('finds words whatever their case, script and white space, and shows where', async () => {
    const id = await open(await writeTable(join(folder, 'table.csv'), [...special, ...rows]));
    for (const [query, column] of [
      ['épisode', 'note'],
      ['עולם', 'note'],
      ['\u0000AFTER', 'note'],
      ['Chest pain', 'note'],
      ['WHICH drug was', 'question'],
    ] as const) {
      const { all } = await search(id, query);
      expect(
        all.map((hit) => hit.column),
        query,
      ).toEqual([column]);
      const [{ snippet, start, end }] = all as [(typeof all)[0]];
      const normal = (text: string) => text.toLowerCase().replaceAll('\0', ' ').replace(/\s+/g, ' ');
      expect(normal(snippet.slice(start, end))).toBe(normal(query));
    }
  });

  test('looks in the columns and rows asked for, takes the query literally, and ends at the limit', async () => {
    const id = await open(await writeTable(join(folder, 'table.csv'), rows));
    expect((await search(id, 'Note 7:', { columns: ['note'] })).all).toHaveLength(1);
    expect((await search(id, 'Note 7:', { columns: ['question', 'answer', 'patient_id', 'task'] })).all).toEqual([]);
    expect((await search(id, 'N.te', { columns: ['note'] })).all).toEqual([]);
    expect((await search(id, '([', {})).all).toEqual([]);
    const named = await search(id, 'summarization', { columns: ['task'] });
    expect(named).toMatchObject({ hits: 37, rows: 37, more: false });
    const filtered = await search(id, 'note', { columns: ['note'], filter: { tasks: ['Paraphrasing'] } });
    expect(new Set(filtered.all.map((hit) => hit.task))).toEqual(new Set(['Paraphrasing']));
    expect(await search(id, 'note', { columns: ['note'], limit: 50 })).toMatchObject({ hits: 50, more: true });
  });

  test('can be cancelled, and the next one works', async () => {
    const id = await open(await writeTable(join(folder, 'table.csv'), rows));
    const params = { id, search: 's', query: 'note' };
    await expect(library.request('dataset/search', params, AbortSignal.abort())).rejects.toThrow();
    expect((await search(id, 'Note 7:')).hits).toBe(1);
  });
});

describe('statistics', () => {
  test('count every row once, and tokens, trimmed and refused rows as training does', async () => {
    const path = await writeTable(join(folder, 'table.csv'), rows);
    const id = await open(path);
    const tokenizer = await loadTokenizer(embeddedModel());
    const { rows: trained } = await readTable(path, { onMalformed: 'stop' });
    for (const [sequenceLength, onTooLong] of [
      [250, 'trim'],
      [180, 'trim'],
      [250, 'skip'],
    ] as const) {
      const tokens = { sequenceLength, onTooLong, sample: 0 };
      const statistics = await library.request('dataset/statistics', { id, tokens });
      const config = fineTuneConfigSchema.parse({ sequenceLength, data: { onTooLong } });
      const encoded = encodeRows(trained, tokenizer, config);
      const sum = (of: (task: (typeof statistics.tasks)[0]) => number) =>
        statistics.tasks.reduce((a, task) => a + of(task), 0);
      expect(sum((task) => task.trimmed ?? 0)).toBe(encoded.trimmed);
      expect(sum((task) => task.refused ?? 0)).toBe(encoded.skipped.length);
      expect(statistics.tokens?.measured).toBe(300);
      expect(sum((task) => task.characters.reduce((a, b) => a + b))).toBe(300);
      expect(sum((task) => (task.tokens ?? []).reduce((a, b) => a + b))).toBe(300);
      expect(sum((task) => task.share)).toBeCloseTo(1);
    }
    const longest = { model: 'embedded', prompt: 'asclepius', min: 251 } as const;
    const over = await library.request('dataset/rows', { id, filter: { tokens: longest } });
    const all = encodeRows(trained, tokenizer, fineTuneConfigSchema.parse({ sequenceLength: 100_000 })).examples;
    expect(over.total).toBe(all.filter((example) => example.tokens.length > 250).length);
    expect(over.total).toBeGreaterThan(0);
  });

  test('of a sample say how many rows were measured', async () => {
    const id = await open(await writeTable(join(folder, 'table.csv'), rows));
    const { tokens } = await library.request('dataset/statistics', { id, tokens: { sample: 20 } });
    expect(tokens?.measured).toBe(20);
    expect(library.progress).toContain('measuring');
  });
});

describe('the index', () => {
  const kept = () => readdir(join(storage, 'datasets'));

  test('is private, used again, and made anew when the file has changed', async () => {
    const path = await writeTable(join(folder, 'table.csv'), rows);
    const id = await open(path);
    const [name = ''] = await kept();
    for (const file of ['', 'table.duckdb', 'about.json'])
      expect((await stat(join(storage, 'datasets', name, file))).mode & 0o077).toBe(0);
    const { mtimeMs } = await stat(join(storage, 'datasets', name));
    await library.request('dataset/close', { id });
    expect(await open(path)).toBe(id);
    expect((await stat(join(storage, 'datasets', name))).mtimeMs).toBe(mtimeMs);

    await writeTable(path, rows.slice(1));
    await expect(library.request('dataset/rows', { id })).rejects.toMatchObject({ code: 'datasetChanged' });
    const again = await library.request('dataset/open', { source: path });
    expect(again).toMatchObject({ rows: 299 });
    expect(again.id).not.toBe(id);
    expect(await kept()).toHaveLength(1);

    await rm(path);
    await expect(library.request('dataset/rows', { id: again.id })).rejects.toMatchObject({ code: 'fileMissing' });
  });

  test('is forgotten, open or not, and the file stays', async () => {
    const path = await writeTable(join(folder, 'table.csv'), rows);
    const id = await open(path);
    await library.request('dataset/forget', { source: path });
    expect(await kept()).toEqual([]);
    await expect(library.request('dataset/rows', { id })).rejects.toMatchObject({ code: 'datasetUnknown' });
    await open(path);
    await rm(path);
    await library.request('dataset/forget', { source: path });
    expect(await kept()).toEqual([]);
  });

  test('that a killed process left half-made is swept away', async () => {
    const draft = join(storage, 'datasets', '999999999-x.draft');
    await open(await writeTable(join(folder, 'table.csv'), rows));
    await mkdir(draft);
    openLibrary(storage);
    expect((await kept()).filter((name) => name.endsWith('.draft'))).toEqual([]);
    expect(await kept()).toHaveLength(1);
  });
});

test('a large file shows its first rows and counts before the index is there', async () => {
  const many = sampleRows(20_000, 100, 6);
  const path = await writeTable(join(folder, 'table.csv'), many);
  const first = await library.request('dataset/open', { source: path });
  expect(first).toMatchObject({ status: 'indexing', rows: 20_000 });
  const page = await library.request('dataset/rows', { id: first.id, limit: 5 });
  expect(page.rows).toHaveLength(5);
  const ready = await library.request('dataset/ready', { id: first.id });
  expect(ready).toMatchObject({ status: 'ready', rows: 20_000, tasks: first.tasks, patients: 100 });
  expect(await library.request('dataset/rows', { id: first.id, limit: 5 })).toEqual({
    ...page,
    total: 20_000,
    complete: true,
  });
});

test('a note of 50 MB on one line is found, and shown up to a limit that can be told', async () => {
  const long = { ...(rows[0] as ClinicalRow), note: `${'word '.repeat(10_000_000)}needle` };
  const id = await open(await writeTable(join(folder, 'table.csv'), [long, ...rows.slice(1, 5)]));
  const { rows: found, total } = await (async () => {
    await library.request('dataset/ready', { id });
    return library.request('dataset/rows', { id });
  })();
  expect(total).toBe(5);
  expect(found[0]?.characters.note).toBe(50_000_006);
  const { note } = await library.request('dataset/row', { id, row: '2' });
  expect(note).toHaveLength(5_000_000);
  expect((await search(id, 'Needle')).all[0]).toMatchObject({ row: '2', column: 'note' });
}, 120_000);
