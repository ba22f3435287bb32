/** Models used lately, the newest first; kept on this machine only. */
import type * as vscode from 'vscode';
import { z } from 'zod';
import { downloadedModels } from '../../runtime/hub/downloaded.ts';
import { storage } from '../storage.ts';

const key = 'asclepius.recentModels';
const most = 8;

export function recentModels({ globalState }: vscode.ExtensionContext): string[] {
  return z.array(z.string()).safeParse(globalState.get(key)).data ?? [];
}

/** Those used lately first, then what was got from the hub. */
export const knownModels = (context: vscode.ExtensionContext): string[] => [
  ...new Set([...recentModels(context), ...downloadedModels(storage()).map(({ path }) => path)]),
];

/** @param path absolute */
export async function rememberModel(context: vscode.ExtensionContext, path: string): Promise<void> {
  if (path === 'embedded') return;
  await context.globalState.update(
    key,
    [path, ...recentModels(context).filter((other) => other !== path)].slice(0, most),
  );
}
