/** An editor of its own: a workspace that is not trusted, a restart of the server while a run goes on, a second window. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { quietSettings, startWorkbench } from '../../scripts/workbench.mjs';
import { type Panel, panelOf, patience, upTo } from './panel.ts';
import {
  describeWorkbench,
  notification,
  openFile,
  openSideBar,
  openWorkbench,
  quickPick,
  runCommand,
  screenshot,
  treeItem,
  type Workbench,
  webview,
} from './workbench.ts';

vi.setConfig({ testTimeout: 300_000 });

const long = {
  name: 'Long run',
  data: { maxRows: 400 },
  sequenceLength: 512,
  recompute: 'none',
  gradientAccumulation: 1,
  epochs: 1000,
  checkpoint: { everySteps: 1000 },
};

describeWorkbench('a run that outlives the editor', () => {
  const served = inject('workbench');
  let server: Awaited<ReturnType<typeof startWorkbench>>;
  let folder: string;
  let workbench: Workbench;
  let second: Workbench;
  let panel: Panel;
  let seen = 0;

  const start = () =>
    startWorkbench({
      ...{ folder, vsix: served?.vsix ?? '', version: served?.version ?? '', trust: true },
      environment: { ASCLEPIUS_HOME: join(folder, 'home') },
      settings: {
        // The editor is asked much while a run trains on.
        ...{ ...quietSettings, 'asclepius.threads': 1 },
        ...{ 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
      },
    });
  const files = { 'long.finetune.json': JSON.stringify(long) };

  /** Starts the run, is told why not, and says that the folder is trusted. */
  async function trust(window: Workbench, withPicture = false): Promise<void> {
    const { page } = window;
    await openFile(window, 'long.finetune.json');
    await webview(window, 'long.finetune.json');
    await runCommand(window, 'Asclepius: Start Fine-tuning');
    const warning = notification(page, 'Training starts only in a trusted workspace').first();
    await warning.waitFor();
    if (withPicture) await screenshot(window, 'untrusted');
    await warning.locator('.monaco-button', { hasText: 'Manage Workspace Trust' }).click();
    await page.locator('.workspace-trust-buttons-row .monaco-button', { hasText: 'Trust' }).first().click();
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(served?.folder ?? '', 'own-'));
    mkdirSync(join(folder, 'home'));
    server = await start();
    workbench = await openWorkbench({ files, url: server.url });
    await openSideBar(workbench);
  });
  afterAll(() => server?.stop());

  test('where the workspace is not trusted, data can be read and nothing is trained', async () => {
    const { page } = workbench;
    await treeItem(page, 'Embedded sample').first().waitFor();
    await trust(workbench, true);
  });

  test('once it is trusted, it trains', async () => {
    await openFile(workbench, 'long.finetune.json');
    // Trust starts the extensions anew: the form is there once they answer.
    await webview(workbench, 'long.finetune.json');
    await runCommand(workbench, 'Asclepius: Start Fine-tuning');
    panel = await panelOf(workbench, 'Long run');
    await panel.waitForStep(3);
    seen = await panel.figure('step');
  });

  test('while it trains, every click on its entry or in the status bar shows it', async () => {
    const { page } = workbench;
    const entry = treeItem(page, /Long run.*running/).first();
    const progress = page.locator('.statusbar-item', { hasText: / left/ }).first();
    const tab = page.locator('.tab', { hasText: 'Long run' });
    // Several times, as both are drawn anew while one clicks. That none is lost in between: test/extension/training.
    for (let round = 0; round < 4; round++)
      for (const place of [entry, progress]) {
        await tab.click({ button: 'middle' });
        await tab.waitFor({ state: 'detached' });
        await place.click();
        await tab.waitFor({ timeout: 30_000 });
      }
  });

  test('while the server is restarted the run goes on, and a new window shows its whole history', async () => {
    const { workspace } = workbench;
    await workbench.page.close();
    await server.stop();
    server = await start();
    workbench = await openWorkbench({ workspace, url: server.url });
    await openSideBar(workbench);
    await treeItem(workbench.page, /Long run.*running/)
      .first()
      .click();
    // The editor may make the view anew while it comes back.
    const newest = async () => {
      panel = await panelOf(workbench, 'Long run');
      return panel.figure('step');
    };
    await expect.poll(newest, { timeout: patience, interval: 500 }).toBeGreaterThan(seen + 1);
    const { step = [] } = await panel.savedNumbers('restarted.csv');
    expect(step).toEqual(upTo(step.length));
    expect(step.length).toBeGreaterThan(seen);
  });

  test('a second window on the same folder shows the same run, each step once, and can stop it for both', async () => {
    const { workspace } = workbench;
    second = await openWorkbench({ workspace, url: server.url });
    await openSideBar(second);
    await treeItem(second.page, /Long run.*running/)
      .first()
      .click();
    const other = await panelOf(second, 'Long run');
    await other.waitForStep(seen + 2);
    const { step = [] } = await other.savedNumbers('second.csv');
    expect(step).toEqual(upTo(step.length));
    await other.button('stop').click();
    for (const { page } of [workbench, second])
      await treeItem(page, /Long run.*stopped/)
        .first()
        .waitFor();
    await panel.frame.locator('.outcome', { hasText: 'Stopped' }).waitFor();
    await panel.button('copyResult').waitFor();
  });

  test('a run that is started meanwhile waits for its turn, and both windows say so', async () => {
    // The editor keeps trust in the browser, and this is another one than at first.
    await trust(workbench);
    await openFile(workbench, 'long.finetune.json');
    await webview(workbench, 'long.finetune.json');
    await runCommand(workbench, 'Asclepius: Start Fine-tuning');
    await treeItem(workbench.page, /Long run.*running/)
      .first()
      .waitFor();
    await runCommand(workbench, 'Asclepius: Fine-tune Clinical LLM');
    await quickPick(workbench.page, 'Embedded demo').first().click();
    panel = await panelOf(workbench, 'Embedded demo');
    for (const { page } of [workbench, second]) await treeItem(page, /Embedded demo.*queued/).waitFor();
    await expect.poll(() => panel.textOf('status'), { timeout: patience }).toBe('queued');
    await panel.button('stop').click();
    await treeItem(workbench.page, /Embedded demo.*stopped/).waitFor();
    await runCommand(workbench, 'Asclepius: Stop Run and Keep It');
    await quickPick(workbench.page, 'running').first().click();
    await treeItem(workbench.page, /Long run.*running/).waitFor({ state: 'detached' });
  });
});
