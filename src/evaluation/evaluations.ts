/** "Evaluate…": opens the report that is there, else measures. What is under way when the window closes ends with it. */
import * as vscode from 'vscode';
import { errors } from '../../runtime/protocol/errors.ts';
import type { EvaluationProgress } from '../../runtime/protocol/evaluation.ts';
import { findRun, type Run, readRunConfig } from '../../runtime/runs/run-folder.ts';
import { storage } from '../storage.ts';
import { nameOf } from '../training/names.ts';
import { askForTrust } from '../trust.ts';
import { chooseWhatToMeasure } from './choose.ts';
import { createEvaluationPanels } from './panel.ts';
import { evaluateInProcess, type Wanted } from './process.ts';
import { hasReport } from './report.ts';

export interface Evaluations extends vscode.Disposable {
  /**
   * Shows the report, which offers to evaluate again; measures where there is none.
   * @throws runLearnedNoAnswers, before anything is asked of the user
   */
  evaluate(run: Run): Promise<void>;
  /** Ends what is under way, and closes what is shown. */
  close(run: Run): void;
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

export function createEvaluations(context: vscode.ExtensionContext): Evaluations {
  const underWay = new Map<string, AbortController>();
  const panels = createEvaluationPanels(context.extensionUri, again);

  async function again(run: Run): Promise<void> {
    if (underWay.has(run.id)) return sayUnderWay(run);
    if (!vscode.workspace.isTrusted) return askForTrust(untrusted());
    if (readRunConfig(run).objective === 'pretrain') throw errors.runLearnedNoAnswers(nameOf(run));
    const wanted = await chooseWhatToMeasure(run);
    if (!wanted) return;
    if (underWay.has(run.id)) return sayUnderWay(run);
    const stop = new AbortController();
    underWay.set(run.id, stop);
    try {
      await measure(context, run, wanted, stop);
    } finally {
      underWay.delete(run.id);
    }
    panels.show(findRun(storage(), run.id), true);
  }

  return {
    evaluate: async (run) => (hasReport(run) ? panels.show(run, false) : again(run)),
    close(run) {
      underWay.get(run.id)?.abort();
      panels.close(run);
    },
    restore: panels.restore,
    dispose() {
      for (const stop of underWay.values()) stop.abort();
    },
  };
}

const untrusted = () =>
  vscode.l10n.t('An evaluation starts only in a trusted workspace, because a config names the files that are read.');

const sayUnderWay = (run: Run): void =>
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} is being evaluated already.', nameOf(run)));

/** Hidden, the notification goes on in the status bar. */
async function measure(
  context: vscode.ExtensionContext,
  run: Run,
  wanted: Wanted,
  stop: AbortController,
): Promise<void> {
  const title = vscode.l10n.t('Evaluating {0}', nameOf(run));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => stop.abort());
    progress.report({ message: vscode.l10n.t('opening model and data') });
    const tell = (now: EvaluationProgress) =>
      progress.report({ message: textOf(now), increment: 100 / (now.contestants * now.total) });
    await evaluateInProcess(context, run, wanted, tell, stop.signal);
  });
}

/** The first half of the rows' double count are losses, the second answers. */
function textOf({ contestant, done, total }: EvaluationProgress): string {
  const rows = total / 2;
  return done <= rows
    ? vscode.l10n.t('{0}, loss of row {1} of {2}', contestant, done, rows)
    : vscode.l10n.t('{0}, answer to row {1} of {2}', contestant, done - rows, rows);
}
