/** The command line's `evaluate` in a process of its own, which ends with this window. */
import { execa } from 'execa';
import type * as vscode from 'vscode';
import { AsclepiusError, errors } from '../../runtime/protocol/errors.ts';
import {
  type EvaluationMessage,
  type EvaluationProgress,
  evaluationMessageSchema,
} from '../../runtime/protocol/evaluation.ts';
import { t } from '../../runtime/protocol/l10n.ts';
import type { Run } from '../../runtime/runs/run-folder.ts';
import { runtimeEnvironment } from '../runtime/environment.ts';
import { programPath } from '../runtime/program.ts';

export interface Wanted {
  /** "base", ids of runs. */
  readonly against: readonly string[];
  readonly rows: number;
}

/** How long a process has to leave by itself, in ms; a row is answered in less. */
const patience = 5000;

/**
 * Settles when the report is in the run's folder.
 * @param signal cancels it, without a report
 * @throws cancelled, evaluationDied, and what `evaluateRun` throws
 */
export async function evaluateInProcess(
  context: vscode.ExtensionContext,
  run: Run,
  { against, rows }: Wanted,
  onProgress: (progress: EvaluationProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const options = ['--attached', '--rows', String(rows), ...against.flatMap((name) => ['--against', name])];
  const program = await programPath(context);
  const child = execa(process.execPath, [program, 'evaluate', run.folder, ...options], {
    // It ends when its input closes, and so with this process, however that ends.
    stdin: 'pipe',
    stdout: 'pipe',
    buffer: false,
    // What it says may quote a note when something unforeseen goes wrong; its errors come as messages.
    stderr: 'ignore',
    windowsHide: true,
    reject: false,
    env: runtimeEnvironment(),
  });
  const leave = () => {
    child.stdin.end();
    const kill = setTimeout(() => child.kill('SIGKILL'), patience);
    void child.finally(() => clearTimeout(kill));
  };
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  let last: EvaluationMessage | undefined;
  for await (const line of child.iterable()) {
    last = messageOf(line) ?? last;
    if (last?.type === 'progress') onProgress(last);
  }
  const { exitCode, signal: killedBy } = await child;
  signal.removeEventListener('abort', leave);
  // Cancelled too late, there is a report all the same.
  if (last?.type === 'done') return;
  if (signal.aborted) throw errors.cancelled();
  if (last?.type === 'failed') throw new AsclepiusError(last.error.code, last.error.message, last.error.remedy);
  throw errors.evaluationDied(killedBy ?? t('exit code {0}', String(exitCode)));
}

/** Undefined for a line that a library has written. */
function messageOf(line: string): EvaluationMessage | undefined {
  try {
    return evaluationMessageSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
