/** Makes a fresh clone ready: dependencies as the lock file says, and a Node that is new enough for the tools. */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cacheFolder = join(root, 'node_modules', '.cache', 'asclepius');

/** A failure whose message is all the user needs; no stack is shown. */
export class SetupError extends Error {}

/** Installs what the lock file names where it is not there yet. All output goes to stderr. */
export async function setup() {
  requireNode(20, 5);
  if (isInstalled()) return;
  console.error('Installing dependencies (npm ci) …');
  const [npm, ...first] = npmCommand();
  const code = await run(npm, [...first, 'ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: npm === 'npm' && process.platform === 'win32',
    // The install script of onnxruntime-node downloads CUDA libraries and fails the install where it cannot.
    // allowScripts in package.json turns it off for npm 11; these two turn it off for every older npm.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', npm_config_onnxruntime_node_install: 'skip' },
  }).catch((error) => {
    throw new SetupError(`npm cannot be started (${error.message}). Install npm, then run this again.`);
  });
  if (code !== 0) {
    throw new SetupError(
      `npm ci failed with exit code ${code}; its message is above. ` +
        'If the registry cannot be reached, check the network, the proxy and "npm config get registry".',
    );
  }
}

/** The Node that tools and the runtime are started with: the one from npm, else the one that runs this. */
export function pinnedNode() {
  const [system, binary] = process.platform === 'win32' ? ['win', 'node.exe'] : [process.platform, 'node'];
  const path = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', binary);
  return existsSync(path) ? path : process.execPath;
}

/** As pinnedNode, but refuses a Node that vitest and the TypeScript sources cannot run on. */
export function toolNode() {
  const node = pinnedNode();
  if (node === process.execPath) requireNode(22, 18);
  return node;
}

/** An environment in which `node` and the installed commands are found first. */
export function toolEnvironment(extra = {}) {
  const path = [dirname(pinnedNode()), join(root, 'node_modules', '.bin'), process.env.PATH];
  return { ...process.env, PATH: path.join(delimiter), ...extra };
}

/** Path of the script behind an installed package's command, to be started with a Node of our choice. */
export function commandOf(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Runs a script's main function, ends with the exit code it gives, and shows a SetupError as one line. */
export async function main(body) {
  try {
    process.exitCode = (await body(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** How to start npm: the very npm that runs this script, where there is one. */
export function npmCommand() {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('js') ? [process.execPath, npm] : ['npm'];
}

/** Compares what npm noted after its last install with the lock file; times do not count, as git changes them. */
function isInstalled() {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const isThere = ([path, { version, optional, devOptional }]) =>
    path === '' || (installed[path] ? installed[path].version === version : Boolean(optional ?? devOptional));
  return Object.entries(wanted).every(isThere);
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

function requireNode(major, minor) {
  const [ours, oursMinor] = process.versions.node.split('.').map(Number);
  if (ours > major || (ours === major && oursMinor >= minor)) return;
  throw new SetupError(
    `This needs Node ${major}.${minor} or newer; this is Node ${process.versions.node}. ` +
      'Install Node 24 from https://nodejs.org, then run this again.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(setup);
