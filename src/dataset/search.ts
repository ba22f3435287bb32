/** Search in all columns of a data set: hits stream into a quick pick, and every keystroke ends the search before it. */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { SearchHit } from '../../runtime/protocol/service.ts';
import type { Service } from '../runtime/service.ts';
import { showError } from '../show-error.ts';
import { format, rowsText } from './format.ts';
import { type Dataset, type Library, nameOf } from './library.ts';
import { openRow } from './row-document.ts';
import { visible } from './visible.ts';

interface HitItem extends vscode.QuickPickItem {
  readonly hit?: SearchHit;
}

/** Milliseconds without a keystroke before a search begins, and between two redraws of the hits. */
const pauses = { typing: 150, drawing: 80 };

export function searchRows(dataset: Dataset, library: Library, service: Service): void {
  const pick = vscode.window.createQuickPick<HitItem>();
  const name = nameOf(dataset);
  let stop = () => {};
  let timer: NodeJS.Timeout | undefined;
  pick.title = vscode.l10n.t('Search {0}', name);
  pick.placeholder = vscode.l10n.t('Words of a note, question, answer, task or patient id');
  pick.keepScrollPosition = true;
  pick.onDidChangeValue((query) => {
    stop();
    clearTimeout(timer);
    pick.busy = query.length > 0;
    if (query.length === 0) pick.items = [];
    else timer = setTimeout(() => (stop = search(query, pick, { dataset, library, service })), pauses.typing);
  });
  pick.onDidAccept(() => {
    const [{ hit } = {}] = pick.selectedItems;
    if (!hit) return;
    const query = pick.value;
    pick.hide();
    openRow(dataset, hit.row, { query, column: hit.column }).catch(showError);
  });
  pick.onDidHide(() => {
    stop();
    clearTimeout(timer);
    pick.dispose();
  });
  pick.show();
}

interface Place {
  readonly dataset: Dataset;
  readonly library: Library;
  readonly service: Service;
}

/** @returns how to cancel it */
function search(query: string, pick: vscode.QuickPick<HitItem>, { dataset, library, service }: Place): () => void {
  const search = randomUUID();
  const cancelled = new AbortController();
  const items: HitItem[] = [];
  let drawing: NodeJS.Timeout | undefined;
  const draw = () => {
    drawing = undefined;
    pick.items = items.length > 0 ? [...items] : [{ label: vscode.l10n.t('No row holds this'), alwaysShow: true }];
  };
  const listening = service.onHits((found) => {
    if (found.search !== search || cancelled.signal.aborted) return;
    items.push(...found.hits.map(itemOf));
    drawing ??= setTimeout(draw, items.length === found.hits.length ? 0 : pauses.drawing);
  });
  const end = () => {
    listening.dispose();
    clearTimeout(drawing);
  };
  library
    .ask(dataset, (client, id) => client.request('dataset/search', { id, search, query }, cancelled.signal))
    .then(({ rows, more }) => {
      if (cancelled.signal.aborted) return;
      draw();
      pick.busy = false;
      const count = more ? vscode.l10n.t('the first {0} rows', format(rows)) : rowsText(rows);
      pick.title = `${vscode.l10n.t('Search {0}', nameOf(dataset))} · ${count}`;
    })
    .catch((error) => {
      if (!cancelled.signal.aborted) pick.busy = false;
      showError(error);
    })
    .finally(end);
  return () => cancelled.abort();
}

function itemOf(hit: SearchHit): HitItem {
  return {
    hit,
    label: visible(hit.snippet),
    description: vscode.l10n.t('row {0}', hit.row),
    detail: `${vscode.l10n.t(hit.task)} · ${columnName(hit.column)}`,
    alwaysShow: true,
  };
}

function columnName(column: SearchHit['column']): string {
  switch (column) {
    case 'patient_id':
      return vscode.l10n.t('patient id');
    case 'note':
      return vscode.l10n.t('note');
    case 'question':
      return vscode.l10n.t('question');
    case 'answer':
      return vscode.l10n.t('answer');
    case 'task':
      return vscode.l10n.t('task');
  }
}
