/** An editor of its own: a workspace that is not trusted, and a restart of the server while a run goes on. */
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
  runCommand,
  screenshot,
  treeItem,
  type Workbench,
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
  let panel: Panel;
  let seen = 0;

  const start = () =>
    startWorkbench({
      ...{ folder, vsix: served?.vsix ?? '', version: served?.version ?? '', trust: true },
      environment: { ASCLEPIUS_HOME: join(folder, 'home') },
      settings: {
        ...quietSettings,
        ...{ 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
      },
    });
  const files = { 'long.finetune.json': JSON.stringify(long) };

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
    await openFile(workbench, 'long.finetune.json');
    await runCommand(workbench, 'Asclepius: Start Fine-tuning');
    const warning = notification(page, 'Training starts only in a trusted workspace').first();
    await warning.waitFor();
    await screenshot(workbench, 'untrusted');
    await warning.locator('.monaco-button', { hasText: 'Manage Workspace Trust' }).click();
    await page.locator('.workspace-trust-buttons-row .monaco-button', { hasText: 'Trust' }).first().click();
  });

  test('once it is trusted, it trains', async () => {
    await openFile(workbench, 'long.finetune.json');
    await runCommand(workbench, 'Asclepius: Start Fine-tuning');
    panel = await panelOf(workbench, 'Long run');
    await panel.waitForStep(3);
    seen = await panel.figure('step');
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
    await panel.button('stop').click();
    await panel.frame.locator('.outcome', { hasText: 'Stopped' }).waitFor();
    await panel.button('copyResult').waitFor();
  });
});
