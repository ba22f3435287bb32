/** What the editor has to load when it starts this extension, in the built bundle. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { build } from '../../scripts/build.mjs';

const dist = join(import.meta.dirname, '..', '..', 'dist');
const host = join(dist, 'host');

/** Activates in a process of its own, and tells which files of the bundle that took and the milliseconds. */
async function activate(): Promise<{ files: string[]; milliseconds: number }> {
  const program = join(import.meta.dirname, 'activate.cjs');
  const { stdout } = await execa(process.execPath, [program, dist], { env: { ASCLEPIUS_HOME: dist } });
  return JSON.parse(stdout);
}

/** In the library that goes to the network. */
const hubLibrary = "Your access token must start with 'hf_'";

const bytesOf = (files: readonly string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0);

beforeAll(() => build(), 120_000);

test('activation loads a tenth of the bundle at most, and no library of sockets, processes, schemas or the hub', async () => {
  const { files, milliseconds } = await activate();
  const all = [join(dist, 'extension.cjs'), ...readdirSync(host).map((name) => join(host, name))];
  console.log(`Activated in ${Math.round(milliseconds)} ms with ${files.length} of ${all.length} files`);
  expect(files.length).toBeGreaterThan(0);
  expect(bytesOf(files)).toBeLessThan(bytesOf(all) / 10);
  const textOf = (paths: readonly string[]) => paths.map((path) => readFileSync(path, 'utf8')).join('\n');
  const [loaded, whole] = [textOf(files), textOf(all)];
  for (const mark of [
    'Sec-WebSocket-Key',
    'ExecaError',
    'ZodError',
    'ConnectionErrors',
    'InvalidCommentToken',
    hubLibrary,
  ]) {
    expect(whole).toContain(mark);
    expect(loaded).not.toContain(mark);
  }
});
