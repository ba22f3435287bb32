/** The entries of the explorer and how each looks. */
import * as vscode from 'vscode';
import type { Task } from '../../runtime/protocol/config.ts';
import type { DatasetFilter, RowSummary } from '../../runtime/protocol/service.ts';
import { format, rowsText } from './format.ts';
import { type Dataset, nameOf } from './library.ts';
import { rowUri } from './row-document.ts';
import { visible } from './visible.ts';

export type Node =
  | { readonly kind: 'dataset'; readonly dataset: Dataset }
  | { readonly kind: 'task'; readonly dataset: Dataset; readonly task: Task; readonly rows: number }
  | { readonly kind: 'row'; readonly dataset: Dataset; readonly row: RowSummary }
  | {
      readonly kind: 'more';
      readonly dataset: Dataset;
      readonly task: Task;
      readonly loaded: number;
      readonly total: number;
    }
  /** What is wrong and what helps, below a data set that cannot be shown. */
  | {
      readonly kind: 'fault';
      readonly dataset: Dataset;
      readonly text: string;
      readonly remedy: vscode.Command | undefined;
    };

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

export function treeItem(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'dataset':
      return datasetItem(node.dataset);
    case 'task':
      return taskItem(node);
    case 'row':
      return rowItem(node);
    case 'more':
      return moreItem(node);
    case 'fault':
      return faultItem(node);
  }
}

/** Unchanged over refreshes, so that what is open or selected stays so. */
function idOf({ source }: Dataset, ...parts: readonly (string | number)[]): string {
  return [source, ...parts].join('\n');
}

function datasetItem(dataset: Dataset): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(dataset), Collapsed);
  item.id = idOf(dataset);
  item.description = describe(dataset);
  item.tooltip = tooltipOf(dataset);
  item.contextValue = `dataset.${dataset.origin}${isFiltered(dataset.filter) ? '.filtered' : ''}`;
  item.iconPath = dataset.fault
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
    : new vscode.ThemeIcon(dataset.origin === 'embedded' ? 'beaker' : 'database');
  return item;
}

function describe(dataset: Dataset): string {
  const { info, fault, progress, filter, sort } = dataset;
  if (fault) return vscode.l10n.t('needs attention');
  if (!info) return '';
  const parts = [rowsText(info.rows)];
  if (progress !== undefined) parts.push(vscode.l10n.t('indexing {0}%', Math.floor(progress * 100)));
  if (isFiltered(filter)) parts.push(describeFilter(filter));
  if (sort.by !== 'row' || sort.descending) parts.push(vscode.l10n.t('sorted'));
  return parts.join(' · ');
}

function tooltipOf({ source, info, fault }: Dataset): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(source === 'embedded' ? vscode.l10n.t('Synthetic notes that come along with Asclepius.') : source);
  if (fault) return text.appendMarkdown('\n\n').appendText(`${fault.message}. ${fault.remedy}`);
  if (!info) return text;
  const lines = [
    vscode.l10n.t('{0} rows of {1} patients', format(info.rows), format(info.patients)),
    vscode.l10n.t('{0} duplicates left out', format(info.duplicates)),
    malformedText(info),
  ];
  return text.appendMarkdown(`\n\n${lines.map((line) => `- ${line}`).join('\n')}`);
}

function malformedText({ malformed, malformedLines }: NonNullable<Dataset['info']>): string {
  const shown = malformedLines.slice(0, 5).join(', ');
  return malformed === 0
    ? vscode.l10n.t('no malformed rows')
    : vscode.l10n.t(
        '{0} malformed rows left out (lines {1})',
        format(malformed),
        malformed > 5 ? `${shown}, …` : shown,
      );
}

function taskItem({ dataset, task, rows }: Node & { kind: 'task' }): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t(task), rows > 0 ? Collapsed : None);
  item.id = idOf(dataset, task);
  item.description = format(rows);
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} rows', vscode.l10n.t(task), rows) };
  item.contextValue = 'task';
  item.iconPath = new vscode.ThemeIcon(taskIcons[task]);
  return item;
}

const taskIcons: Readonly<Record<Task, string>> = {
  'Named Entity Recognition': 'tag',
  'Abbreviation Expansion': 'case-sensitive',
  'Relation Extraction': 'type-hierarchy',
  'Temporal Information Extraction': 'calendar',
  'Coreference Resolution': 'link',
  Paraphrasing: 'replace',
  Summarization: 'list-flat',
  'Question Answering': 'question',
};

function rowItem({ dataset, row }: Node & { kind: 'row' }): vscode.TreeItem {
  const item = new vscode.TreeItem(visible(row.question) || vscode.l10n.t('(empty question)'), None);
  item.id = idOf(dataset, row.task, row.row);
  item.description = vscode.l10n.t('row {0}', row.row);
  item.tooltip = [
    visible(row.question),
    '',
    vscode.l10n.t('Patient {0}', visible(row.patientId)),
    vscode.l10n.t('Note: {0} characters', format(row.characters.note)),
    vscode.l10n.t('Answer: {0} characters', format(row.characters.answer)),
  ].join('\n');
  item.contextValue = 'row';
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open Row'),
    arguments: [rowUri(dataset, row.row), { preview: true }],
  };
  return item;
}

function moreItem(node: Node & { kind: 'more' }): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Load more'), None);
  item.id = idOf(node.dataset, node.task, 'more');
  item.description = vscode.l10n.t('{0} of {1}', format(node.loaded), format(node.total));
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: 'asclepius.dataset.loadMore', title: vscode.l10n.t('Load more'), arguments: [node] };
  return item;
}

function faultItem({ dataset, text, remedy }: Node & { kind: 'fault' }): vscode.TreeItem {
  const item = new vscode.TreeItem(text, None);
  item.id = idOf(dataset, 'fault', text);
  item.tooltip = text;
  item.iconPath = new vscode.ThemeIcon(remedy ? 'lightbulb' : 'error');
  if (remedy) item.command = remedy;
  return item;
}

export const isFiltered = (filter: DatasetFilter) => Object.values(filter).some((part) => part !== undefined);

/** Such as "2 tasks · notes of 500 to 1,000 characters". */
export function describeFilter({ tasks, noteCharacters, tokens, rows }: DatasetFilter): string {
  const parts = [];
  if (tasks) parts.push(tasks.length === 1 ? vscode.l10n.t(tasks[0] ?? '') : vscode.l10n.t('{0} tasks', tasks.length));
  if (noteCharacters) parts.push(vscode.l10n.t('notes of {0} characters', describeRange(noteCharacters)));
  if (tokens) parts.push(vscode.l10n.t('{0} tokens', describeRange(tokens)));
  if (rows) parts.push(vscode.l10n.t('{0} chosen rows', rows.length));
  return parts.join(' · ');
}

function describeRange({ min, max }: { readonly min?: number | undefined; readonly max?: number | undefined }): string {
  if (max === undefined) return vscode.l10n.t('at least {0}', format(min ?? 0));
  if (min === undefined) return vscode.l10n.t('at most {0}', format(max));
  return vscode.l10n.t('{0} to {1}', format(min), format(max));
}
