/** The workbench as a user meets it: palette, trees, editors, webviews, themes, screenshots. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Frame, type Locator, type Page } from 'playwright-core';
import { afterAll, describe, inject } from 'vitest';

const served = inject('workbench');

/** As `describe`; skipped where there is no workbench. */
export const describeWorkbench = describe.skipIf(served === undefined);

const themes = {
  dark: { name: 'Default Dark Modern', className: 'vs-dark' },
  light: { name: 'Default Light Modern', className: 'vs' },
  'high contrast': { name: 'Default High Contrast', className: 'hc-black' },
} as const;
export type Theme = keyof typeof themes;

export interface Workbench {
  readonly page: Page;
  /** The folder that is open. */
  readonly workspace: string;
  /** Where the extension keeps runs and indexes. */
  readonly storage: string;
  /** Errors that the page or a view wrote to its console. */
  readonly problems: string[];
  /** Reloads the window and waits until it is ready. */
  reload(): Promise<void>;
}

export interface WorkspaceOptions {
  /** Files of the workspace by their relative paths. */
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Open a folder that is there already, of another workbench. */
  readonly workspace?: string;
  /** Of another code-server than the one that all files share. */
  readonly url?: string;
}

/** Opens a window on a workspace of its own; it is closed after the tests of the file. */
export async function openWorkbench({
  files = {},
  settings,
  workspace,
  url,
}: WorkspaceOptions = {}): Promise<Workbench> {
  if (!served) throw new Error('There is no workbench: use describeWorkbench');
  const folder = workspace ?? mkdtempSync(join(served.folder, 'workspace-'));
  for (const [path, text] of Object.entries(files)) write(join(folder, path), text);
  if (settings) write(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  const browser = await chromium.connect(served.browser, { timeout: 60_000 });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  afterAll(() => browser.close());
  const page = await context.newPage();
  const problems = problemsOf(context);
  page.setDefaultTimeout(120_000);
  await page.goto(`${url ?? served.url}/?folder=${encodeURIComponent(folder)}`, { waitUntil: 'commit' });
  await ready(page);
  return {
    page,
    workspace: folder,
    storage: served.storage,
    problems,
    async reload() {
      await page.reload({ waitUntil: 'commit' });
      await ready(page);
    },
  };
}

/** Reloads the window as a user does: the editor first writes down what it holds in memory, such as the state of a view. */
export async function reloadByCommand(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const loaded = page.waitForEvent('domcontentloaded');
  await runCommand(workbench, 'Developer: Reload Window');
  await loaded;
  await ready(page);
}

/**
 * Reloads the window in Korean, as with the editor's own language pack, which this stands in for: it translates nothing of
 * the editor itself.
 */
export async function reloadInKorean(workbench: Workbench): Promise<void> {
  if (!served) throw new Error('There is no workbench: use describeWorkbench');
  const data = join(served.folder, 'data');
  const translations = { vscode: join(data, 'editor.ko.json') };
  const extensions = [{ extensionIdentifier: { id: 'tests.korean' }, version: '1.0.0' }];
  const pack = { hash: 'tests', label: '한국어', extensions, translations };
  write(translations.vscode, JSON.stringify({ contents: {} }));
  write(join(data, 'languagepacks.json'), JSON.stringify({ ko: pack }));
  // Where this file names no language, the cookie does.
  write(join(data, 'User', 'argv.json'), '{}');
  const url = new URL(workbench.page.url()).origin;
  await workbench.page.context().addCookies([{ name: 'vscode.nls.locale', value: 'ko', url }]);
  await workbench.reload();
}

/** Runs a command by its title as the palette shows it, such as "Asclepius: Show Log". */
export async function runCommand({ page }: Workbench, title: string): Promise<void> {
  const entry = quickPick(page, title).first();
  await chooseFromPalette(page, 'F1', `>${title}`, entry);
}

/** Opens the palette by a key, types into it and clicks the entry. */
function chooseFromPalette(page: Page, key: string, text: string, entry: Locator): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  return untilDone(page, `"${text}" in the palette`, async () => {
    await page.keyboard.press(key);
    await input.waitFor({ timeout: 10_000 });
    await input.fill(text, { timeout: 10_000 });
    await entry.click({ timeout: 10_000 });
  });
}

/**
 * A list, menu or palette may close before it is clicked, as on a busy machine the focus still moves, and a window that has
 * just opened knows no keys yet: then it is tried again.
 * @param what is waited for, for the error
 */
export function untilDone(page: Page, what: string, action: () => Promise<void>): Promise<void> {
  return within(200_000, what, async () => {
    for (let tries = 1; ; tries++) {
      try {
        return await action();
      } catch (error) {
        if (tries === 6) throw new Error(`${what}: tried ${tries} times in vain`, { cause: error });
        await page.keyboard.press('Escape');
      }
    }
  });
}

/** The keyboard has no limit of its own: a window that hangs would hold a test for ever. */
async function within<T>(milliseconds: number, what: string, action: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([action(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Entries of the open quick pick whose label or detail holds the text. */
export function quickPick(page: Page, text: string | RegExp): Locator {
  return page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text });
}

/** Types into the open quick pick or input box. */
export async function typeIntoQuickInput(
  page: Page,
  text: string,
  options: { readonly timeout?: number } = {},
): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.waitFor(options);
  await input.fill(text, options);
}

/** Opens the extension's container in the activity bar. */
export async function openSideBar({ page }: Workbench): Promise<void> {
  const view = page.locator('.pane-header', { hasText: 'Data Sets' });
  if (await view.isVisible()) return;
  await page.locator(ownContainer).click();
  await view.waitFor();
}

/** Rows of the side bar's trees whose text holds `text`. */
export function treeItem(page: Page, text: string | RegExp): Locator {
  return page.locator('.sidebar .monaco-list-row').filter({ hasText: text });
}

/** Opens a node of a tree where it is closed. */
export async function expand(page: Page, text: string | RegExp): Promise<void> {
  const item = treeItem(page, text).first();
  const opened = item.and(page.locator('[aria-expanded="true"]'));
  await item.waitFor();
  // A tree that is drawn anew under the mouse loses the click.
  for (let tries = 0; tries < 5 && !(await opened.isVisible()); tries++) {
    await item.locator('.monaco-tl-twistie').click();
    await opened.waitFor({ timeout: 20_000 }).catch(() => {});
  }
  await opened.waitFor();
}

/** Runs an entry of an item's context menu; the menu closes when an editor that was still loading takes the focus. */
export async function contextMenu(page: Page, item: Locator, entry: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    await item.click({ button: 'right' });
    try {
      return await chooseFromMenu(page, entry, 10_000);
    } catch (error) {
      if (tries === 5) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Clicks an entry of the menu that is open. */
export async function chooseFromMenu(page: Page, text: string, timeout = 60_000): Promise<void> {
  const entry = page.locator('.monaco-menu .action-item', { hasText: text }).first();
  await entry.waitFor({ timeout });
  // A menu heeds no mouse in its first tenth of a second.
  await page.waitForTimeout(200);
  await entry.click({ timeout });
  await entry.waitFor({ state: 'detached', timeout });
}

/** The text of the editor in front, as its lines are drawn. */
export function editorLines(page: Page): Locator {
  return page.locator('.editor-group-container.active .view-lines .view-line');
}

/** Shows a file of the workspace through the quick open. */
export async function openFile({ page }: Workbench, name: string): Promise<void> {
  const entry = quickPick(page, name).first();
  await chooseFromPalette(page, 'Control+P', name, entry);
}

/** The document inside the webview whose page has this title. */
export async function webview({ page }: Workbench, title: string, patience = 60_000): Promise<Frame> {
  const deadline = Date.now() + patience;
  for (;;) {
    for (const frame of page.frames()) {
      if (frame.parentFrame() && (await frame.title().catch(() => '')) === title) return frame;
    }
    if (Date.now() > deadline) throw new Error(`No webview "${title}" within ${patience / 1000} s`);
    await page.waitForTimeout(100);
  }
}

/** Toasts that are shown. */
export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
}

/** Changes settings of the workspace, which the workbench takes up at once. */
export function setSettings({ workspace }: Workbench, settings: Readonly<Record<string, unknown>>): void {
  const path = join(workspace, '.vscode', 'settings.json');
  const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  write(path, JSON.stringify({ ...known, ...settings }));
}

export async function setTheme(workbench: Workbench, theme: Theme): Promise<void> {
  const { name, className } = themes[theme];
  setSettings(workbench, { 'workbench.colorTheme': name });
  await workbench.page.locator(`.monaco-workbench.${className}`).waitFor();
}

const screenshots =
  process.env.ASCLEPIUS_SCREENSHOTS ?? fileURLToPath(new URL('../../.asclepius/screenshots', import.meta.url));

/** Keeps a picture of the window as NAME.png in ASCLEPIUS_SCREENSHOTS, else in .asclepius/screenshots. */
export async function screenshot({ page }: Workbench, name: string): Promise<void> {
  await page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
}

/** One picture a theme, as NAME-dark.png and so on; leaves the dark theme on. */
export async function screenshotThemes(workbench: Workbench, name: string): Promise<void> {
  for (const theme of ['light', 'high contrast', 'dark'] as const) {
    await setTheme(workbench, theme);
    await workbench.page.waitForTimeout(500);
    await screenshot(workbench, `${name}-${theme.replace(' ', '-')}`);
  }
}

/** It appears when the workbench is there and knows what the extension contributes. */
const ownContainer = '.activitybar a.action-label[aria-label^="Asclepius"]';

async function ready(page: Page): Promise<void> {
  await page.locator(ownContainer).waitFor({ timeout: 240_000 });
}

function problemsOf(context: BrowserContext): string[] {
  const problems: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error' && !isNoise(message.text())) problems.push(message.text());
  });
  context.on('weberror', (error) => void problems.push(String(error.error())));
  return problems;
}

/** What the workbench itself says when it is served by code-server and has no network. */
const isNoise = (text: string) => /vsda|open-vsx|ERR_NAME_NOT_RESOLVED|404|github|spdlog|watchdog/i.test(text);

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
