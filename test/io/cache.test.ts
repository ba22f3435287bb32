import { type ChildProcess, fork } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Convertible, cacheBytes, clearCache, convertedWeights } from '../../runtime/io/cache.ts';
import { readTensor, type TensorLocation } from '../../runtime/io/safetensors.ts';
import { codeOf } from './errors.ts';

/** How many bytes the disk still takes; no limit where it is not set. */
const disk = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY, free: undefined as number | undefined }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    statfsSync: (path: string) => (disk.free === undefined ? fs.statfsSync(path) : { bavail: disk.free, bsize: 1 }),
    writeSync(file: number, bytes: Uint8Array, ...rest: []) {
      disk.left -= bytes.length;
      if (disk.left < 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      return fs.writeSync(file, bytes, ...rest);
    },
  };
});

let folder = '';
let source = '';
let cacheFolder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asclepius-cache-'));
  source = join(folder, 'source');
  cacheFolder = join(folder, 'home', 'cache');
  writeSource('source');
});
afterEach(() => {
  Object.assign(disk, { left: Number.POSITIVE_INFINITY, free: undefined });
  rmSync(folder, { recursive: true });
});

/** Long ago, so that its hash is remembered. */
function writeSource(text: string, time = 1_000_000_000): void {
  writeFileSync(source, text);
  utimesSync(source, time, time);
}

let reads = 0;
const ofValues = (...chunks: number[][]): Convertible => ({
  name: 'a',
  shape: [chunks.flat().length],
  *chunks() {
    reads++;
    for (const chunk of chunks) yield Float32Array.from(chunk);
  },
});
const convert = (tensor = ofValues([1, 2], [3]), onProgress?: (done: number, total: number) => void) =>
  convertedWeights(cacheFolder, [source], [tensor], onProgress);
const valuesOf = (tensors: Map<string, TensorLocation>) => [...readTensor(tensors.get('a') as TensorLocation)];
const files = () => readdirSync(join(cacheFolder, 'weights'));

describe('converted weights', () => {
  test('are written once, and found again as long as the source is the same', () => {
    reads = 0;
    expect(valuesOf(convert())).toEqual([1, 2, 3]);
    expect(valuesOf(convert())).toEqual([1, 2, 3]);
    expect(reads).toBe(1);
    writeSource('another', 1_000_000_001);
    expect(valuesOf(convert(ofValues([4])))).toEqual([4]);
    expect(reads).toBe(2);
  });

  test('of a source that changed behind its old size and time are made anew', () => {
    convert();
    writeSource('SOURCE');
    expect(valuesOf(convert(ofValues([5, 6, 7])))).toEqual([5, 6, 7]);
  });

  test('are for their owner only', () => {
    convert();
    expect(statSync(join(cacheFolder, 'weights')).mode & 0o777).toBe(0o700);
    expect(statSync(cacheFolder).mode & 0o777).toBe(0o700);
    for (const name of files()) expect(statSync(join(cacheFolder, 'weights', name)).mode & 0o777).toBe(0o600);
  });

  test('tell how far they are, up to the end', () => {
    const told: [number, number][] = [];
    convert(ofValues([1, 2], [3]), (done, total) => told.push([done, total]));
    expect(told).toEqual([
      [8, 12],
      [12, 12],
    ]);
  });

  test('tell a hundred times at most', () => {
    let times = 0;
    convert(ofValues(...Array.from({ length: 1000 }, (_, i) => [i])), () => times++);
    expect(times).toBeGreaterThan(50);
    expect(times).toBeLessThanOrEqual(101);
  });

  test('that were cut off later are made anew', () => {
    convert();
    truncateSync(join(cacheFolder, 'weights', files()[0] as string), 100);
    expect(valuesOf(convert())).toEqual([1, 2, 3]);
  });

  test('have a size, and can be deleted', () => {
    expect(cacheBytes(cacheFolder)).toBe(0);
    convert();
    expect(cacheBytes(cacheFolder)).toBe(statSync(join(cacheFolder, 'weights', files()[0] as string)).size);
    clearCache(cacheFolder);
    expect(existsSync(cacheFolder)).toBe(false);
    expect(valuesOf(convert())).toEqual([1, 2, 3]);
  });

  test('whose source cannot be read leave nothing', () => {
    const broken: Convertible = {
      name: 'a',
      shape: [2],
      *chunks() {
        yield Float32Array.of(1);
        throw new Error('cannot be read');
      },
    };
    expect(() => convert(broken)).toThrow('cannot be read');
    expect(files()).toEqual([]);
  });
});

describe('a full disk', () => {
  test('is told before anything is written, with what is needed', () => {
    disk.free = 10;
    expect(() => convert()).toThrow(/MiB needed/);
    expect(codeOf(() => convert())).toBe('diskFull');
    expect(files()).toEqual([]);
  });

  test('that fills up in the middle leaves nothing half-written', () => {
    convert(ofValues([9]));
    const before = files();
    disk.left = 200;
    expect(codeOf(() => convert(ofValues(new Array(100).fill(1))))).toBe('diskFull');
    expect(files()).toEqual(before);
  });
});

test('a draft of a process that was killed is cleared away, one of a live process is not', () => {
  mkdirSync(join(cacheFolder, 'weights'), { recursive: true });
  convert();
  const [name] = files();
  const place = join(cacheFolder, 'weights', name as string);
  const draft = (pid: number) => `${place}.${pid}-00000000-0000-0000-0000-000000000000`;
  rmSync(place);
  writeFileSync(draft(2 ** 22 + 1), 'abandoned');
  writeFileSync(draft(process.pid), 'being written');
  convert();
  expect(existsSync(draft(2 ** 22 + 1))).toBe(false);
  expect(existsSync(draft(process.pid))).toBe(true);
});

test('two processes that convert the same weights at once both end with the right ones', async () => {
  const script = join(folder, 'convert.mts');
  const module = JSON.stringify(join(import.meta.dirname, '../../runtime/io/cache.ts'));
  writeFileSync(
    script,
    `import { convertedWeights } from ${module};
    process.on('message', () => {
      const chunks = function* () { for (let i = 0; i < 200; i++) yield new Float32Array(10000).fill(i); };
      const found = convertedWeights(${JSON.stringify(cacheFolder)}, [${JSON.stringify(source)}],
        [{ name: 'a', shape: [2000000], chunks }]);
      process.send(found.get('a'));
      process.disconnect();
    });
    process.send('ready');`,
  );
  const workers = [1, 2].map(() => fork(script, { execArgv: [] }));
  await Promise.all(workers.map(message));
  const found = workers.map(message);
  for (const worker of workers) worker.send('go');
  for (const location of (await Promise.all(found)) as TensorLocation[])
    expect(readTensor(location).every((value, i) => value === Math.floor(i / 10_000))).toBe(true);
  expect(files()).toHaveLength(1);
});

const message = (worker: ChildProcess) =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('exit', (code) => reject(new Error(`exit code ${code}`)));
  });

test('the hash of a large file is remembered, so that it is not read at every start', () => {
  convert();
  const memory = join(cacheFolder, 'hashes.json');
  // The source was changed a moment ago, as its inode tells: nothing is remembered yet.
  expect(existsSync(memory)).toBe(false);
  vi.useFakeTimers({ now: Date.now() + 10_000, toFake: ['Date'] });
  convert();
  vi.useRealTimers();
  expect(statSync(memory).mode & 0o777).toBe(0o600);
  const record = readFileSync(memory, 'utf8');
  // Known by heart: a false hash that is remembered is believed.
  writeFileSync(memory, record.replace(/"sha256":"\w+"/, '"sha256":"other"'));
  expect(valuesOf(convert(ofValues([8])))).toEqual([8]);
  writeFileSync(memory, 'no JSON');
  expect(valuesOf(convert())).toEqual([1, 2, 3]);
});
