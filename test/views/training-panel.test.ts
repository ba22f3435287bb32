import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import type { EventBody, RunEvent } from '../../runtime/protocol/events.ts';
import { messagesOf } from '../../src/training/messages.ts';
import { startedBody, stepBody, telling } from '../training/events.ts';
import { launchBrowser, missingBrowser, openView, type ViewPage } from './view-page.ts';

const many = 100_000;

describe.skipIf(missingBrowser)('the training panel in a browser', () => {
  let browser: Browser;
  let view: ViewPage;
  const tell = telling();
  const run = {
    ...{ type: 'run', id: 'r', name: 'Long run', folder: '/runs/r' },
    config: fineTuneConfigSchema.parse({}),
    canAsk: false,
  };
  const stepsTo = (from: number, to: number): RunEvent[] =>
    Array.from({ length: to - from }, (_, i) => tell(from + i + 1, stepBody(2 + Math.sin((from + i) / 50))));
  const showsStep = (step: number) =>
    view.page.waitForFunction(
      (wanted) => document.querySelector('[data-figure="step"] dd')?.textContent?.includes(wanted),
      step.toLocaleString('en'),
    );

  beforeAll(async () => {
    browser = await launchBrowser();
    view = await openView(browser, 'training');
    await view.tell(run, ...messagesOf('r', [tell(0, startedBody(2 * many)), ...stepsTo(0, many)]));
    await showsStep(many);
  });
  afterAll(() => browser?.close());

  /** Feeds messages at 60 a second for two seconds or as long as they last. @returns frames and drawings of charts a second */
  const watched = (messages: readonly unknown[]) =>
    view.page.evaluate(async (all) => {
      let [frames, drawings] = [0, 0];
      const waiting = [...all];
      const begin = performance.now();
      const feed = setInterval(() => {
        const message = waiting.shift();
        if (message) postMessage(message);
      }, 1000 / 60);
      // A chart that is drawn says anew what it shows.
      const charts = new MutationObserver((records) => {
        drawings += records.length;
      });
      charts.observe(document.body, { subtree: true, attributeFilter: ['aria-label'] });
      const isOver = () => performance.now() - begin > 2000 && waiting.length === 0;
      for (; !isOver(); frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
      clearInterval(feed);
      charts.disconnect();
      const seconds = (performance.now() - begin) / 1000;
      return { frames: frames / seconds, drawings: drawings / seconds };
    }, messages);

  test('stays at hand with 100,000 steps and 60 updates a second: charts wait, frames do not', async () => {
    const updates = stepsTo(many, many + 120).flatMap((event) => messagesOf('r', [event]));
    const rest = await watched([]);
    const busy = await watched(updates);
    expect(busy.frames).toBeGreaterThan(rest.frames / 4);
    expect(busy.drawings).toBeGreaterThan(0);
    expect(busy.drawings).toBeLessThan(5 * 5);
    await showsStep(many + 120);
  });

  test('is not disturbed by messages of the wrong shape', async () => {
    const text = () => view.page.locator('#root').textContent();
    const before = await text();
    await view.tell(null, 'steps', { type: 'steps', run: 'r', columns: { step: ['1'] } }, { type: 'run', id: 7 }, {});
    await view.tell(...messagesOf('r', stepsTo(many + 120, many + 121)));
    await showsStep(many + 121);
    expect(await text()).not.toBe(before);
    expect(await view.sent()).toEqual([{ type: 'ready' }]);
  });

  test('offers to evaluate what a run learned, but not one that learned from notes alone', async () => {
    const offered = async (objective: 'answer' | 'pretrain') => {
      await view.tell({ ...run, id: objective, config: fineTuneConfigSchema.parse({ objective }) });
      await view.tell(
        ...messagesOf(objective, [
          tell(0, startedBody(9)),
          tell(3, stepBody(2)),
          tell(3, { type: 'stopped', reason: 'asked' }),
        ]),
      );
      await view.page.locator('#copyResult').waitFor();
      return view.page.locator('#evaluate');
    };
    // The panel of the run before it is there until the view has drawn this one.
    await (await offered('answer')).waitFor();
    await (await offered('pretrain')).waitFor({ state: 'detached' });
  });

  test('side by side with another editor, nothing is wider than the view', async () => {
    const before = { 'Temporal Information Extraction': 5 };
    const learned = { before, after: { 'Temporal Information Extraction': 1 } };
    const done: EventBody = {
      type: 'done',
      ...{ trainLoss: 1, heldOutLoss: { before: 5, after: 1 }, heldOutLossPerTask: learned },
      ...{ exactMatch: { ...learned, shuffledNote: before }, tokensPerSecond: 5000, peakBytes: 4e8, device: 'cpu' },
      ...{ adapterPath: '/home/someone/storage/runs/20261128-125516-narrow-6a74/adapter', seconds: 60 },
    };
    const answers = [0, 10].map((step) => ({ step, text: 'The patient was discharged to a nursing facility' }));
    const sample = {
      rowId: '7',
      task: 'Temporal Information Extraction',
      question: 'When?',
      reference: 'Today',
      answers,
    };
    const other = { id: 'o', name: 'Another run', createdAt: '2026-11-28T12:55:16Z', status: 'done', step: 4, loss: 1 };
    await view.page.setViewportSize({ width: 400, height: 900 });
    await view.tell({ ...run, id: 'narrow' });
    await view.tell(...messagesOf('narrow', [tell(0, startedBody(9)), tell(3, stepBody(2)), tell(3, done)]));
    await view.tell({ type: 'samples', samples: [sample] }, { type: 'runs', runs: [other] });
    const widths = () => view.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    for (const [tab, shown] of [
      ['samples', '.samples .answers'],
      ['log', '.log .done'],
      ['runs', '.runs tbody tr'],
    ] as const) {
      await view.page.locator(`#tab-${tab}`).click();
      await view.page.locator(shown).waitFor();
      expect(await widths(), tab).toEqual([400, 400]);
    }
    await view.page.locator('.outcome table').waitFor();
  });
});
