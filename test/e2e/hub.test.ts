import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type FakeHub, startFakeHub } from '../hub/fake-hub.ts';
import { tinyRepository } from '../hub/tiny-repository.ts';
import {
  describeWorkbench,
  notification,
  openFile,
  openWorkbench,
  quickPick,
  runCommand,
  screenshot,
  typeIntoQuickInput,
  type Workbench,
  webview,
} from './workbench.ts';

vi.setConfig({ testTimeout: 300_000 });

const repo = 'tests/Tiny-Llama';
const weights = 'model.safetensors';
/** Its data is missing too, so that nothing is trained in the end. */
const missing = { model: './nowhere', data: { source: './no-notes.csv' } };

describeWorkbench('a model that is got from a hub', () => {
  let hub: FakeHub;
  let workbench: Workbench;
  let page: Page;
  beforeAll(async () => {
    hub = await startFakeHub({ [repo]: tinyRepository() });
    const files = { 'note.txt': 'Pulse 61.\n', 'missing.finetune.json': `${JSON.stringify(missing, null, 2)}\n` };
    workbench = await openWorkbench({ files, settings: { 'comments.openView': 'never' } });
    page = workbench.page;
    page.setDefaultTimeout(40_000);
    const settings = join(dirname(workbench.storage), 'data', 'Machine', 'settings.json');
    mkdirSync(dirname(settings), { recursive: true });
    writeFileSync(settings, JSON.stringify({ 'asclepius.hubEndpoint': hub.endpoint }));
  });
  afterAll(async () => {
    // Other files begin without a model, as this one does.
    rmSync(join(workbench.storage, 'models'), { recursive: true, force: true });
    await hub?.close();
  });

  const dialog = () => page.locator('.monaco-dialog-box');
  const press = (button: string) => dialog().locator('.monaco-button', { hasText: button }).click();
  const models = () => readdirSync(join(workbench.storage, 'models')).filter((name) => !name.startsWith('.'));
  const isAsked = (path: string) =>
    hub.asked.some((each) => each.path.includes(path) && each.path.startsWith('/store/'));
  // Toasts move while others go, and a pointer would miss.
  const toastButton = (toast: string | RegExp, button: string, timeout = 40_000) =>
    notification(page, toast).locator('.monaco-button', { hasText: button }).dispatchEvent('click', {}, { timeout });
  const name = async () => {
    await typeIntoQuickInput(page, repo);
    await quickPick(page, repo).first().click();
  };

  test('nothing is asked of the hub until a model is named, and its weights not until the user agrees', async () => {
    await runCommand(workbench, 'Asclepius: Get Model');
    await quickPick(page, 'SmolLM2-135M-Instruct').first().waitFor();
    await screenshot(workbench, 'hub-choice');
    expect(hub.asked).toEqual([]);
    await name();
    await dialog().waitFor();
    const said = await dialog().textContent();
    expect(said).toContain(`From ${hub.endpoint}/${repo}`);
    expect(said).toMatch(/6 files, \d+ kB/);
    expect(said).toContain('Licence: apache-2.0');
    expect(said).toContain('Nothing of your notes, data or runs is sent.');
    await screenshot(workbench, 'hub-agree');
    await press('Cancel');
    await dialog().waitFor({ state: 'detached' });
    expect(isAsked(weights)).toBe(false);
  });

  test('it can be cancelled while it comes, and leaves no model', async () => {
    hub.stallAt = { path: weights, bytes: 30_000 };
    await runCommand(workbench, 'Asclepius: Get Model');
    await name();
    await dialog().waitFor();
    await press('Get Model');
    await notification(page, /Getting tests\/Tiny-Llama.*\d+ kB of \d+ kB/).waitFor();
    await screenshot(workbench, 'hub-progress');
    // The toast is drawn anew with every report, and the click on what was there before is lost; and it may be hidden by
    // then: the list of notifications has it still.
    const listed = (text: string | RegExp) => page.locator('.notification-list-item', { hasText: text }).first();
    const isCancelled = async () => {
      if (await listed(/Cancelled\. What was fetched of tests\/Tiny-Llama is kept/).isVisible()) return true;
      if (!(await listed(`Getting ${repo}`).isVisible()))
        await runCommand(workbench, 'Notifications: Show Notifications');
      const cancel = listed(`Getting ${repo}`).locator('.monaco-button', { hasText: 'Cancel' });
      await cancel.dispatchEvent('click', {}, { timeout: 1000 }).catch(() => {});
      return false;
    };
    await expect.poll(isCancelled, { timeout: 90_000, interval: 1000 }).toBe(true);
    // While the list is open there are no toasts.
    if (await page.locator('.notifications-center.visible').isVisible())
      await runCommand(workbench, 'Notifications: Hide Notifications');
    expect(models()).toEqual([]);
    hub.stallAt = undefined;
  });

  test('it comes, is offered for the next question, and answers; when it is gone, the thread offers to get it again', async () => {
    await openFile(workbench, 'note.txt');
    await page.locator('.tab.active', { hasText: 'note.txt' }).waitFor();
    await runCommand(workbench, 'Asclepius: Get Model');
    await name();
    await dialog().waitFor();
    await press('Get Model');
    await notification(page, 'The model is here').waitFor();
    await screenshot(workbench, 'hub-here');
    expect(models()).toEqual(['tests--Tiny-Llama']);
    await toastButton('The model is here', 'Ask');
    await typeIntoQuickInput(page, 'Pulse?');
    await quickPick(page, 'Pulse?').first().click();
    const answer = page.locator('.review-widget .review-comment .comment-body').last();
    await expect
      .poll(() => answer.textContent(), { timeout: 120_000 })
      .toMatch(/answered by tests\/Tiny-Llama \([0-9a-f]{8}\)/);
    await askAgainWithout(answer);
    await runCommand(workbench, 'Asclepius: Choose Who Answers');
    await quickPick(page, repo).first().waitFor();
    await quickPick(page, 'Get a model…').first().waitFor();
    await screenshot(workbench, 'hub-answerers');
    await page.keyboard.press('Escape');
  });

  /** The model is gone: the thread offers to get one, which answers then. */
  async function askAgainWithout(answer: Locator): Promise<void> {
    rmSync(join(workbench.storage, 'models'), { recursive: true });
    await page.locator('.review-comment a.action-label[aria-label^="Ask Again"]').last().dispatchEvent('click');
    await expect.poll(() => answer.textContent(), { timeout: 60_000 }).toContain('Model not found');
    await screenshot(workbench, 'hub-gone');
    await answer.locator('a', { hasText: 'Get Model…' }).click();
    await name();
    await dialog().waitFor();
    await press('Get Model');
    await expect.poll(() => answer.textContent(), { timeout: 60_000 }).toMatch(/answered by tests\/Tiny-Llama/);
  }

  test('a config whose model is missing offers to get one, and names that one then', async () => {
    await openFile(workbench, 'missing.finetune.json');
    const form = await webview(workbench, 'missing.finetune.json');
    await form.locator('[data-key="model"] .fault', { hasText: 'Model not found' }).waitFor();
    await form.locator('[data-key="model"] vscode-button', { hasText: 'Get a model…' }).waitFor();
    await runCommand(workbench, 'Asclepius: Start Fine-tuning');
    const toast = notification(page, /Model not found.*nowhere/);
    await toast.locator('.monaco-button', { hasText: 'Choose Folder…' }).waitFor();
    await screenshot(workbench, 'hub-missing');
    await toastButton(/Model not found/, 'Get Model…');
    await name();
    await dialog().waitFor();
    await press('Get Model');
    const written = () => JSON.parse(readFileSync(join(workbench.workspace, 'missing.finetune.json'), 'utf8'));
    const wanted = { ...missing, model: join(workbench.storage, 'models', 'tests--Tiny-Llama') };
    await expect.poll(written, { timeout: 60_000 }).toEqual(wanted);
    // Its toast may be hidden by then; the list of notifications has it.
    await runCommand(workbench, 'Notifications: Show Notifications');
    const listed = page.locator('.notifications-center .notification-list-item');
    await listed.filter({ hasText: /Data not found.*no-notes\.csv/ }).waitFor();
  });
});
