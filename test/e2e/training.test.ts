import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { beforeAll, expect, test, vi } from 'vitest';
import {
  contextMenu,
  describeWorkbench,
  notification,
  openFile,
  openSideBar,
  openWorkbench,
  quickPick,
  runCommand,
  screenshot,
  screenshotThemes,
  treeItem,
  typeIntoQuickInput,
  type Workbench,
  webview,
} from './workbench.ts';

// On a busy machine a training takes its time.
const patience = 240_000;
vi.setConfig({ testTimeout: 300_000 });

const short = {
  name: 'Short run',
  data: { maxRows: 120 },
  method: 'lora',
  sequenceLength: 512,
  recompute: 'none',
  optimizer: { learningRate: 0.002 },
  maxSteps: 12,
  evaluation: { everySteps: 4, maxRows: 8, exactMatchRows: 6, maxNewTokens: 8 },
};

describeWorkbench('a training in the workbench', () => {
  let workbench: Workbench;
  let panel: Frame;
  beforeAll(async () => {
    const files = { 'short.finetune.json': `${JSON.stringify(short, null, 2)}\n` };
    // One thread: the demo is still under way when the window has been reloaded.
    workbench = await openWorkbench({ files, settings: { 'asclepius.threads': 1 } });
    workbench.page.setDefaultTimeout(patience);
    await openSideBar(workbench);
  });

  const figure = async (id: string) => Number.parseFloat(await textOf(id));
  const textOf = async (id: string) => (await panel.locator(`[data-figure="${id}"] dd`).textContent()) ?? '';
  const waitForStep = (step: number) =>
    panel.waitForFunction(
      (wanted) =>
        Number.parseInt(
          document.querySelector('[data-figure="step"] dd')?.textContent?.replaceAll(',', '') ?? '',
          10,
        ) >= wanted,
      step,
    );
  const button = (id: string) => panel.locator(`vscode-button#${id}`);
  const folderOf = (slug: string) => {
    const runs = join(workbench.storage, 'runs');
    const id = readdirSync(runs).find((name) => name.includes(slug));
    if (!id) throw new Error(`No run "${slug}"`);
    return join(runs, id);
  };

  /** How many pixels of a chart are coloured, as lines and areas are; text and grid are grey. */
  const inked = (id: string) =>
    panel.locator(`#chart-${id}`).evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const [red = 0, green = 0, blue = 0, opacity = 0] = data.slice(i, i + 4);
        if (opacity > 100 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count++;
      }
      return count;
    });

  /** Saves what a button of the panel offers into the workspace. */
  async function savedBy(id: string, name: string): Promise<string> {
    const { page, workspace } = workbench;
    const path = join(workspace, name);
    await button(id).click();
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    // The dialog writes a path of its own, some time after it opened.
    const isTyped = async () => {
      const typed = await input.inputValue();
      if (typed !== path) await input.fill(path);
      return typed === path;
    };
    await expect.poll(isTyped, { timeout: patience, interval: 800 }).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => existsSync(path) && statSync(path).size, { timeout: patience }).toBeGreaterThan(0);
    return path;
  }

  /** The table that the panel saves: its columns by name. */
  async function savedNumbers(name: string): Promise<Record<string, number[]>> {
    const path = await savedBy('numbers', name);
    const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
    const cells = rows.map((row) => row.split(',').map(Number));
    return Object.fromEntries(header.split(',').map((column, i) => [column, cells.map((row) => row[i] ?? Number.NaN)]));
  }
  const upTo = (step: number) => Array.from({ length: step }, (_, i) => i + 1);

  test('the embedded demo starts with one choice, and its panel shows a falling loss and the memory', async () => {
    await runCommand(workbench, 'Asclepius: Fine-tune Clinical LLM');
    await quickPick(workbench.page, 'Embedded demo').first().waitFor();
    await screenshot(workbench, 'finetune-choice');
    await quickPick(workbench.page, 'Embedded demo').first().click();
    panel = await webview(workbench, 'Embedded demo');
    await waitForStep(2);
    const first = await figure('loss');
    await panel.waitForFunction(
      (start) => Number.parseFloat(document.querySelector('[data-figure="loss"] dd')?.textContent ?? '') < 0.8 * start,
      first,
    );
    expect(await textOf('memory')).toMatch(/MiB/);
    const { step = [] } = await savedNumbers('first.csv');
    expect(step).toEqual(upTo(step.length));
    for (const id of ['loss', 'memory', 'learningRate', 'gradNorm', 'tokensPerSecond'])
      expect(await inked(id), id).toBeGreaterThan(100);
    expect(await panel.locator('#chart-loss').getAttribute('aria-label')).toMatch(/Loss: step \d+, training \d/);
    await screenshotThemes(workbench, 'training');
  });

  test('tree and status bar show how far it is', async () => {
    await treeItem(workbench.page, /Embedded demo.*running/).waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: /\d+\/\d+/ }).waitFor();
  });

  test('paused, it rests; continued, it goes on', async () => {
    await button('pause').click();
    await button('continue').waitFor();
    expect(await textOf('status')).toBe('paused');
    const step = await figure('step');
    await button('continue').click();
    await waitForStep(step + 1);
  });

  test('after a reload of the window in the middle, its history is complete and no step is there twice', async () => {
    const before = await figure('step');
    await workbench.reload();
    panel = await webview(workbench, 'Embedded demo');
    await waitForStep(before + 1);
    const { step = [] } = await savedNumbers('reloaded.csv');
    expect(step.length).toBeGreaterThan(before);
    expect(step).toEqual(upTo(step.length));
  });

  test('killed, it says so, and what helps', async () => {
    await panel.locator('#tab-log').click();
    await button('checkpoint').click();
    await panel.locator('.log .checkpoint').first().waitFor();
    const { pid } = JSON.parse(readFileSync(join(folderOf('embedded-demo'), 'endpoint.json'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    const killed = performance.now();
    await panel.locator('.outcome.failed').waitFor();
    console.log(`The panel told of the kill after ${Math.round(performance.now() - killed)} ms`);
    const told = (await panel.locator('.outcome.failed').textContent()) ?? '';
    expect(told).toMatch(/gone without a word/);
    expect(told).toMatch(/Resume the run/);
    await notification(workbench.page, 'Embedded demo').first().waitFor();
    await screenshot(workbench, 'training-killed');
  });

  test('resumed, it goes on from its checkpoint, each step once', async () => {
    const before = await figure('step');
    await panel.locator('.outcome.failed vscode-button').click();
    await panel.locator('.log .rewound').first().waitFor();
    await waitForStep(before + 2);
    const { step = [], loss = [] } = await savedNumbers('resumed.csv');
    expect(step).toEqual(upTo(step.length));
    const { loss: earlier = [] } = await savedNumbers('again.csv');
    expect(earlier.slice(0, loss.length)).toEqual(loss);
  });

  test('stopped, it keeps what it learned, and says so', async () => {
    await button('stop').click();
    await notification(workbench.page, /Embedded demo was stopped at step \d+/).waitFor();
    await treeItem(workbench.page, /Embedded demo.*stopped/).waitFor();
    expect(existsSync(join(folderOf('embedded-demo'), 'adapter', 'adapter_model.safetensors'))).toBe(true);
  });

  test('a config file trains to its end: notification, figures, sample answers beside the reference', async () => {
    await openFile(workbench, 'short.finetune.json');
    await runCommand(workbench, 'Asclepius: Start Fine-tuning');
    panel = await webview(workbench, 'Short run');
    await notification(workbench.page, /Short run is done: held-out loss/).waitFor();
    await panel.locator('.outcome', { hasText: 'What it learned' }).waitFor();
    await panel.locator('#tab-samples').click();
    await panel.locator('.samples tbody tr').first().waitFor();
    expect(await panel.locator('.samples tbody tr').count()).toBeGreaterThanOrEqual(6);
    const [steps = []] = await panel
      .locator('.samples .answers')
      .evaluateAll((lists) =>
        lists.map((list) => [...list.querySelectorAll('small')].map((label) => label.textContent)),
      );
    expect(steps).toEqual(['before', 'step 4', 'step 8', 'step 12']);
  });

  test('an earlier run is laid over it to compare', async () => {
    await panel.locator('#tab-runs').click();
    const before = await inked('loss');
    await panel.locator('.runs vscode-checkbox', { hasText: 'Embedded demo' }).click();
    await expect.poll(() => inked('loss'), { timeout: patience }).not.toBe(before);
    await screenshotThemes(workbench, 'training-compare');
  });

  test('its charts are saved as one picture', async () => {
    expect(
      readFileSync(await savedBy('picture', 'picture.png'))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  test('renamed and deleted, the tree follows', async () => {
    const { page } = workbench;
    await contextMenu(page, treeItem(page, 'Short run'), 'Rename Run');
    await typeIntoQuickInput(page, 'Renamed run');
    await page.keyboard.press('Enter');
    await treeItem(page, 'Renamed run').waitFor();
    const folder = folderOf('short-run');
    await contextMenu(page, treeItem(page, 'Renamed run'), 'Delete Run');
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Delete' }).click();
    await treeItem(page, 'Renamed run').waitFor({ state: 'detached' });
    expect(existsSync(folder)).toBe(false);
  });
});
