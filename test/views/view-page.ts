/** A view as the editor shows it, in a real browser: its own code and styles, with the host's end in the hands of a test. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserArguments, prepareBrowser } from '../../scripts/browser.mjs';

const root = join(import.meta.dirname, '..', '..');
const found = prepareBrowser();
/** Why there is no browser; undefined where there is one. */
export const missingBrowser: string | undefined = 'missing' in found ? found.missing : undefined;

export function launchBrowser(): Promise<Browser> {
  if ('missing' in found) throw new Error(found.missing);
  return chromium.launch({ executablePath: found.path, args: browserArguments, env: found.environment });
}

export interface ViewPage {
  readonly page: Page;
  /** As the host would. */
  tell(...messages: unknown[]): Promise<void>;
  /** What the view has sent so far. */
  sent(): Promise<unknown[]>;
  /** What it kept last. */
  kept(): Promise<unknown>;
}

/**
 * Loads webview-ui/NAME/main.ts into a page that has what VS Code gives to a webview; returns when it has said `ready`.
 * @param state what the view kept before
 */
export async function openView(browser: Browser, name: string, state?: unknown): Promise<ViewPage> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const { script, style } = await bundle(name);
  await page.setContent(document(style));
  await page.evaluate((before) => {
    const sent: unknown[] = [];
    const host = { sent, state: before };
    const api = {
      postMessage: (message: unknown) => sent.push(message),
      getState: () => host.state,
      setState(state: unknown) {
        host.state = state;
      },
    };
    Object.assign(window, { host, acquireVsCodeApi: () => api });
  }, state);
  await page.addScriptTag({ content: script, type: 'module' });
  const sent = () => page.evaluate(() => (window as unknown as HostWindow).host.sent);
  await page.waitForFunction(() => (window as unknown as HostWindow).host.sent.length > 0);
  return {
    page,
    sent,
    kept: () => page.evaluate(() => (window as unknown as HostWindow).host.state),
    tell: (...messages) =>
      page.evaluate((all) => {
        for (const message of all) postMessage(message);
      }, messages),
  };
}

interface HostWindow {
  readonly host: { readonly sent: unknown[]; readonly state: unknown };
}

async function bundle(name: string): Promise<{ script: string; style: string }> {
  const options: BuildOptions = {
    entryPoints: [join(root, 'webview-ui', name, 'main.ts')],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    target: 'es2022',
  };
  const { outputFiles = [] } = await build(options);
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}

/** ASCLEPIUS_THEME may name a file with the variables of a theme, to look at a view as it will be. */
function document(style: string): string {
  const theme = process.env.ASCLEPIUS_THEME ? readFileSync(process.env.ASCLEPIUS_THEME, 'utf8') : '';
  // As in the editor, no style attribute is obeyed.
  const policy = `<meta http-equiv="Content-Security-Policy" content="style-src 'nonce-own'">`;
  const styles = `<style nonce="own">:root { ${theme} }</style><style nonce="own">${style}</style>`;
  return `<!DOCTYPE html><html lang="en"><head>${policy}${styles}</head>
<body class="vscode-dark"><main id="root"></main><script type="application/json" id="translations">{}</script></body></html>`;
}
