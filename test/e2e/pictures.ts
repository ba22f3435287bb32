/** Pictures of every view for README and walkthrough, made in the real workbench: `npm run pictures`. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { beforeAll, inject, test, vi } from 'vitest';
import { readTable } from '../../runtime/data/rows.ts';
import { embeddedSample } from '../../runtime/embedded/paths.ts';
import {
  contextMenu,
  describeWorkbench,
  expand,
  openFile,
  openSideBar,
  openWorkbench,
  quickPick,
  runCommand,
  screenshot,
  setTheme,
  treeItem,
  typeIntoQuickInput,
  type Workbench,
  webview,
} from './workbench.ts';

vi.setConfig({ testTimeout: 900_000 });
const patience = 600_000;

/** As the demo, with more evaluations, and enough steps to be seen under way. */
const discharge = {
  name: 'Discharge questions',
  model: 'embedded',
  data: { source: 'synthetic-notes.csv' },
  method: 'lora',
  lora: { r: 16, alpha: 32, targetModules: 'all-linear' },
  sequenceLength: 512,
  batchSize: 2,
  gradientAccumulation: 1,
  recompute: 'none',
  optimizer: { learningRate: 0.002, beta2: 0.99 },
  schedule: { type: 'cosine', warmupRatio: 0.05 },
  maxSteps: 300,
  evaluation: { everySteps: 30, maxRows: 64, samples: 4, exactMatchRows: 24, maxNewTokens: 32 },
};
const smaller = { ...discharge, name: 'Rank 4', lora: { ...discharge.lora, r: 4 }, maxSteps: 120 };

describeWorkbench('pictures', () => {
  let workbench: Workbench;
  let panel: Frame;
  beforeAll(async () => {
    const workspace = join(inject('workbench')?.folder ?? '', 'clinic');
    mkdirSync(workspace);
    cpSync(embeddedSample(), join(workspace, 'synthetic-notes.csv'));
    const write = (name: string, config: object) =>
      writeFileSync(join(workspace, `${name}.finetune.json`), `${JSON.stringify(config, null, 2)}\n`);
    write('discharge', discharge);
    write('rank-4', smaller);
    const { rows } = await readTable(embeddedSample(), { onMalformed: 'skip' });
    writeFileSync(join(workspace, 'note.txt'), rows.find(({ note }) => /diagnosis/i.test(note))?.note ?? '');
    // The thread alone shows the answer; the panel of comments would take its room.
    workbench = await openWorkbench({ workspace, settings: { 'comments.openView': 'never' } });
    await runCommand(workbench, 'Notifications: Toggle Do Not Disturb Mode');
    await openSideBar(workbench);
  });

  const both = async (name: string) => {
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(workbench, theme);
      await workbench.page.waitForTimeout(800);
      await screenshot(workbench, `${name}-${theme}`);
    }
  };
  const stepOf = () =>
    panel.evaluate(() =>
      Number.parseInt(document.querySelector('[data-figure="step"] dd')?.textContent?.replaceAll(',', '') ?? '0', 10),
    );
  const waitForStep = async (step: number) => {
    // Not yet a number while the run prepares.
    while (!((await stepOf()) >= step)) await workbench.page.waitForTimeout(200);
  };
  const train = async (file: string, name: string) => {
    await openFile(workbench, file);
    await webview(workbench, file);
    await runCommand(workbench, 'Asclepius: Start Fine-tuning');
    panel = await webview(workbench, name);
  };
  const closeAll = () => runCommand(workbench, 'View: Close All Editors');

  test('a run to compare with', async () => {
    await train('rank-4.finetune.json', 'Rank 4');
    await panel.locator('.outcome').waitFor({ timeout: patience });
    await closeAll();
  });

  test('explorer', async () => {
    const { page } = workbench;
    await expand(page, 'synthetic-notes.csv');
    await expand(page, 'Question Answering');
    await treeItem(page, /\?.*row/)
      .nth(2)
      .click();
    await page.locator('.editor-group-container.active .view-lines').waitFor();
    await both('explorer');
    await closeAll();
  });

  test('statistics', async () => {
    const { page } = workbench;
    await contextMenu(page, treeItem(page, 'synthetic-notes.csv').first(), 'Show Statistics');
    const view = await webview(workbench, 'Statistics: synthetic-notes.csv');
    await view.locator('vscode-button', { hasText: 'Tokens' }).click();
    await view.getByText('Tokens of all rows were counted.').or(view.getByText('Estimate, from')).waitFor();
    await both('statistics');
    await closeAll();
  });

  test('form', async () => {
    await openFile(workbench, 'discharge.finetune.json');
    const form = await webview(workbench, 'discharge.finetune.json');
    await form.locator('.summary[aria-busy="false"] .memory-bar').waitFor();
    await both('form');
    await closeAll();
  });

  test('training, under way and at its end', async () => {
    await train('discharge.finetune.json', 'Discharge questions');
    await panel.locator('#tab-samples').click();
    await waitForStep(160);
    await both('training');
    await panel.locator('.outcome').waitFor({ timeout: patience });
    await both('done');
    await panel.locator('#tab-samples').scrollIntoViewIfNeeded();
    await panel.locator('#tab-body').evaluate((body) => body.scrollIntoView());
    await both('samples');
    await panel.locator('#tab-runs').click();
    await panel.locator('.runs vscode-checkbox', { hasText: 'Rank 4' }).click();
    await panel.evaluate(() => scrollTo(0, 0));
    await both('compare');
    await closeAll();
  });

  test('evaluation', async () => {
    const { page } = workbench;
    await contextMenu(page, treeItem(page, 'Discharge questions').first(), 'Evaluate');
    await quickPick(page, 'Rank 4').first().click();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title', { hasText: 'How many held-out rows?' }).waitFor();
    await typeIntoQuickInput(page, '64');
    await page.keyboard.press('Enter');
    const view = await webview(workbench, 'Evaluation: Discharge questions', patience);
    await view.locator('.headline').waitFor({ timeout: patience });
    await both('evaluation');
    await closeAll();
  });

  test('an answer beside the note', async () => {
    const { page } = workbench;
    await openFile(workbench, 'note.txt');
    await runCommand(workbench, 'Asclepius: Choose Who Answers');
    await quickPick(page, 'Discharge questions').first().click();
    await runCommand(workbench, 'Asclepius: Ask Asclepius');
    await typeIntoQuickInput(page, 'What was the leading diagnosis?');
    await quickPick(page, 'What was the leading diagnosis?').first().click();
    const answer = page.locator('.review-widget .comment-body', { hasText: 'not a medical device' });
    await answer.first().waitFor({ timeout: patience });
    await both('ask');
  });
});
