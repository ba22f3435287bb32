/**
 * VS Code's workbench for the end-to-end tests and for `npm run vscode`: code-server, from npm, in a cache folder. It is
 * the real workbench and a real extension host, in a browser tab.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheFolder, npmCommand, pinnedNode, root } from './setup.mjs';

const manifest = join(root, 'test', 'e2e', 'package.json');
export const currentVersion = JSON.parse(readFileSync(manifest, 'utf8')).dependencies['code-server'];
/** VS Code 1.100.3, the oldest that `engines.vscode` allows. */
export const floorVersion = '4.100.3';
const folderOf = (version) => join(cacheFolder, `code-server-${version}`);
const entryOf = (version) => join(folderOf(version), 'node_modules', 'code-server', 'out', 'node', 'entry.js');

/** Finds code-server or installs it (600 MB, once). Gives why there is none, or undefined when it is there. */
export function prepareWorkbench(version = currentVersion) {
  if (process.platform !== 'linux') return `the workbench for tests is not set up on ${process.platform}`;
  if (existsSync(entryOf(version))) return undefined;
  const scratch = `${folderOf(version)}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  try {
    console.error(`Installing code-server ${version} …`);
    install(scratch, version);
    renameSync(scratch, folderOf(version));
    return undefined;
  } catch (error) {
    return `code-server ${version} cannot be installed (${error.message.split('\n')[0]})`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Starts code-server with an extension from a .vsix.
 *
 * @param {{ folder: string, vsix: string, others?: string[], environment?: Record<string, string>, settings?: object,
 *   version?: string, trust?: boolean }} options
 *   folder: for everything that it writes; others: .vsix files of other extensions; trust: a workspace is not trusted
 *   until the user says so
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startWorkbench(options) {
  const { folder, vsix, others = [], environment, settings = {}, version = currentVersion, trust } = options;
  const args = [...commonArguments(folder, settings), ...(trust ? [] : ['--disable-workspace-trust'])];
  const command = [entryOf(version), ...args, ...graceOf(version)];
  const env = { ...process.env, ...environment };
  delete env.VSCODE_IPC_HOOK_CLI;
  const quiet = { env, stdio: ['ignore', 'ignore', 'pipe'] };
  const extensions = [vsix, ...others].flatMap((path) => ['--install-extension', path]);
  execFileSync(pinnedNode(), [entryOf(version), ...args, ...extensions], { ...quiet, timeout: patience });
  const log = join(folder, 'code-server.log');
  // A free port can be taken by someone else before it is used.
  for (let tries = 1; ; tries++) {
    const server = await startServer(command, env, log);
    if (server) return server;
    if (tries === 10) throw failure('does not start', log);
  }
}

/** Milliseconds for installing the extensions, and for the server's first answer. */
const patience = 120_000;

const failure = (what, log) => new Error(`code-server ${what}:\n${readFileSync(log, 'utf8').slice(-2000)}`);

/** @returns undefined where it ended by itself. @throws where it does not answer */
async function startServer(command, env, log) {
  const port = await freePort();
  const output = openSync(log, 'a');
  const address = ['--bind-addr', `127.0.0.1:${port}`];
  const server = spawn(pinnedNode(), [...command, ...address, ...serverArguments], {
    env,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill('SIGTERM');
    await Promise.race([ended, delay(10_000).then(() => server.kill('SIGKILL'))]);
  };
  const url = `http://127.0.0.1:${port}`;
  if (await isHealthy(url, server)) return { url, stop };
  const hasEnded = server.exitCode !== null;
  await stop();
  if (!hasEnded) throw failure(`does not answer within ${patience / 1000} s`, log);
  return undefined;
}

/** Nothing that opens by itself, moves, or asks: a test sees what it asked for. */
export const quietSettings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'window.commandCenter': false,
};

const serverArguments = [
  ['--auth', 'none', '--disable-telemetry', '--disable-update-check'],
  ['--disable-getting-started-override', '--disable-proxy', '--ignore-last-opened'],
].flat();

/** The default of three hours would keep the extension host of a closed page alive; the oldest version has no such option. */
const graceOf = (version) => (version === floorVersion ? [] : ['--reconnection-grace-time', '2']);

function commonArguments(folder, settings) {
  const place = (name) => join(folder, name);
  mkdirSync(join(folder, 'data', 'User'), { recursive: true });
  // Without a config of its own it writes one into the home folder.
  writeFileSync(place('config.yaml'), 'auth: none\ncert: false\n');
  writeFileSync(join(folder, 'data', 'User', 'settings.json'), JSON.stringify(settings));
  return ['--config', place('config.yaml'), '--user-data-dir', place('data'), '--extensions-dir', place('extensions')];
}

function install(scratch, version) {
  cpSync(manifest, join(scratch, 'package.json'));
  const [npm, ...first] = npmCommand();
  const run = (...args) =>
    execFileSync(npm, [...first, ...args, '--no-fund', '--no-audit', '--loglevel=error'], {
      cwd: scratch,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  run('install', '--ignore-scripts', ...(version === currentVersion ? [] : [`code-server@${version}`]));
  const editor = 'node_modules/code-server/lib/vscode';
  const runInEditor = (...args) => run(...args, '--omit=dev', '--ignore-scripts', '--prefix', editor);
  runInEditor('install');
  if (version !== floorVersion) return;
  // It hashes passwords, of which there are none here, and its native part would have to be built.
  writeFileSync(join(scratch, 'node_modules', 'argon2', 'argon2.js'), '');
  // The script that did not run would have got the program that searches files from elsewhere; newer ones are on npm.
  const ripgrep = `@vscode/ripgrep-linux-${process.arch}`;
  runInEditor('install', '--no-save', `${ripgrep}@1.18.0`);
  const modules = join(scratch, editor, 'node_modules');
  cpSync(join(modules, ripgrep, 'bin'), join(modules, '@vscode', 'ripgrep', 'bin'), { recursive: true });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function isHealthy(url, server) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && server.exitCode === null) {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (response?.ok) return true;
    await delay(100);
  }
  return false;
}
