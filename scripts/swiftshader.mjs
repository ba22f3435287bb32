/**
 * SwiftShader, a Vulkan driver in software, with which the WebGPU tests run on a machine that has no GPU. It comes from
 * an installed Chromium or Chrome or, failing that, from an npm package that carries Chromium's build of it.
 */
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackChromium } from './chromium-package.mjs';
import { cacheFolder } from './setup.mjs';

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
/** Finds SwiftShader or fetches it (70 MB, once). Gives why there is none, or undefined when it is there. */
export function prepareSwiftshader() {
  if (process.platform !== 'linux') return `SwiftShader is not set up on ${process.platform}`;
  if (isComplete(folder)) return undefined;
  const browser = browsers.find(isComplete);
  if (browser) return linkFrom(browser);
  return unpackChromium(folder, ['swiftshader.tar.br']);
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
