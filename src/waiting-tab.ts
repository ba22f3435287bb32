/** Tabs of views from before a reload: the editor makes no panel of one, nor tells what it shows, until it is looked at. */
import * as vscode from 'vscode';

/**
 * Shows a view anew, in place of such a tab of the same title.
 * @param open titles of the panels there are; a tab that is one of them is no waiting one
 */
export function inPlaceOfWaitingTab(viewType: string, title: string, open: Iterable<string>, show: () => void): void {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const isOurs = ({ input, label }: vscode.Tab) =>
    label === title && input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType);
  const waiting = [...open].includes(title) ? undefined : tabs.find(isOurs);
  show();
  if (waiting) void vscode.window.tabGroups.close(waiting);
}
