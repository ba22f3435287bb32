/**
 * The editor's own chat, in an editor of its own: the others have none. Beside Asclepius another extension is there
 * (peer/), as the chat wants a model, and somebody has to call the tool.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { packFolder } from '../../scripts/package.mjs';
import { quietSettings, startWorkbench } from '../../scripts/workbench.mjs';
import { connectToService, servicePid, slowly } from './service.ts';
import { note, tiny, train } from './train.ts';
import {
  describeWorkbench,
  notification,
  openFile,
  openWorkbench,
  runCommand,
  screenshot,
  setTheme,
  untilDone,
  type Workbench,
} from './workbench.ts';

// On a busy machine a model takes its time. Every wait is shorter than the test, so that its error tells what was waited for.
const patience = 120_000;
vi.setConfig({ testTimeout: 300_000 });

const question = 'Where was the patient discharged to?';
const warning = 'may be seen by the other chat models of this editor';

describeWorkbench('the chat of the editor', () => {
  const served = inject('workbench');
  let server: Awaited<ReturnType<typeof startWorkbench>>;
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  let answer = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(served?.folder ?? '', 'chat-'));
    const home = join(folder, 'home');
    mkdirSync(home);
    const training = train(home, tiny);
    const peer = join(folder, 'peer.vsix');
    await packFolder(join(import.meta.dirname, 'peer'), peer);
    server = await startWorkbench({
      ...{ folder, vsix: served?.vsix ?? '', others: [peer], version: served?.version ?? '' },
      environment: { ASCLEPIUS_HOME: home },
      settings: { ...quietSettings, 'chat.disableAIFeatures': false, 'asclepius.chat': true },
    });
    const files = { 'discharge.txt': note, 'long.txt': `${note}\n`.repeat(60) };
    workbench = await openWorkbench({ files, url: server.url });
    page = workbench.page;
    page.setDefaultTimeout(60_000);
    await training;
  });
  afterAll(() => server?.stop());

  const eventually = <T>(what: () => T) => expect.poll(what, { timeout: patience });
  const session = () => page.locator('.interactive-session');
  const input = () => session().locator('.interactive-input-part .monaco-editor');
  const response = () => session().locator('.interactive-response').last();
  const textOf = async () => (await response().locator('.value').textContent()) ?? '';
  /** What the model has written, without what the chat says meanwhile. */
  const written = async () => (await response().locator('.chat-markdown-part').allTextContents()).join('');
  const stop = () => session().locator('a.codicon-stop-circle');
  const offered = (name: RegExp) => page.locator('.suggest-widget .monaco-list-row .label-name', { hasText: name });

  /** Of the machine that the extension runs on, as the tab "Remote" of the settings writes them. */
  const setMachineSettings = (settings: object) => {
    mkdirSync(join(folder, 'data', 'Machine'), { recursive: true });
    writeFileSync(join(folder, 'data', 'Machine', 'settings.json'), JSON.stringify(settings));
  };
  const typeInChat = async (text: string) => {
    await input().click({ timeout: 10_000 });
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  };
  /** What of ours the chat offers. */
  const offers = async () => {
    await typeInChat('@ascl');
    await page.waitForTimeout(1000);
    const names = await offered(/^@asclepius/).allTextContents();
    await page.keyboard.press('Escape');
    return names;
  };
  const ask = async (text: string) => {
    await untilDone(page, 'the chat offers @asclepius', async () => {
      await typeInChat('@ascl');
      await offered(/^@asclepius$/).click({ timeout: 10_000 });
    });
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  /** What the last answer says, once it is complete. */
  const complete = async () => {
    await eventually(textOf).toContain('not a medical device');
    await stop().waitFor({ state: 'hidden' });
    return textOf();
  };
  /** What the other extension tells when it was asked to do something. */
  const told = async (command: string, start: string) => {
    await runCommand(workbench, command);
    const toast = notification(page, start).first();
    return {
      async text() {
        await toast.waitFor();
        const text = (await toast.locator('.notification-list-item-message').textContent()) ?? '';
        await runCommand(workbench, 'Notifications: Clear All Notifications');
        await toast.waitFor({ state: 'hidden' });
        return text;
      },
    };
  };
  const tools = async () => (await told('Peer: List Tools', 'Tools:')).text();
  const dialog = () => page.locator('.monaco-dialog-box');

  test('a setting of the user that does not count on this machine offers nothing', async () => {
    // A window that is loaded again takes it to count.
    await workbench.reload();
    expect(await (await told('Peer: Ask by the Tool', 'No answer:')).text()).toContain('asclepius_ask');
    await openFile(workbench, 'discharge.txt');
    await untilDone(page, 'the chat opens', async () => {
      await page.keyboard.press('Control+Alt+I');
      await input().waitFor({ timeout: 10_000 });
    });
    await eventually(offers).toEqual([]);
  });

  test('turned on, it answers about the note in front: with the warning, the places of the note, and who answered', async () => {
    setMachineSettings({ 'asclepius.chat': true });
    await eventually(offers).toEqual(['@asclepius', '@asclepiusNote']);
    await ask(question);
    const text = await complete();
    answer = /The patient was discharged.*?(?=In the note)/.exec(text)?.[0] ?? '';
    expect(answer).not.toBe('');
    expect(text).toMatch(/answered by the adapter Tiny \([0-9a-f]{8}\) · read all of it/);
    expect(text).not.toMatch(/<\/?\w+>|\$\(/);
    // The editor folds the course of an answer away once it is complete.
    expect(await response().getByText(warning).isVisible()).toBe(true);
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(workbench, theme);
      await screenshot(workbench, `chat-${theme}`);
    }
  });

  test('the place in the note is selected by a click', async () => {
    await response().locator('.chat-inline-anchor-widget', { hasText: 'discharge.txt' }).last().click();
    const place = page.locator('.statusbar-item', { hasText: /Ln \d+, Col \d+ \(\d+ selected\)/ });
    const line = Number(/Ln (\d+)/.exec((await place.textContent()) ?? '')?.[1]);
    expect(note.split('\n')[line - 1]).toContain('The patient was discharged');
  });

  test('cancelled while the answer comes, it ends there, the runtime is free at once, and the next question is answered', async () => {
    await openFile(workbench, 'long.txt');
    const service = await connectToService(servicePid(folder));
    const requests = async () => (await service.request('ask/status', {})).requests;
    const cancel = async () => {
      await ask(question);
      await eventually(written).toMatch(/\w/);
      await stop().click();
      // Its sixteen parts would go on for a quarter of a minute.
      await expect.poll(requests, { timeout: 8000 }).toBe(0);
      await stop().waitFor({ state: 'hidden' });
      expect(await textOf()).not.toContain('not a medical device');
    };
    await slowly(servicePid(folder), cancel, { run: 5, every: 150 });
    service.close();
    await openFile(workbench, 'discharge.txt');
    await ask(question);
    const text = await complete();
    expect(text).toMatch(/answered by the adapter Tiny .* · with the question before it/);
    expect(text).not.toContain(warning);
  });

  test('another extension gets an answer by the tool when the user allows it', async () => {
    await openFile(workbench, 'discharge.txt');
    expect(await tools()).toContain('asclepius_ask');
    const refused = await told('Peer: Ask by the Tool', 'No answer:');
    await dialog().waitFor();
    expect(await dialog().textContent()).toContain(warning);
    expect(await dialog().textContent()).toContain(question);
    await screenshot(workbench, 'chat-tool');
    await dialog().locator('.monaco-button', { hasText: 'Cancel' }).click();
    await refused.text();
    const allowed = await told('Peer: Ask by the Tool', 'Answer:');
    await dialog()
      .locator('.monaco-button', { hasText: /^(Yes|Continue|Allow)/ })
      .click();
    expect(await allowed.text()).toContain(answer.trim());
  });

  test('turned off, both are gone', async () => {
    setMachineSettings({});
    await eventually(offers).toEqual([]);
    expect(await (await told('Peer: Ask by the Tool', 'No answer:')).text()).toContain('asclepius_ask');
  });
});
