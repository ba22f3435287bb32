import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { evaluationReportSchema, type ReportAnswers } from '../../runtime/protocol/evaluation.ts';
import { patience } from './panel.ts';
import { tiny, train } from './train.ts';
import {
  contextMenu,
  describeWorkbench,
  editorLines,
  notification,
  openSideBar,
  openWorkbench,
  quickPick,
  reloadByCommand,
  runCommand,
  screenshot,
  setTheme,
  treeItem,
  typeIntoQuickInput,
  type Workbench,
  webview,
} from './workbench.ts';

vi.setConfig({ testTimeout: 300_000 });

/** A few steps on two tasks: enough to answer with the note's own words. */
const judged = {
  ...tiny,
  name: 'Judged',
  data: { tasks: ['Question Answering', 'Temporal Information Extraction'], maxRows: 400 },
  gradientAccumulation: 1,
  maxSteps: 50,
  evaluation: { maxRows: 8, exactMatchRows: 0, samples: 0, maxNewTokens: 24 },
};
/** It has hardly learned anything. */
const beginner = { ...judged, name: 'Beginner', maxSteps: 2 };
const notesOnly = { ...beginner, name: 'Notes only', objective: 'pretrain' };

describeWorkbench('an evaluation in the workbench', () => {
  let workbench: Workbench;
  let page: Page;
  let view: Frame;
  beforeAll(async () => {
    workbench = await openWorkbench();
    page = workbench.page;
    page.setDefaultTimeout(patience);
    await openSideBar(workbench);
    for (const config of [judged, beginner, notesOnly]) await train(workbench.storage, config);
    await treeItem(page, /Notes only.*done/)
      .first()
      .waitFor();
  });
  // The storage is shared: other files begin without an adapter.
  afterAll(() => {
    const runs = join(workbench.storage, 'runs');
    const own = readdirSync(runs).filter((name) => /judged|beginner|notes-only/.test(name));
    for (const name of own) rmSync(join(runs, name), { recursive: true });
  });

  const folderOf = (slug: string) => {
    const runs = join(workbench.storage, 'runs');
    return join(runs, readdirSync(runs).find((name) => name.includes(slug)) ?? '');
  };
  const fileOf = (name: string) => join(folderOf('judged'), name);
  const json = (name: string) => JSON.parse(readFileSync(fileOf(name), 'utf8'));
  const reportOnDisk = () => evaluationReportSchema.parse(json('report.json'));
  const chooseRows = async (rows: number) => {
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title', { hasText: 'How many held-out rows?' }).waitFor();
    await typeIntoQuickInput(page, String(rows));
    await page.keyboard.press('Enter');
  };

  test('a run that learned from notes alone is refused before anything is chosen', async () => {
    await contextMenu(page, treeItem(page, 'Notes only'), 'Evaluate');
    const told = notification(
      page,
      /"Notes only" learned from notes alone.*Evaluate a run whose objective is "answer"/,
    );
    await told.waitFor();
    expect(await page.locator('.quick-input-widget').isVisible()).toBe(false);
    await runCommand(workbench, 'Notifications: Clear All Notifications');
  });

  test('from the context menu of a run: what to compare with, how many rows; cancelled, it leaves no report', async () => {
    await contextMenu(page, treeItem(page, 'Judged'), 'Evaluate');
    await quickPick(page, 'Base model').first().waitFor();
    await chooseRows(40);
    const progress = notification(page, /Evaluating Judged.*(loss|answers)/).first();
    await progress.waitFor();
    await screenshot(workbench, 'evaluation-progress');
    await progress.hover();
    await progress.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    expect(readdirSync(folderOf('judged')).filter((name) => name.startsWith('report'))).toEqual([]);
  });

  test('beside the base and another run, its view shows the very figures of the report on disk', async () => {
    await contextMenu(page, treeItem(page, 'Judged'), 'Evaluate');
    await quickPick(page, 'Beginner').first().click();
    await screenshot(workbench, 'evaluation-choice');
    await chooseRows(24);
    view = await webview(workbench, 'Evaluation: Judged');
    await view.locator('.headline').waitFor();
    const { contestants, comparisons, heldOutRows } = reportOnDisk();
    expect(contestants.map(({ name }) => name)).toEqual(['Judged', 'base', 'Beginner']);
    expect(heldOutRows).toBe(24);
    const shown = (line: string) => view.locator('.figures').first().locator(`[data-line="${line}"] .value`);
    const all = contestants.map(({ figures }) => figures.all);
    expect(await shown('loss').allTextContents()).toEqual(all.map(({ loss = 0 }) => loss.toFixed(4)));
    expect(await shown('tokenF1').allTextContents()).toEqual(
      all.map(({ tokenF1 = 0 }) => `${(100 * tokenF1).toFixed(1)}%`),
    );
    const { low = 0 } = comparisons[0]?.differences.loss ?? {};
    const first = view.locator('.figures').first().locator('[data-line="loss"] .interval').first();
    expect(await first.textContent()).toContain(Math.abs(low).toFixed(4));
    expect(await view.locator('.headline').textContent()).toContain('Judged answers better than base');
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(workbench, theme);
      await screenshot(workbench, `evaluation-${theme}`);
    }
  });

  test('a worst row has the answers side by side, and opens with its note beside the view', async () => {
    const { worst } = reportOnDisk();
    const told = (json('report-answers.json') as ReportAnswers).find(({ rowId }) => rowId === worst[0]);
    const line = view.locator('.rows').last().locator(`[data-row="${worst[0]}"]`);
    expect(await line.locator('.text').allTextContents()).toEqual([
      told?.question,
      told?.reference,
      ...['Judged', 'base', 'Beginner'].map((name) => told?.answers[name] || '–'),
    ]);
    await line.scrollIntoViewIfNeeded();
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(workbench, theme);
      await screenshot(workbench, `evaluation-rows-${theme}`);
    }
    await line.locator('.link').click();
    await page.locator('.tab.active', { hasText: `row ${worst[0]}` }).waitFor();
    const question = (told?.question ?? '').slice(0, 20).replaceAll(' ', '\u00a0');
    await editorLines(page).filter({ hasText: question }).first().waitFor();
    await screenshot(workbench, 'evaluation-row');
  });

  test('after a reload of the window the view is there again, with its figures and the metric that was chosen', async () => {
    await page.locator('.tab', { hasText: 'Evaluation: Judged' }).click();
    view = await webview(workbench, 'Evaluation: Judged');
    await view.locator('#metric').click();
    await view.locator('#metric vscode-option', { hasText: 'ROUGE-L' }).click();
    const ofTasks = () => view.locator('caption', { hasText: 'task by task' }).textContent();
    await expect.poll(ofTasks).toContain('ROUGE-L');
    await reloadByCommand(workbench);
    // The editor may make the view anew while it comes back.
    const headline = async () => {
      view = await webview(workbench, 'Evaluation: Judged');
      return (await view.locator('.headline').allTextContents()).join();
    };
    await expect.poll(headline, { timeout: patience, interval: 500 }).toContain('Judged answers better than base');
    await view.locator(`[data-row="${reportOnDisk().worst[0]}"]`).waitFor();
    expect(await ofTasks()).toContain('ROUGE-L');
    expect(await view.locator('#metric').evaluate((metric) => (metric as HTMLSelectElement).value)).toBe('rougeL');
  });

  test('asked for again, the report that is there opens; it can be read as Markdown and measured anew', async () => {
    await runCommand(workbench, 'View: Close All Editors');
    await runCommand(workbench, 'Asclepius: Evaluate');
    await quickPick(page, 'Judged').first().click();
    view = await webview(workbench, 'Evaluation: Judged');
    await view.locator('.headline').waitFor();
    await view.locator('#again').click();
    await quickPick(page, 'Base model').first().waitFor();
    await page.keyboard.press('Escape');
    await view.locator('#openReport').click();
    await page.locator('.tab.active', { hasText: 'report.md' }).waitFor();
    expect(existsSync(fileOf('report.md'))).toBe(true);
  });
});
