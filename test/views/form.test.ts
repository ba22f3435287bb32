import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../runtime/protocol/plan.ts';
import { formView } from '../../runtime/protocol/views/form.ts';
import { launchBrowser, missingBrowser, openView } from './view-page.ts';

const memory = {
  weights: 20,
  adapter: 10,
  gradients: 10,
  optimizer: 20,
  activations: 60,
  evaluation: 40,
  data: 0,
  program: 640,
};
const planWith = (changes: Partial<typeof memory>): Plan => ({ problems: [], memory: { ...memory, ...changes } });

describe.skipIf(missingBrowser)('the form in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test("draws the memory's parts in proportion, also those that come with the second answer", async () => {
    const { page, tell } = await openView(browser, 'form');
    const plan = (changes: Partial<typeof memory>, isComplete: boolean) =>
      formView.toView.parse({ type: 'plan', plan: planWith(changes), isComplete });
    await tell({ type: 'document', text: '{}' }, plan({}, false), plan({ data: 200 }, true));
    await page.locator('.summary[aria-busy="false"] .memory-bar .data').waitFor();
    const widths = await page
      .locator('.memory-bar .part')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().width));
    const bytes = [20, 10, 10, 20, 60, 40, 200, 640];
    const pixels = widths.reduce((sum, width) => sum + width, 0);
    expect(widths).toHaveLength(bytes.length);
    // Each has a border of its own.
    const shares = bytes.map((part, i) => Math.abs((widths[i] ?? 0) / pixels - part / 1000));
    expect(Math.max(...shares)).toBeLessThan(0.05);
  });
});
