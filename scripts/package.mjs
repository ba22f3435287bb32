/**
 * `npm run package [-- TARGET …]`: one .vsix a platform, each with the native files of that platform only. Without a
 * target: all of them. The extension's native packages lie in dist/node_modules, where the bundles in dist/ find them,
 * so that dist/ is a program that can be copied and run anywhere.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { fetchedPackage } from './npm-package.mjs';
import { main, root, SetupError, setup } from './setup.mjs';

export const targets = ['linux-x64', 'win32-x64', 'darwin-arm64', 'linux-arm64'];
export const ownTarget = `${process.platform}-${process.arch}`;
const limit = 95e6;

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/** Packs the built extension. @returns the path of the .vsix */
export async function pack(target, folder = root) {
  const stage = mkdtempSync(join(tmpdir(), 'asclepius-package-'));
  try {
    copyExtension(stage);
    for (const { from, to } of nativeFiles(target)) copy(from, join(stage, 'dist', 'node_modules', to));
    const packagePath = join(folder, `${manifest.name}-${manifest.version}-${target}.vsix`);
    await packFolder(stage, packagePath, target);
    return packagePath;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Packs an extension's folder as it is. */
export async function packFolder(cwd, packagePath, target) {
  const { createVSIX } = createRequire(import.meta.url)('@vscode/vsce');
  // vsce's own report lists every file.
  const { log } = console;
  console.log = () => {};
  const options = { cwd, target, packagePath, dependencies: false, rewriteRelativeLinks: false, skipLicense: true };
  await createVSIX({ ...options, allowMissingRepository: true, allowPackageAllSecrets: true }).finally(() => {
    console.log = log;
  });
}

function copyExtension(stage) {
  for (const name of [
    'package.nls.json',
    'package.nls.ko.json',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    '.vscodeignore',
  ])
    copy(join(root, name), join(stage, name));
  for (const name of ['l10n', 'media', 'dist']) copy(join(root, name), join(stage, name));
  const { scripts, bin, dependencies, devDependencies, optionalDependencies, allowScripts, ...shipped } = manifest;
  writeFileSync(join(stage, 'package.json'), JSON.stringify(shipped, null, 2));
}

/** What the runtime needs beside its bundles. */
function nativeFiles(target) {
  const [system, arch] = target.split('-');
  const dawn = system === 'darwin' ? 'darwin-universal' : target;
  return [
    ...filesOf('onnxruntime-node', ['package.json', 'dist', `bin/napi-v6/${system}/${arch}`]),
    ...filesOf('onnxruntime-common', ['package.json', 'dist/cjs']),
    ...filesOf('webgpu', ['package.json', 'LICENSE.md', 'index.js', `dist/${dawn}`]),
    ...filesOf('@duckdb/node-bindings', ['package.json', 'duckdb.js']),
    ...filesOf('detect-libc', ['package.json', 'LICENSE', 'lib']),
    ...filesOf('an-array-of-english-words', ['package.json', 'license', 'index.json']),
    { from: binding(`@duckdb/node-bindings-${target}`), to: `@duckdb/node-bindings-${target}` },
  ];
}

function filesOf(name, paths) {
  return paths.map((path) => ({ from: join(root, 'node_modules', name, path), to: join(name, path) }));
}

/** Folder of a package that npm installs on its own platform only: the installed one, else one fetched from npm. */
function binding(name) {
  const installed = join(root, 'node_modules', name);
  if (existsSync(installed)) return installed;
  const { version, integrity } = lock[`node_modules/${name}`];
  return fetchedPackage(`${name}@${version}`, integrity);
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, dereference: true, filter: (path) => !isLeftOut(path) });
}

/**
 * Source maps and types; DirectML, an execution provider that is never asked for; and the second name under which
 * npm, which knows no symbolic links, carries the macOS library.
 */
const isLeftOut = (path) => /\.map$|\.d\.ts$|\.inputs$|DirectML\.dll$|libonnxruntime\.1\.30\.0\.dylib$/.test(path);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async (args) => {
    const unknown = args.find((target) => !targets.includes(target));
    if (unknown) throw new SetupError(`Unknown target "${unknown}"; the targets are ${targets.join(', ')}`);
    await setup();
    await build();
    for (const target of args.length > 0 ? args : targets) {
      const path = await pack(target);
      const { size } = statSync(path);
      console.log(`${path}: ${(size / 1e6).toFixed(1)} MB`);
      if (size >= limit) throw new SetupError(`${path} is over ${limit / 1e6} MB`);
    }
  });
}
