import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { type Panel, panelOf, patience, upTo } from './panel.ts';
import {
  contextMenu,
  describeWorkbench,
  notification,
  openFile,
  openSideBar,
  openWorkbench,
  quickPick,
  reloadInKorean,
  runCommand,
  screenshot,
  screenshotThemes,
  treeItem,
  typeIntoQuickInput,
  type Workbench,
  webview,
} from './workbench.ts';

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
  let panel: Panel;
  beforeAll(async () => {
    const files = {
      'short.finetune.json': `${JSON.stringify(short, null, 2)}\n`,
      'lost.finetune.json': '{ "model": "./no-such-model" }\n',
    };
    // One thread: the demo is still under way when the window has been reloaded.
    workbench = await openWorkbench({ files, settings: { 'asclepius.threads': 1, 'comments.openView': 'never' } });
    workbench.page.setDefaultTimeout(patience);
    await openSideBar(workbench);
  });

  const folderOf = (slug: string) => {
    const runs = join(workbench.storage, 'runs');
    const id = readdirSync(runs).find((name) => name.includes(slug));
    if (!id) throw new Error(`No run "${slug}"`);
    return join(runs, id);
  };

  /** How many pixels of a chart are coloured, as lines and areas are; text and grid are grey. */
  const inked = (id: string) =>
    panel.frame.locator(`#chart-${id}`).evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const [red = 0, green = 0, blue = 0, opacity = 0] = data.slice(i, i + 4);
        if (opacity > 100 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count++;
      }
      return count;
    });

  test('the embedded demo starts with one choice, and its panel shows a falling loss and the memory', async () => {
    await runCommand(workbench, 'Asclepius: Fine-tune Clinical LLM');
    await quickPick(workbench.page, 'Embedded demo').first().waitFor();
    await screenshot(workbench, 'finetune-choice');
    await quickPick(workbench.page, 'Embedded demo').first().click();
    panel = await panelOf(workbench, 'Embedded demo');
    await panel.waitForStep(2);
    const first = await panel.figure('loss');
    await panel.frame.waitForFunction(
      (start) => Number.parseFloat(document.querySelector('[data-figure="loss"] dd')?.textContent ?? '') < 0.8 * start,
      first,
    );
    expect(await panel.textOf('memory')).toMatch(/MiB/);
    const { step = [] } = await panel.savedNumbers('first.csv');
    expect(step).toEqual(upTo(step.length));
    for (const id of ['loss', 'memory', 'learningRate', 'gradNorm', 'tokensPerSecond'])
      expect(await inked(id), id).toBeGreaterThan(100);
    expect(await panel.frame.locator('#chart-loss').getAttribute('aria-label')).toMatch(/Loss: step \d+, training \d/);
    await screenshotThemes(workbench, 'training');
  });

  test('tree and status bar show how far it is', async () => {
    await treeItem(workbench.page, /Embedded demo.*running/).waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: /\d+\/\d+/ }).waitFor();
  });

  test('paused, it rests; continued, it goes on', async () => {
    await panel.button('pause').click();
    await panel.button('continue').waitFor();
    expect(await panel.textOf('status')).toBe('paused');
    const step = await panel.figure('step');
    await panel.button('continue').click();
    await panel.waitForStep(step + 1);
  });

  test('after a reload of the window in the middle, its history is complete and no step is there twice', async () => {
    const before = await panel.figure('step');
    await workbench.reload();
    panel = await panelOf(workbench, 'Embedded demo');
    await panel.waitForStep(before + 1);
    const { step = [] } = await panel.savedNumbers('reloaded.csv');
    expect(step.length).toBeGreaterThan(before);
    expect(step).toEqual(upTo(step.length));
  });

  test('killed, it says so, and what helps', async () => {
    await panel.frame.locator('#tab-log').click();
    await panel.button('checkpoint').click();
    await panel.frame.locator('.log .checkpoint').first().waitFor();
    const { pid } = JSON.parse(readFileSync(join(folderOf('embedded-demo'), 'endpoint.json'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    const killed = performance.now();
    await panel.frame.locator('.outcome.failed').waitFor();
    console.log(`The panel told of the kill after ${Math.round(performance.now() - killed)} ms`);
    const told = (await panel.frame.locator('.outcome.failed').textContent()) ?? '';
    expect(told).toMatch(/gone without a word/);
    expect(told).toMatch(/Resume the run/);
    await notification(workbench.page, 'Embedded demo').first().waitFor();
    await screenshot(workbench, 'training-killed');
  });

  test('resumed, it goes on from its checkpoint, each step once', async () => {
    const before = await panel.figure('step');
    await panel.frame.locator('.outcome.failed vscode-button').click();
    await panel.frame.locator('.log .rewound').first().waitFor();
    await panel.waitForStep(before + 2);
    const { step = [], loss = [] } = await panel.savedNumbers('resumed.csv');
    expect(step).toEqual(upTo(step.length));
    const { loss: earlier = [] } = await panel.savedNumbers('again.csv');
    expect(earlier.slice(0, loss.length)).toEqual(loss);
  });

  test('stopped, it keeps what it learned, and says so', async () => {
    await panel.button('stop').click();
    await notification(workbench.page, /Embedded demo was stopped at step \d+/).waitFor();
    await treeItem(workbench.page, /Embedded demo.*stopped/).waitFor();
    expect(existsSync(join(folderOf('embedded-demo'), 'adapter', 'adapter_model.safetensors'))).toBe(true);
  });

  test('a config file trains to its end: notification, figures, sample answers beside the reference', async () => {
    await openFile(workbench, 'short.finetune.json');
    await runCommand(workbench, 'Asclepius: Start Fine-tuning');
    panel = await panelOf(workbench, 'Short run');
    await notification(workbench.page, /Short run is done: held-out loss/).waitFor();
    await panel.frame.locator('.outcome', { hasText: 'What it learned' }).waitFor();
    await panel.frame.locator('#tab-samples').click();
    await panel.frame.locator('.samples tbody tr').first().waitFor();
    expect(await panel.frame.locator('.samples tbody tr').count()).toBeGreaterThanOrEqual(6);
    const [steps = []] = await panel.frame
      .locator('.samples .answers')
      .evaluateAll((lists) =>
        lists.map((list) => [...list.querySelectorAll('small')].map((label) => label.textContent)),
      );
    expect(steps).toEqual(['before', 'step 4', 'step 8', 'step 12']);
  });

  test('its adapter is offered for asking: from the panel to a note, a question, and the answer', async () => {
    const { page } = workbench;
    await panel.button('askWithResult').click();
    await quickPick(page, 'A note of the embedded sample').first().click();
    await page.locator('.quick-input-title', { hasText: 'Short run answers' }).waitFor();
    await typeIntoQuickInput(page, 'Which drugs?');
    await quickPick(page, 'Which drugs?').first().click();
    const answer = page.locator('.review-widget .comment-body', { hasText: 'not a medical device' });
    await answer.waitFor();
    expect(await answer.textContent()).toMatch(/answered by the adapter Short run \([0-9a-f]{8}\)/);
    await screenshot(workbench, 'training-ask');
    await page.locator('.tab', { hasText: 'Short run' }).click();
    panel = await panelOf(workbench, 'Short run');
  });

  test('an earlier run is laid over it to compare', async () => {
    await panel.frame.locator('#tab-runs').click();
    const before = await inked('loss');
    await panel.frame.locator('.runs vscode-checkbox', { hasText: 'Embedded demo' }).click();
    await expect.poll(() => inked('loss'), { timeout: patience }).not.toBe(before);
    await screenshotThemes(workbench, 'training-compare');
  });

  test('its charts are saved as one picture', async () => {
    expect(
      readFileSync(await panel.savedBy('picture', 'picture.png'))
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

  test('where the editor speaks Korean, panel and form do, and the runtime in them', async () => {
    await reloadInKorean(workbench);
    // What was in front comes back first: the oldest editor would lay it over what is opened meanwhile.
    await webview(workbench, 'short.finetune.json', patience);
    await treeItem(workbench.page, /Embedded demo.*중지됨/).click();
    const { frame, button } = await panelOf(workbench, 'Embedded demo');
    await frame.locator('.outcome h2', { hasText: '중지됨' }).waitFor();
    await button('askWithResult').filter({ hasText: '이 결과로 노트에 대해 질문…' }).waitFor();
    await button('resume').click();
    await frame.locator('.device', { hasText: /사용할 수 있는 GPU가 없습니다|소프트웨어 어댑터입니다/ }).waitFor();
    await button('stop').waitFor();
    await screenshot(workbench, 'training-korean');
    await button('stop').click();
    await frame.locator('.outcome h2', { hasText: '중지됨' }).waitFor();
    await openFile(workbench, 'short.finetune.json');
    const form = await webview(workbench, 'short.finetune.json');
    await form.locator('[data-key="epochs"] .label', { hasText: '에폭' }).waitFor();
    await form.locator('#start', { hasText: '미세 조정 시작' }).waitFor();
    await screenshot(workbench, 'form-korean');
    await openFile(workbench, 'lost.finetune.json');
    const lost = await webview(workbench, 'lost.finetune.json');
    await lost.locator('[data-key="model"] .fault', { hasText: '모델을 찾을 수 없습니다' }).waitFor();
    await screenshot(workbench, 'form-lost-korean');
  });
});
