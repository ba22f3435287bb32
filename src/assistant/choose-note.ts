/** Asks which note is meant, where none is in front. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { errors } from '../../runtime/protocol/errors.ts';
import { rowUri } from '../dataset/row-document.ts';
import type { Service } from '../runtime/service.ts';

interface Item extends vscode.QuickPickItem {
  next(): Promise<vscode.Uri | undefined>;
}

export async function chooseNote(service: Service): Promise<vscode.Uri | undefined> {
  const items: Item[] = [
    ...openNotes().map((uri) => ({
      label: `$(file) ${basename(uri.path)}`,
      description: vscode.workspace.asRelativePath(uri),
      next: async () => uri,
    })),
    { label: `$(folder-opened) ${vscode.l10n.t('Text file…')}`, next: pickFile },
    {
      label: `$(beaker) ${vscode.l10n.t('A note of the embedded sample')}`,
      detail: vscode.l10n.t('Synthetic; it comes along.'),
      next: () => sampleNote(service),
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('About which note?') });
  return chosen?.next();
}

function openNotes(): vscode.Uri[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const uris = inputs.flatMap((input) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Choose a note') })) ?? [];
  return uri;
}

async function sampleNote(service: Service): Promise<vscode.Uri> {
  const client = await service.client();
  const source = 'embedded';
  const { id } = await client.request('dataset/open', { source });
  const page = { filter: {}, sort: { by: 'row', descending: false }, offset: 0, limit: 1 } as const;
  const { rows } = await client.request('dataset/rows', { id, ...page });
  const [first] = rows;
  if (!first) throw errors.dataEmpty(source);
  return rowUri({ source }, first.row);
}
