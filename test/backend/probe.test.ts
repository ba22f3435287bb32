import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseDevice } from '../../runtime/backend/choose.ts';
import { probeAdapters } from '../../runtime/backend/probe.ts';

const root = resolve(import.meta.dirname, '../..');
const icd = process.env.ASCLEPIUS_SWIFTSHADER_ICD ?? '/usr/lib/chromium/vk_swiftshader_icd.json';
/** Chromium ships a Vulkan loader beside SwiftShader, for systems that have none. */
const swiftshader = {
  VK_ICD_FILENAMES: icd,
  LD_LIBRARY_PATH: [dirname(icd), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asclepius-probe-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An entry that does what a driver may do. */
function entry(name: string, code: string): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, code);
  return path;
}

describe('the probe process', () => {
  it.skipIf(!existsSync(icd))('describes SwiftShader, and auto does not take it for a GPU', async () => {
    const found = await probeAdapters({ env: swiftshader });
    expect(found.error).toBeUndefined();
    expect(found.adapters).toHaveLength(1);
    const [adapter] = found.adapters;
    expect(adapter).toMatchObject({ name: 'swiftshader device subzero', vendor: 'google', type: 'software' });
    expect(adapter?.features).toContain('core-features-and-limits');
    expect(adapter?.limits.maxBufferSize).toBeGreaterThanOrEqual(2 ** 28);
    expect((await chooseDevice('auto', async () => found)).device).toBe('cpu');
    expect((await chooseDevice('webgpu', async () => found)).warning).toContain('swiftshader');
  });

  it.skipIf(!existsSync(icd))('works bundled', async () => {
    const outfile = join(folder, 'probe.entry.mjs');
    const source = join(root, 'runtime/backend/probe.entry.ts');
    await build({
      entryPoints: [source],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['webgpu'],
    });
    const found = await probeAdapters({ env: swiftshader, entry: outfile });
    expect(found.adapters.map(({ type }) => type)).toEqual(['software']);
  });

  it.runIf(process.platform === 'linux')('says that there is no adapter where no driver is installed', async () => {
    const found = await probeAdapters({ env: { VK_ICD_FILENAMES: join(folder, 'none.json') } });
    expect(found.adapters).toEqual([]);
    expect(found.error).toMatch(/\S/);
  });

  it('survives a driver that crashes', async () => {
    const found = await probeAdapters({ entry: entry('crash', 'process.abort()') });
    expect(found).toEqual({ adapters: [], error: 'the graphics driver crashed the probe process (SIGABRT)' });
  });

  it('survives a driver that crashes after the answer', async () => {
    const found = await probeAdapters({ entry: entry('late', "process.stdout.write('[]', () => process.abort())") });
    expect(found.error).toContain('SIGABRT');
  });

  it('gives up a driver that hangs', async () => {
    const found = await probeAdapters({ entry: entry('hang', 'for (;;);'), timeout: 500 });
    expect(found).toEqual({ adapters: [], error: 'the graphics driver did not answer within 0.5 s' });
  });

  it('names a library that is missing', async () => {
    const found = await probeAdapters({ entry: entry('missing', "import 'a-library-that-is-not-there';") });
    expect(found.adapters).toEqual([]);
    expect(found.error).toContain("Cannot find package 'a-library-that-is-not-there'");
  });

  it('finds its answer below what a driver prints', async () => {
    const found = await probeAdapters({
      entry: entry('chatty', "console.log('MESA: hello'); process.stdout.write('[]');"),
    });
    expect(found.error).toBe('no graphics adapter was found');
  });

  it.each(['nonsense', '[{"name":"a gpu"}]'])('refuses the answer %s', async (answer) => {
    const found = await probeAdapters({ entry: entry('wrong', `process.stdout.write(${JSON.stringify(answer)})`) });
    expect(found).toEqual({ adapters: [], error: 'the probe process gave no readable answer' });
  });
});
