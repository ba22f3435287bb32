/** How the rows of a data set are shown: the pickers for filter and order. */
import * as vscode from 'vscode';
import type { DatasetFilter, DatasetSort } from '../../runtime/protocol/service.ts';
import { format } from './format.ts';
import { lengthRange } from './length-range.ts';
import { type Dataset, type Library, nameOf } from './library.ts';

/** Asks for tasks, then for the note's length; leaving either open changes nothing. */
export async function chooseFilter(dataset: Dataset, library: Library): Promise<void> {
  const tasks = await chooseTasks(dataset);
  if (!tasks) return;
  const length = await chooseLength(dataset);
  if (!length) return;
  const { tokens, rows } = dataset.filter;
  library.show(dataset, { filter: { ...tasks, ...length, ...(tokens ? { tokens } : {}), ...(rows ? { rows } : {}) } });
}

async function chooseTasks({ filter, info }: Dataset): Promise<Pick<DatasetFilter, 'tasks'> | undefined> {
  const { tasks } = await import('../../runtime/protocol/config.ts');
  const items = tasks.map((task) => ({
    task,
    label: vscode.l10n.t(task),
    description: info ? format(info.tasks[task] ?? 0) : '',
    picked: filter.tasks?.includes(task) ?? true,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Filter rows (1/2)'),
    placeHolder: vscode.l10n.t('Which tasks?'),
  });
  if (!chosen) return undefined;
  const isAll = chosen.length === 0 || chosen.length === tasks.length;
  return isAll ? {} : { tasks: chosen.map(({ task }) => task) };
}

async function chooseLength({ filter }: Dataset): Promise<Pick<DatasetFilter, 'noteCharacters'> | undefined> {
  const { min, max } = filter.noteCharacters ?? {};
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter rows (2/2)'),
    prompt: vscode.l10n.t('Characters of the note, such as 500-1500, 500- or -1500. Empty: any length.'),
    value: min === undefined && max === undefined ? '' : `${min ?? ''}-${max ?? ''}`,
    validateInput: (input) =>
      lengthRange(input) ? undefined : vscode.l10n.t('Two numbers with "-" between them, the smaller one first.'),
  });
  const range = text === undefined ? undefined : lengthRange(text);
  if (!range) return undefined;
  return Object.keys(range).length > 0 ? { noteCharacters: range } : {};
}

export async function chooseSort(dataset: Dataset, library: Library): Promise<void> {
  const order = (label: string, by: DatasetSort['by'], descending = false) => ({
    label,
    sort: { by, descending },
    description: dataset.sort.by === by && dataset.sort.descending === descending ? vscode.l10n.t('now') : '',
  });
  const { t } = vscode.l10n;
  const chosen = await vscode.window.showQuickPick(
    [
      order(t('Order of the file'), 'row'),
      order(t('Shortest note first'), 'noteCharacters'),
      order(t('Longest note first'), 'noteCharacters', true),
      order(t('Shortest question first'), 'questionCharacters'),
      order(t('Shortest answer first'), 'answerCharacters'),
      order(t('Longest answer first'), 'answerCharacters', true),
      order(t('By question, A to Z'), 'question'),
      order(t('By patient'), 'patient'),
    ],
    { title: t('Sort the rows of {0}', nameOf(dataset)), placeHolder: t('Which rows come first?') },
  );
  if (chosen) library.show(dataset, { sort: chosen.sort });
}
