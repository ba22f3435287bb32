/** A Python with PyTorch, transformers and PEFT for the tests and benchmarks that compare with them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { PackedBatch } from '../runtime/data/packing.ts';
import { batchJson } from './goldens/load.ts';

/** The versions that made the golden values. */
const versions = {
  torch: '2.13.0',
  transformers: '5.24.0',
  peft: '0.21.2',
  safetensors: '0.8.0',
  numpy: '2.4.6',
  pandas: '3.1.1',
  datasets: '5.2.0',
};
export type PythonPackage = keyof typeof versions;

export type FoundPython = { readonly python: string } | { readonly python?: undefined; readonly reason: string };

/**
 * The Python that ASCLEPIUS_PYTHON names, or else a virtual environment made here with pip and kept under
 * node_modules/.cache. Gives the reason where neither can be had (no Python, no package index).
 */
export async function pythonWith(packages: readonly PythonPackage[]): Promise<FoundPython> {
  const named = process.env.ASCLEPIUS_PYTHON;
  if (named) {
    const fault = await importFault(named, packages);
    return fault ? { reason: `ASCLEPIUS_PYTHON: ${fault}` } : { python: named };
  }
  const wanted = packages.map((name) => `${name}==${versions[name]}`).sort();
  const hash = createHash('sha256').update(wanted.join()).digest('hex').slice(0, 12);
  const folder = join(import.meta.dirname, '..', 'node_modules', '.cache', 'asclepius', `venv-${hash}`);
  const python = join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  // Written last: without it a former attempt was broken off.
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return { python };
  const fault = await makeEnvironment(folder, python, wanted);
  if (fault) return { reason: fault };
  const broken = await importFault(python, packages);
  if (broken) return { reason: broken };
  writeFileSync(complete, '');
  return { python };
}

/** Mean loss per label token of a batch, by PEFT, for an adapter folder on a base model folder. */
export async function peftLoss(
  python: string,
  base: string,
  adapter: string,
  batch: PackedBatch,
): Promise<{ loss: number; labels: number }> {
  const file = join(tmpdir(), `asclepius-batch-${process.pid}-${Date.now()}.json`);
  writeFileSync(file, batchJson(batch), { mode: 0o600 });
  try {
    const script = join(import.meta.dirname, 'goldens', 'check_adapter.py');
    const { stdout } = await execa(python, ['-B', script, base, adapter, file]);
    return JSON.parse(stdout) as { loss: number; labels: number };
  } finally {
    rmSync(file);
  }
}

/** @returns what went wrong */
async function makeEnvironment(folder: string, python: string, wanted: readonly string[]): Promise<string | undefined> {
  mkdirSync(folder, { recursive: true });
  const system = process.platform === 'win32' ? 'python' : 'python3';
  // On Linux, PyPI's torch brings the CUDA libraries (gigabytes); its CPU build lies on PyTorch's own index, which
  // pip takes from PIP_EXTRA_INDEX_URL where the user sets it.
  const steps: [string, string[]][] = [
    [system, ['-m', 'venv', '--clear', folder]],
    [python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...wanted]],
  ];
  for (const [command, args] of steps) {
    const result = await execa(command, args, { reject: false, timeout: 15 * 60_000, stdin: 'ignore' });
    if (result.failed)
      return `${command} ${args.slice(0, 3).join(' ')} failed: ${lastLine(result.stderr || result.shortMessage)}`;
  }
  return undefined;
}

async function importFault(python: string, packages: readonly string[]): Promise<string | undefined> {
  const result = await execa(python, ['-c', `import ${packages.join(', ')}`], { reject: false, stdin: 'ignore' });
  return result.failed ? `${python}: ${lastLine(result.stderr || result.shortMessage)}` : undefined;
}

const lastLine = (text: string | undefined): string => text?.trim().split('\n').at(-1) ?? 'it cannot be started';
