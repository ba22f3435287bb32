import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluationView } from '../../runtime/protocol/views/evaluation.ts';
import { answersOf, around, reportOf } from '../evaluation/report.ts';
import { launchBrowser, missingBrowser, openView, type ViewPage } from './view-page.ts';

const metrics = (loss: number, tokenF1: number) => (i: number) => ({
  ...{
    loss: around(loss, i),
    tokenF1: around(tokenF1, i),
    rougeL: around(tokenF1, i),
    exactMatch: i % 3 === 0 ? 1 : 0,
  },
  ...{ answerWords: 4 + (i % 5), unsupportedClaims: around(0.3, i) },
});

describe.skipIf(missingBrowser)('the view of an evaluation in a browser', () => {
  const report = reportOf({ Tiny: metrics(1, 0.7), base: metrics(3, 0.2) });
  const leaks = [{ heldOutRow: '2', trainRow: '77', similarity: 0.93 }];
  const message = (leaky: boolean) =>
    evaluationView.toView.parse({
      ...{ type: 'report', id: 'r', name: 'Tiny', isOutdated: false },
      ...{ report: { ...report, leaks: leaky ? leaks : [] }, answers: answersOf(report) },
    });
  let browser: Browser;
  let view: ViewPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    view = await openView(browser, 'evaluation');
    await view.tell(message(false));
    await view.page.locator('.headline').waitFor();
  });
  afterAll(() => browser?.close());

  test('says in one sentence which is better, at what, with its interval', async () => {
    const { mean, low, high } = report.comparisons[0]?.differences.tokenF1 ?? { mean: 0, low: 0, high: 0 };
    const points = (value: number) => `+${(100 * value).toFixed(1)} pp`;
    const text = await view.page.locator('.headline').textContent();
    expect(text).toContain('Tiny answers better than base: Token F1');
    expect(text).toContain(`${points(mean)} (95% interval ${points(low)} to ${points(high)})`);
  });

  test('has a caption and headings of rows and columns in every table', async () => {
    const faulty = await view.page.locator('table').evaluateAll(
      (tables) =>
        tables.filter((table) => {
          const rows = [...table.querySelectorAll('tbody tr')];
          const heads = [...table.querySelectorAll('thead th')];
          const isTold = rows.every((row) => row.querySelector('th[scope="row"]'));
          return (
            !table.querySelector('caption')?.textContent ||
            !isTold ||
            heads.some((head) => !head.getAttribute('scope')?.startsWith('col'))
          );
        }).length,
    );
    expect(faulty).toBe(0);
    expect(await view.page.locator('table').count()).toBeGreaterThan(10);
  });

  test('warns of leakage above the figures, with the rows', async () => {
    expect(await view.page.locator('section.warning').count()).toBe(0);
    await view.tell(message(true));
    const warning = view.page.locator('section.warning');
    await warning.getByText('the notes of 1 of 80 held-out rows').waitFor();
    const top = (selector: string) =>
      view.page
        .locator(selector)
        .first()
        .evaluate((e) => e.getBoundingClientRect().top);
    expect(await top('section.warning')).toBeLessThan(await top('.figures'));
    await view.tell(message(false));
  });

  test('shows another metric task by task when it is chosen, and again when it is loaded anew', async () => {
    const summarization = view.page.locator('tr[data-line="Summarization"] .value').first();
    expect(await summarization.textContent()).toMatch(/%$/);
    await view.page.locator('#metric').click();
    await view.page.locator('#metric vscode-option', { hasText: 'Loss' }).click();
    const loss = report.contestants[0]?.figures.perTask.Summarization?.loss?.toFixed(4) ?? 'none';
    await view.page.locator('tr[data-line="Summarization"] .value', { hasText: loss }).waitFor();
    const state = await view.kept();
    expect(state).toEqual({ run: 'r', metric: 'loss' });
    const again = await openView(browser, 'evaluation', state);
    await again.tell(message(false));
    await again.page.locator('caption', { hasText: 'Loss, task by task' }).waitFor();
  });

  test('asks for a row, the report and another evaluation by its buttons', async () => {
    const [worst = ''] = report.worst;
    await view.page.locator(`tr[data-row="${worst}"] .link`).press('Enter');
    for (const id of ['openReport', 'reveal', 'again']) await view.page.locator(`#${id}`).click();
    const sent = (await view.sent()).map((each) => evaluationView.toHost.parse(each));
    expect(sent.slice(1)).toEqual([
      { type: 'openRow', row: worst },
      ...['openReport', 'reveal', 'again'].map((action) => ({ type: 'act', action })),
    ]);
  });
});
