/** Models used lately, the newest first; kept on this machine only. */
import type * as vscode from 'vscode';
import { z } from 'zod';

const key = 'asclepius.recentModels';
const most = 8;

export function recentModels({ globalState }: vscode.ExtensionContext): string[] {
  return z.array(z.string()).safeParse(globalState.get(key)).data ?? [];
}

/** @param path absolute */
export async function rememberModel(context: vscode.ExtensionContext, path: string): Promise<void> {
  if (path === 'embedded') return;
  await context.globalState.update(
    key,
    [path, ...recentModels(context).filter((other) => other !== path)].slice(0, most),
  );
}
