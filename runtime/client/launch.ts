/** Starts a run's own process, which outlives this one. */
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { translationsVariable } from '../protocol/l10n.ts';
import { readEndpoint } from '../runs/endpoint-file.ts';
import { logPath, type Run } from '../runs/run-folder.ts';

export interface LaunchOptions {
  /** The path of the command line's program: dist/asclepius.mjs, or runtime/cli/main.ts where Node runs TypeScript. */
  readonly program: string;
  /** The folder that `createRun` was given. */
  readonly storage: string;
  /** The path of a bundle of l10n/, where the process is to speak another language than English. */
  readonly translations?: string | undefined;
  /** 0, the default: any free one. */
  readonly port?: number;
}

/** Returns when the process can be reached, or has ended without; its journal then says why. */
export async function launch(run: Run, { program, storage, translations, port = 0 }: LaunchOptions): Promise<void> {
  const { folder } = run;
  const log = openSync(logPath(run), 'a', 0o600);
  const child = execa(process.execPath, [program, 'serve', folder, '--port', String(port)], {
    detached: true,
    cleanup: false,
    windowsHide: true,
    stdin: 'ignore',
    stdout: 'ignore',
    // A descriptor of our own; execa's types know the first few numbers only.
    stderr: log as 3,
    // Under VS Code execPath is Electron.
    env: {
      ASCLEPIUS_HOME: storage,
      ELECTRON_RUN_AS_NODE: '1',
      ...(translations ? { [translationsVariable]: translations } : {}),
    },
    reject: false,
  });
  let ended = false;
  child.then(() => {
    ended = true;
  });
  child.unref();
  closeSync(log);
  while (!ended && readEndpoint(folder)?.pid !== child.pid) await delay(10);
}
