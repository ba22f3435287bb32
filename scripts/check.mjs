/** `npm run check [-- --fix]`: format, lint, types, import boundaries, generated files, lock file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { run } from './child.mjs';
import { commandOf, main, root, setup, toolEnvironment, toolNode } from './setup.mjs';

const worlds = ['src', 'webview-ui', 'runtime', 'test', 'test/e2e', 'test/views'].filter((world) =>
  existsSync(join(root, world, 'tsconfig.json')),
);

/** What a world may import of another. The folders of the client side need Node alone, no native library. */
const crossing = {
  src: ['runtime/protocol/', 'runtime/runs/', 'runtime/client/', 'runtime/clinical/', 'runtime/hub/'],
  'webview-ui': ['runtime/protocol/'],
  runtime: ['runtime/'],
};

/** What these folders may import of the runtime, so that whoever imports them gets no more than that. */
const standingAlone = {
  'runtime/protocol/': ['runtime/protocol/'],
  'runtime/runs/': ['runtime/protocol/', 'runtime/runs/', 'runtime/io/atomic.ts'],
  'runtime/client/': ['runtime/protocol/', 'runtime/runs/', 'runtime/client/'],
  'runtime/clinical/': ['runtime/clinical/'],
  'runtime/hub/': ['runtime/protocol/', 'runtime/runs/', 'runtime/hub/', 'runtime/models/model.ts', 'runtime/io/'],
};

await main(async (args) => {
  await setup();
  const node = (...command) => run(toolNode(), command, { cwd: root, env: toolEnvironment() });
  const fix = args.includes('--fix') ? ['--write'] : [];
  const checks = [
    ['format and lint', () => node(commandOf('@biomejs/biome', 'biome'), 'check', ...fix)],
    ...worlds.map((world) => [`types of ${world}/`, () => node(commandOf('typescript', 'tsc'), '-p', world)]),
    ['import boundaries', () => complain(worlds.flatMap(boundaryFaults))],
    ['generated files', () => node('runtime/protocol/json-schema.ts', '--check')],
    ['lock file', () => complain(lockFaults())],
  ];
  const failed = [];
  for (const [name, check] of checks) {
    const passed = (await check()) === 0;
    console.log(`${passed ? '✓' : '✗'} ${name}`);
    if (!passed) failed.push(name);
  }
  if (failed.length > 0) console.log(`check failed: ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
});

function complain(faults) {
  for (const fault of faults) console.log(`  ${fault}`);
  return faults.length;
}

/** src → runtime/protocol ← webview-ui, src → runtime/client; nothing else crosses. Tests may import everything. */
function boundaryFaults(world) {
  const files = world.startsWith('test') ? [] : sourcesOf(world);
  return files.flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      const fault = faultOf(file, specifier.startsWith('.') ? pathOf(file, specifier) : specifier);
      return fault ? [`${file} imports ${specifier}: ${fault}`] : [];
    }),
  );
}

function faultOf(file, target) {
  const [from, to] = [file.split('/')[0], target.split('/')[0]];
  if (target === 'vscode') return from !== 'src' && 'only src/ may import vscode';
  if (target === 'onnxruntime-node') return !file.startsWith('runtime/backend/') && 'only runtime/backend/ may';
  if (!['src', 'webview-ui', 'runtime', 'test'].includes(to)) return false;
  const own = Object.keys(standingAlone).find((folder) => file.startsWith(folder));
  if (own) return !within(standingAlone[own], target) && `${own} may use ${standingAlone[own].join(', ')} only`;
  return from !== to && !within(crossing[from], target) && `${from}/ may use ${crossing[from].join(', ')} only`;
}

function within(folders, target) {
  return folders.some((folder) => target.startsWith(folder));
}

function sourcesOf(world) {
  const names = readdirSync(join(root, world), { recursive: true }).filter((name) => /\.tsx?$/.test(name));
  return names.map((name) => `${world}/${name.replaceAll(sep, '/')}`);
}

function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:\bfrom|\bimport|\brequire|\bcreateRequire\([^)]*\))\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(
    (match) => match[1],
  );
}

function pathOf(file, specifier) {
  return relative(root, resolve(root, dirname(file), specifier)).replaceAll(sep, '/');
}

/** Download addresses would tie the lock file to one registry. */
function lockFaults() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const named = Object.entries(packages).filter(([, { resolved }]) => resolved);
  return named.map(([path]) => `package-lock.json holds a download address for ${path}`);
}
