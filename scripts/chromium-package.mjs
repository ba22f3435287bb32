/** Chromium as an npm package carries it (Linux x64, 70 MB): for machines that have no browser and no SwiftShader. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { fetchedPackage } from './npm-package.mjs';

const carrier = '@sparticuz/chromium@153.0.0';
const integrity = 'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==';

/**
 * Fills a folder with what the package's archives hold. Gives why it cannot be had, or undefined.
 *
 * @param {string} folder appears when it is complete
 * @param {string[]} archives names below the package's bin/: NAME.tar.br, or NAME.br for a program
 */
export function unpackChromium(folder, archives) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return `${carrier} is for Linux on x64`;
  const scratch = `${folder}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  try {
    const source = join(fetchedPackage(carrier, integrity), 'bin');
    for (const name of archives) unpack(join(source, name), scratch);
    rmSync(folder, { recursive: true, force: true });
    renameSync(scratch, folder);
    return undefined;
  } catch (error) {
    return `${carrier} cannot be had (${error.message.split('\n')[0]})`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function unpack(archive, folder) {
  const content = brotliDecompressSync(readFileSync(archive));
  if (archive.endsWith('.tar.br')) execFileSync('tar', ['-xf', '-', '-C', folder], { input: content });
  else writeFileSync(join(folder, basename(archive, '.br')), content, { mode: 0o755 });
}
