/**
 * `npm run bench -- dataset [--peer] [--json]`: how fast the explorer is on a table as large as the real data set, beside
 * a raw read of the file; with --peer also beside pandas and Hugging Face datasets. Every round starts from nothing.
 */
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { build } from '../../scripts/build.mjs';
import { pythonWith } from '../python.ts';
import { needle, needleRows, rowCount, writeClinicalTable } from './clinical-table.ts';
import { median } from './median.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';

const { values: options } = parseArgs({
  options: {
    peer: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    rows: { type: 'string', default: String(rowCount) },
  },
});
const report = (text: string) => console.error(text);
/** What each figure must stay under: milliseconds, or bytes. */
const bars: Readonly<Record<string, number>> = {
  firstRows: 3000,
  indexed: 15_000,
  warmOpen: 300,
  page: 100,
  firstHits: 1000,
  allHits: 3000,
  peakBytes: 700e6,
  steadyBytes: 400e6,
};
type Figures = Record<string, number>;
type Contestants = Record<string, (file: string) => Promise<Figures>>;

const folder = mkdtempSync(join(tmpdir(), 'asclepius-bench-'));
try {
  await build();
  const file = join(folder, 'notes.csv');
  const rows = Number(options.rows);
  await writeClinicalTable(file, rows);
  report(`${rows.toLocaleString('en')} rows, ${(statSync(file).size / 1e6).toFixed(0)} MB`);
  await checkCounts(file);
  const rounds: Record<string, Figures[]> = {};
  const peers = options.peer ? await preparePeers() : {};
  for (let round = 1; round <= Number(options.rounds); round++) {
    const contestants: Contestants = { raw: readRaw, ours: measure, ...peers };
    for (const [name, run] of Object.entries(contestants)) {
      const figures = await run(file);
      report(`round ${round}  ${name.padEnd(8)}  ${Object.entries(figures).map(shown).join('  ')}`);
      rounds[name] = [...(rounds[name] ?? []), figures];
    }
  }
  print(rounds);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Counted by Python's own csv module, which shares no code with ours. */
async function checkCounts(file: string): Promise<void> {
  const script = `
import csv, sys
csv.field_size_limit(1 << 30)
with open(sys.argv[1], newline='', encoding='utf-8') as file:
    rows = list_of = 0
    for row in csv.DictReader(file):
        rows += 1
        list_of += sys.argv[2] in row['note']
print(rows, list_of)`;
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const counted = await execa(python, ['-c', script, file, needle], { reject: false });
  if (counted.failed) return report(`rows not checked by an independent reader: ${counted.shortMessage}`);
  const service = await startServiceProcess(mkdtempSync(join(folder, 'storage-')));
  const { id, rows } = await service.client.request('dataset/open', { source: file });
  const { rows: indexed } = await service.client.request('dataset/ready', { id });
  const { rows: found } = await service.client.request('dataset/search', { id, search: 's', query: needle });
  await service.close();
  const ours = `${indexed} ${found}`;
  if (counted.stdout.trim() !== ours || rows !== indexed)
    throw new Error(`Python's csv counts "${counted.stdout.trim()}" rows and hits, the explorer "${ours}"`);
  report(`Python's csv module counts the same rows and hits: ${ours}`);
}

async function readRaw(file: string): Promise<Figures> {
  const start = performance.now();
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) bytes += chunk.length;
  return { read: performance.now() - start, bytes };
}

/** From nothing to an index, then what is asked of it, then the same file opened by a new process. */
async function measure(file: string): Promise<Figures> {
  const storage = mkdtempSync(join(folder, 'storage-'));
  const service = await startServiceProcess(storage);
  const { client } = service;
  const clock = stopwatch();
  const { id } = await client.request('dataset/open', { source: file });
  await client.request('dataset/rows', { id });
  const firstRows = clock();
  await client.request('dataset/ready', { id });
  const indexed = clock();
  const { peak } = service.memory();
  const pages = await pageTimes(service, id);
  const rare = await searchTimes(service, id, needle);
  const common = await searchTimes(service, id, 'effusion');
  if (Number(options.rows) === rowCount && rare.hits !== needleRows) throw new Error(`${rare.hits} hits`);
  const cancel = await cancelTime(service, id);
  await delay(2000);
  const { now: steady, peak: peakBytes } = service.memory();
  await service.close();
  const warmOpen = await warmOpenTime(storage, file);
  rmSync(storage, { recursive: true });
  return {
    firstRows,
    indexed,
    progressReports: service.progress.length,
    warmOpen,
    page: median(pages),
    slowestPage: Math.max(...pages),
    firstHits: rare.first,
    allHits: rare.all,
    commonFirstHits: common.first,
    commonAllHits: common.all,
    cancel,
    indexPeakBytes: peak,
    peakBytes,
    steadyBytes: steady,
  };
}

/** Pages here and there, in every order and with filters. */
async function pageTimes({ client }: ServiceProcess, id: string): Promise<number[]> {
  const times: number[] = [];
  for (const offset of [0, 100, 1900])
    for (const filter of [{}, { tasks: ['Summarization' as const] }, { noteCharacters: { min: 2000, max: 2500 } }])
      for (const by of ['row', 'noteCharacters', 'question'] as const) {
        const clock = stopwatch();
        await client.request('dataset/rows', { id, filter, sort: { by }, offset });
        times.push(clock());
      }
  return times;
}

async function searchTimes(service: ServiceProcess, id: string, query: string) {
  const clock = stopwatch();
  let first = Number.NaN;
  service.onHits = () => {
    if (Number.isNaN(first)) first = clock();
  };
  const { hits } = await service.client.request('dataset/search', { id, search: 'search', query });
  return { first, all: clock(), hits };
}

/** How long until a search that is cancelled in the middle has ended and the next question is answered. */
async function cancelTime({ client }: ServiceProcess, id: string): Promise<number> {
  const cancelled = new AbortController();
  const searching = client.request('dataset/search', { id, search: 's', query: 'nowhere' }, cancelled.signal);
  await delay(200);
  const clock = stopwatch();
  cancelled.abort();
  await searching.catch(() => {});
  await client.request('dataset/rows', { id, limit: 1 });
  return clock();
}

async function warmOpenTime(storage: string, file: string): Promise<number> {
  const service = await startServiceProcess(storage);
  const clock = stopwatch();
  const { id, status } = await service.client.request('dataset/open', { source: file });
  await service.client.request('dataset/rows', { id });
  const time = clock();
  await service.close();
  if (status !== 'ready') throw new Error('The index was not found again');
  return time;
}

async function preparePeers(): Promise<Contestants> {
  const found = await pythonWith(['pandas', 'datasets']);
  if (found.python === undefined) throw new Error(`--peer needs a Python with pandas and datasets: ${found.reason}`);
  const { python } = found;
  const script = join(import.meta.dirname, 'peer_dataset.py');
  const run = (library: string) => async (file: string) => {
    const cache = mkdtempSync(join(folder, 'cache-'));
    const { stdout } = await execa(python, ['-B', script, library, file, cache, needle], {
      env: { HF_HUB_OFFLINE: '1', HF_DATASETS_DISABLE_PROGRESS_BARS: '1', HF_HOME: cache },
    });
    rmSync(cache, { recursive: true });
    return JSON.parse(stdout) as Figures;
  };
  return { pandas: run('pandas'), datasets: run('datasets') };
}

function print(rounds: Readonly<Record<string, readonly Figures[]>>): void {
  const medians = Object.entries(rounds).map(([name, all]): [string, Figures] => {
    const names = Object.keys(all[0] ?? {});
    const ofAll = (figure: string) => median(all.map((figures) => figures[figure] as number));
    return [name, Object.fromEntries(names.map((figure) => [figure, ofAll(figure)]))];
  });
  for (const [name, figures] of medians)
    report(`median of ${options.rounds}  ${name.padEnd(8)}  ${Object.entries(figures).map(shown).join('  ')}`);
  const { ours = {} } = Object.fromEntries(medians);
  const missed = Object.entries(bars).filter(([figure, bar]) => !((ours[figure] as number) <= bar));
  report(missed.length === 0 ? 'every bar is held' : `missed: ${missed.map(([name]) => name).join()}`);
  const machine = { processor: cpus()[0]?.model, logicalProcessors: cpus().length, system: process.platform };
  const result = { bench: 'dataset', machine, bars, missed: missed.map(([name]) => name) };
  if (options.json) console.log(JSON.stringify({ ...result, medians: Object.fromEntries(medians), rounds }));
}

function shown([name, value]: [string, number]): string {
  if (name === 'progressReports') return `${name} ${value}`;
  return /bytes$/i.test(name) ? `${name} ${(value / 1e6).toFixed(0)} MB` : `${name} ${value.toFixed(0)} ms`;
}

/** @returns milliseconds since now, at every call */
function stopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
