/** The panels of evaluations: one a run, found again after a reload. A panel that comes into view reads the report anew. */
import * as vscode from 'vscode';
import { reportOf } from '../../runtime/protocol/errors.ts';
import { type EvaluationView, evaluationView } from '../../runtime/protocol/views/evaluation.ts';
import type { ToHost } from '../../runtime/protocol/views/view.ts';
import { findRun, type Run } from '../../runtime/runs/run-folder.ts';
import { openRow } from '../dataset/row-document.ts';
import { showError } from '../show-error.ts';
import { storage } from '../storage.ts';
import { nameOf } from '../training/names.ts';
import { iconIn } from '../training/panel.ts';
import { revealFolder } from '../training/reveal.ts';
import { inPlaceOfWaitingTab } from '../waiting-tab.ts';
import { serveView } from '../webview.ts';
import { isOutdated, readAnswers, readReport, reportPath } from './report.ts';

export const evaluationViewType = 'asclepius.evaluation';

export interface EvaluationPanels {
  /** Opens the report, or shows what is new in it. @param preserveFocus the user may be at something else meanwhile */
  show(run: Run, preserveFocus: boolean): void;
  close(run: Run): void;
  /** @param state what the view kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

interface Open {
  readonly panel: vscode.WebviewPanel;
  /** Reads the report and tells the view. */
  tell(): void;
}

export function createEvaluationPanels(extensionUri: vscode.Uri, again: (run: Run) => Promise<void>): EvaluationPanels {
  const open = new Map<string, Open>();
  function fill(panel: vscode.WebviewPanel, run: Run): void {
    panel.onDidDispose(() => open.delete(run.id));
    panel.iconPath = iconIn(extensionUri);
    open.set(run.id, { panel, tell: serveReport(panel, extensionUri, run, again) });
  }
  return {
    show(run, preserveFocus) {
      const there = open.get(run.id);
      if (!there) {
        const column = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
        const title = titleOf(run);
        const titles = [...open.values()].map(({ panel }) => panel.title);
        return inPlaceOfWaitingTab(evaluationViewType, title, titles, () =>
          fill(vscode.window.createWebviewPanel(evaluationViewType, title, column), run),
        );
      }
      there.panel.reveal(undefined, preserveFocus);
      there.tell();
    },
    close: ({ id }) => open.get(id)?.panel.dispose(),
    restore(panel, state) {
      const kept = evaluationView.state.safeParse(state);
      try {
        const run = findRun(storage(), kept.data?.run ?? '');
        readReport(run);
        fill(panel, run);
      } catch (error) {
        panel.dispose();
        // That a deleted run's panel does not come back is no news.
        if (reportOf(error).code !== 'runMissing') showError(error);
      }
    },
  };
}

const titleOf = (run: Run) => vscode.l10n.t('Evaluation: {0}', nameOf(run));

function serveReport(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  run: Run,
  again: (run: Run) => Promise<void>,
): () => void {
  const send = serveView(panel.webview, extensionUri, evaluationView, titleOf(run), answer);

  function tell(): void {
    const report = readReport(run);
    const answers = readAnswers(run, [...report.best, ...report.worst]);
    send({ type: 'report', id: run.id, name: nameOf(run), report, answers, isOutdated: isOutdated(run, report) });
  }

  async function answer(message: ToHost<EvaluationView>): Promise<void> {
    switch (message.type) {
      case 'ready':
        return tell();
      case 'openRow':
        return openRow({ source: readReport(run).data }, message.row, undefined, vscode.ViewColumn.Beside);
      case 'act':
        return act[message.action]();
    }
  }

  const act = {
    again: () => again(run),
    reveal: () => revealFolder(run.folder),
    openReport: async () => {
      await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(reportPath(run, 'markdown')));
    },
  };
  return tell;
}
