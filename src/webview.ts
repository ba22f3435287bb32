/** The host's end of a webview: its page (strict CSP, translations) and messages parsed with the view's own schema. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ToHost, ToView, View } from '../runtime/protocol/views/view.ts';
import { log } from './log.ts';
import { showError } from './show-error.ts';

/**
 * Fills a webview with a view of dist/webview and listens to it. A message of the wrong shape is logged by its type and
 * dropped; a handler that fails is shown to the user.
 *
 * @returns how to tell the view something; what is sent before its `ready` is lost
 */
export function serveView<V extends View>(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  view: V,
  title: string,
  onMessage: (message: ToHost<V>) => void | Promise<void>,
): (message: ToView<V>) => void {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.onDidReceiveMessage(async (message: unknown) => {
    const parsed = view.toHost.safeParse(message);
    if (!parsed.success) return log.warn(`The view "${view.name}" sent a message of the wrong shape`);
    try {
      await onMessage(parsed.data as ToHost<V>);
    } catch (error) {
      showError(error);
    }
  });
  webview.html = page(webview, folder, view.name, title);
  return (message) => void webview.postMessage(message);
}

function page(webview: vscode.Webview, folder: vscode.Uri, name: string, title: string): string {
  const nonce = randomBytes(16).toString('base64url');
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, file));
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data: blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)}</title>
  <link rel="stylesheet" href="${address(`${name}.css`)}">
</head>
<body>
  <main id="root"></main>
  <script type="application/json" id="translations">${translations()}</script>
  <script type="module" nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`;
}

/** The bundle of the user's language, {} for English. Inside a script element only "<" could end the data early. */
function translations(): string {
  return JSON.stringify(vscode.l10n.bundle ?? {}).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
