/** What can be done to a run, whoever asks for it: the panel, the tree or the status bar. */
import * as vscode from 'vscode';
import { connectToRun } from '../../runtime/client/connect.ts';
import { launch } from '../../runtime/client/launch.ts';
import type { FineTuneConfig } from '../../runtime/protocol/config.ts';
import { errors } from '../../runtime/protocol/errors.ts';
import { createRun, type Run } from '../../runtime/runs/run-folder.ts';
import { translationsPath } from '../runtime/environment.ts';
import { programPath } from '../runtime/program.ts';
import { storage } from '../storage.ts';

/** Makes a run of a config with absolute paths, and starts its process. @throws diskFull */
export async function startRun(context: vscode.ExtensionContext, config: FineTuneConfig): Promise<Run> {
  const program = await programPath(context);
  const run = createRun(storage(), config);
  await launch(run, { program, storage: storage(), translations: translationsPath() });
  return run;
}

/** Goes on from the last checkpoint, in a new process. */
export async function resume(context: vscode.ExtensionContext, run: Run): Promise<void> {
  await launch(run, { program: await programPath(context), storage: storage(), translations: translationsPath() });
}

/** Asks the run's process. @throws runtimeDied where there is none */
export async function ask(run: Run, wish: 'pause' | 'continue' | 'stop' | 'checkpoint'): Promise<void> {
  const client = await connectToRun(run.folder, () => {});
  if (!client) throw errors.runtimeDied(vscode.l10n.t('it cannot be reached'));
  try {
    await client.request(`run/${wish}`, {});
  } finally {
    client.close();
  }
}
