import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAssistant } from '../../runtime/generate/assistant.ts';
import { downloadedModels } from '../../runtime/hub/downloaded.ts';
import { bytesFetched, discardFetched, type FetchProgress, getModel } from '../../runtime/hub/get-model.ts';
import type { Hub } from '../../runtime/hub/hub.ts';
import { readModelName } from '../../runtime/hub/model-name.ts';
import { planModel } from '../../runtime/hub/plan.ts';
import { openRepository } from '../../runtime/hub/repository.ts';
import { openModel } from '../../runtime/io/model.ts';
import { askRequestSchema } from '../../runtime/protocol/ask.ts';
import { AsclepiusError } from '../../runtime/protocol/errors.ts';
import { temporaryStorage } from '../server/runs.ts';
import { type FakeHub, shaOf, startFakeHub } from './fake-hub.ts';
import { tinyRepository } from './tiny-repository.ts';

const repo = 'tests/Tiny-Llama';
const weights = 'model.safetensors';
const tiny = tinyRepository();
const config = JSON.parse(String(tiny.files['config.json']));
const gguf = readFileSync(join(import.meta.dirname, '..', 'io', 'fixtures', 'tiny-untied.gguf'));

let hub: FakeHub;
let storage: string;
beforeAll(async () => {
  hub = await startFakeHub({});
});
afterAll(() => hub.close());
beforeEach(() => {
  storage = temporaryStorage();
  for (const name of Object.keys(hub.repositories)) delete hub.repositories[name];
  hub.repositories[repo] = tiny;
  hub.asked.length = 0;
  Object.assign(hub, { breakAt: undefined, falsified: undefined, stallAt: undefined, status: undefined });
});

interface Wish {
  readonly name?: string;
  readonly hub?: Hub;
  readonly signal?: AbortSignal;
  onProgress?(progress: FetchProgress): void;
}
const askingFor = ({ name = repo, hub: own = {}, signal }: Wish) => ({
  hub: { endpoint: hub.endpoint, ...own },
  repo: readModelName(name).repo,
  ...(signal ? { signal } : {}),
});
async function plan(wish: Wish = {}) {
  const asking = askingFor(wish);
  return planModel(asking, await openRepository(asking), readModelName(wish.name ?? repo));
}
const get = async (wish: Wish = {}) => getModel(askingFor(wish), await plan(wish), storage, wish.onProgress);

/** Replaces files of the repository. */
const withFiles = (files: Record<string, string | Buffer | undefined>) => {
  const all = Object.entries({ ...tiny.files, ...files }).filter((entry) => entry[1] !== undefined);
  hub.repositories[repo] = { ...tiny, files: Object.fromEntries(all) as Record<string, string | Buffer> };
};
const sentOf = (path: string) =>
  hub.asked.filter((each) => each.path.includes(path)).reduce((sum, { sent }) => sum + sent, 0);
const namesIn = (folder: string) => readdirSync(folder).sort();
const models = () => join(storage, 'models');
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof AsclepiusError ? error : Promise.reject(error)),
  );

describe('a model of the hub', () => {
  it('is told of with bytes, licence and commit before any weights are fetched', async () => {
    const planned = await plan();
    expect(planned).toMatchObject({
      license: 'apache-2.0',
      revision: shaOf(repo),
      modelType: 'llama',
      convertedBytes: 0,
    });
    const wanted = ['LICENSE', 'README.md', 'config.json', weights, 'tokenizer.json', 'tokenizer_config.json'];
    expect(planned.files.map(({ path }) => path).sort()).toEqual(wanted.sort());
    const bytes = wanted.reduce((sum, path) => sum + Buffer.byteLength(tiny.files[path] ?? ''), 0);
    expect(planned.bytes).toBe(bytes);
    expect(sentOf(weights)).toBe(0);
    expect(existsSync(models())).toBe(false);
  });

  it('comes into a folder of its own, opens as a model, and answers', async () => {
    const told: FetchProgress[] = [];
    const path = await get({ onProgress: (progress) => told.push(progress) });
    expect(path).toBe(join(models(), 'tests--Tiny-Llama'));
    expect(readFileSync(join(path, weights)).equals(tiny.files[weights] as Buffer)).toBe(true);
    expect(told.at(-1)).toMatchObject({ done: (await plan()).bytes, total: (await plan()).bytes });
    expect(downloadedModels(storage)).toEqual([{ name: repo, path, license: 'apache-2.0' }]);
    expect(namesIn(models())).toEqual(['tests--Tiny-Llama']);
    const assistant = createAssistant({ storage, onProgress: () => {}, onToken: () => {} });
    const request = { ask: 'a', model: path, note: 'Pulse 61.', question: 'Pulse?', sampling: { maxNewTokens: 4 } };
    const { parts } = await assistant.answer(askRequestSchema.parse({ ...request, device: 'cpu', threads: 1 }));
    expect(parts[0]?.newTokens).toBe(4);
    await assistant.release();
  });

  it('is asked for with GET alone, by name and path, and tells nothing of the user', async () => {
    const seen: [string, RequestInit | undefined][] = [];
    const ask = globalThis.fetch;
    const watching = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      seen.push([String(input), init]);
      return ask(input, init);
    });
    await get();
    watching.mockRestore();
    expect(seen.length).toBeGreaterThan(5);
    for (const [url, init] of seen) {
      expect(url).toContain(`${hub.endpoint}/`);
      expect([init?.method ?? 'GET', init?.body]).toEqual(['GET', undefined]);
      const headers = [...new Headers(init?.headers).keys()];
      expect(headers.filter((header) => !['accept', 'range'].includes(header))).toEqual([]);
    }
  });

  it('that is here already is not fetched again, and one of another commit takes its place', async () => {
    const path = await get();
    hub.asked.length = 0;
    expect(await get()).toBe(path);
    expect(sentOf(weights)).toBe(0);
    const record = join(path, 'source.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace(shaOf(repo), shaOf('older')));
    await get();
    expect(sentOf(weights)).toBe(statSync(join(path, weights)).size);
    expect(readFileSync(record, 'utf8')).toContain(shaOf(repo));
    expect(namesIn(models())).toEqual(['tests--Tiny-Llama']);
  });

  it('in several weights files comes with those that its index names', async () => {
    const [a, b] = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
    const index = JSON.stringify({ weight_map: { x: a, y: b } });
    withFiles({
      [weights]: undefined,
      [a]: 'a',
      [b]: 'b',
      'model.safetensors.index.json': index,
      'consolidated.safetensors': 'c',
    });
    const { files } = await plan();
    const found = files.map(({ path }) => path).filter((path) => path.includes('safetensors'));
    expect(found.sort()).toEqual([a, b, 'model.safetensors.index.json']);
  });

  it('as a GGUF file is one file of the repository, looked at before it is fetched', async () => {
    withFiles({ 'tiny.Q8_0.gguf': gguf, 'tiny.F16.gguf': gguf });
    const name = `${repo}:tiny.Q8_0.gguf`;
    const planned = await plan({ name });
    expect(planned.files.map(({ path }) => path).sort()).toEqual(['LICENSE', 'README.md', 'tiny.Q8_0.gguf']);
    const path = await get({ name });
    expect(path).toBe(join(models(), 'tests--Tiny-Llama--tiny.Q8_0', 'tiny.Q8_0.gguf'));
    const { config: opened } = await openModel(path, {});
    expect(opened.model_type).toBe('llama');
    expect(downloadedModels(storage)).toMatchObject([{ name, path }]);
  });
});

describe('a fetching that stops', () => {
  const size = Buffer.byteLength(tiny.files[weights] ?? '');
  const half = Math.floor(size / 2);

  /** Fetches until so many bytes of the weights are there, and is cancelled then. */
  async function stopAt(bytes: number): Promise<void> {
    hub.stallAt = { path: weights, bytes };
    const leave = new AbortController();
    const stopping = errorOf(get({ signal: leave.signal }));
    const part = () =>
      readdirSync(models(), { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith(`${weights}.part`));
    await vi.waitFor(() => expect(statSync(join(models(), part() ?? '')).size).toBe(bytes), { timeout: 30_000 });
    leave.abort();
    expect(await stopping).toMatchObject({ code: 'cancelled' });
    hub.stallAt = undefined;
  }

  it('because the connection broke goes on by itself where it was, and fetches no byte twice', async () => {
    hub.breakAt = { path: weights, bytes: half, times: 1 };
    const path = await get();
    const ranges = hub.asked.filter((each) => each.path.startsWith('/store/') && each.path.includes(weights));
    expect(ranges.map(({ range }) => range)).toEqual([undefined, `bytes=${half}-${size - 1}`]);
    expect(sentOf(weights)).toBe(size);
    expect(readFileSync(join(path, weights)).equals(tiny.files[weights] as Buffer)).toBe(true);
  });

  it('is taken up by the next attempt, which fetches what is missing alone', async () => {
    await stopAt(half);
    const fetched = bytesFetched(await plan(), storage);
    expect(fetched).toBeGreaterThan(0);
    hub.asked.length = 0;
    await get();
    const sent = hub.asked.filter(({ path }) => !path.startsWith('/api/')).reduce((sum, each) => sum + each.sent, 0);
    // The config is read once more before anything is fetched.
    expect(sent).toBe((await plan()).bytes - fetched + JSON.stringify(config).length);
  });

  it('by the user stops at once, leaves no model, and what was fetched can be deleted', async () => {
    await stopAt(half);
    expect(downloadedModels(storage)).toEqual([]);
    expect(namesIn(models()).every((name) => name.startsWith('.'))).toBe(true);
    expect(bytesFetched(await plan(), storage)).toBeGreaterThan(0);
    discardFetched(readModelName(repo), storage);
    expect(namesIn(models())).toEqual([]);
  });

  it('where the hub cannot be reached any more says so and how to go on', async () => {
    const planned = await plan();
    const gone = await startFakeHub({});
    await gone.close();
    const asking = { ...askingFor({}), hub: { endpoint: gone.endpoint } };
    const offline = await errorOf(getModel(asking, planned, storage));
    expect(offline).toMatchObject({
      code: 'hubUnreachable',
      message: expect.stringContaining(new URL(gone.endpoint).host),
    });
    expect(offline?.message).toContain('ECONNREFUSED');
    expect(offline?.remedy).toMatch(/proxy.*kept/);
    expect(downloadedModels(storage)).toEqual([]);
  });

  it('with a wrong checksum keeps nothing of the file, and the next attempt gets it right', async () => {
    for (const path of ['tokenizer_config.json', weights]) {
      hub.falsified = path;
      expect(await errorOf(get())).toMatchObject({ code: 'checksumWrong', message: expect.stringContaining(path) });
      expect(downloadedModels(storage)).toEqual([]);
    }
    hub.falsified = undefined;
    const path = await get();
    expect(readFileSync(join(path, weights)).equals(tiny.files[weights] as Buffer)).toBe(true);
  });
});

describe('a model that cannot be had', () => {
  it('of a family that is not built is refused by its config, with the families that are, before its weights', async () => {
    withFiles({ 'config.json': JSON.stringify({ ...config, model_type: 'mamba' }) });
    const refused = await errorOf(get());
    expect(refused).toMatchObject({ code: 'modelTypeUnknown', message: expect.stringContaining('mamba') });
    expect(refused?.remedy).toContain('"llama"');
    withFiles({ 'config.json': JSON.stringify({ ...config, quantization_config: { quant_method: 'gptq' } }) });
    expect(await errorOf(get())).toMatchObject({ code: 'modelUnsupported' });
    expect(sentOf(weights)).toBe(0);
    expect(existsSync(models())).toBe(false);
  });

  it('as a GGUF file of another family is refused by its header', async () => {
    const other = Buffer.from(gguf);
    other.write('mamba', other.indexOf('llama', other.indexOf('general.architecture')));
    withFiles({ 'other.gguf': other });
    expect(await errorOf(get({ name: `${repo}:other.gguf` }))).toMatchObject({ code: 'modelTypeUnknown' });
  });

  it('without weights that can be read names the GGUF files that can be asked for', async () => {
    withFiles({ [weights]: undefined, 'tiny.Q8_0.gguf': gguf });
    const lacking = await errorOf(plan());
    expect(lacking).toMatchObject({ code: 'hubNoModel', message: expect.stringContaining('safetensors') });
    expect(lacking?.remedy).toContain(`${repo}:tiny.Q8_0.gguf`);
    expect(await errorOf(plan({ name: `${repo}:none.gguf` }))).toMatchObject({ code: 'hubNoModel' });
  });

  it('without a licence accepted names its page; a token goes to the hub alone, never to its store', async () => {
    hub.repositories[repo] = { ...tiny, gatedBy: 'hf_right' };
    for (const token of [undefined, 'hf_wrong']) {
      const refused = await errorOf(plan({ hub: token ? { token } : {} }));
      expect(refused).toMatchObject({ code: 'hubGated', remedy: expect.stringContaining(`${hub.endpoint}/${repo}`) });
    }
    const path = await get({ hub: { token: 'hf_right' } });
    const toStore = hub.asked.filter((each) => each.path.startsWith('/store/'));
    expect(toStore.length).toBeGreaterThan(0);
    expect(toStore.every(({ authorization }) => authorization === undefined)).toBe(true);
    expect(readFileSync(join(path, 'source.json'), 'utf8')).not.toContain('hf_right');
  });

  it('and a token that would go in the clear to another machine is refused', async () => {
    const own = { endpoint: 'http://hub.invalid', token: 'hf_x' };
    expect(await errorOf(plan({ hub: own }))).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('token'),
    });
  });

  it('because it is not there, or the hub is out of order, says which', async () => {
    expect(await errorOf(plan({ name: 'tests/None' }))).toMatchObject({
      code: 'hubMissing',
      message: expect.stringContaining('tests/None'),
    });
    const asking = askingFor({});
    expect(await errorOf(openRepository(asking, 'no-branch'))).toMatchObject({ code: 'hubMissing' });
    hub.status = 503;
    expect(await errorOf(plan())).toMatchObject({ code: 'hubFault', message: expect.stringContaining('503') });
    hub.status = 200;
    expect(await errorOf(plan())).toMatchObject({ code: 'hubFault' });
  });

  it.for([
    'name',
    'a/b/c',
    '../x',
    'a/..',
    'a--b/c',
    'a/b:x.bin',
    'a/b:../x.gguf',
    'a/b:.gguf',
    'https://h/a/b',
    ' / ',
  ])('is not asked for by "%s"', (name) => {
    expect(() => readModelName(name)).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('on a full disk is refused before it is fetched', async () => {
    const planned = await plan();
    const huge = { ...planned, bytes: 2 ** 52 };
    hub.asked.length = 0;
    expect(await errorOf(getModel(askingFor({}), huge, storage))).toMatchObject({ code: 'diskFull' });
    expect(hub.asked).toEqual([]);
  });

  it('because a file is missing that its index names is not taken for a model', async () => {
    const index = JSON.stringify({ weight_map: { 'model.norm.weight': 'model-00002-of-00002.safetensors' } });
    withFiles({ [weights]: undefined, 'model.safetensors.index.json': index });
    expect(await errorOf(get())).toMatchObject({ code: 'fileMissing' });
    expect(downloadedModels(storage)).toEqual([]);
  });

  it('while another process fetches it is left to that', async () => {
    hub.stallAt = { path: weights, bytes: 10 };
    const leave = new AbortController();
    let begun = () => {};
    const isFetching = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const first = get({ signal: leave.signal, onProgress: ({ file }) => file === weights && begun() });
    await isFetching;
    expect(await errorOf(get())).toMatchObject({ code: 'modelBusy' });
    expect(() => discardFetched(readModelName(repo), storage)).toThrow(expect.objectContaining({ code: 'modelBusy' }));
    leave.abort();
    await errorOf(first);
    rmSync(storage, { recursive: true });
  });
});
