import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import {
  describeWorkbench,
  editorLines,
  openFile,
  openWorkbench,
  runCommand,
  screenshotThemes,
  type Workbench,
  webview,
} from './workbench.ts';

const written = `${JSON.stringify({ name: 'Discharge letters', lora: { r: 8, alpha: 16 }, epochs: 2 }, null, 2)}\n`;
const broken = '{\n  "name": "x"\n  "seed": 1\n}\n';

describeWorkbench('the form of a config', () => {
  let workbench: Workbench;
  let form: Frame;
  const path = (name: string) => join(workbench.workspace, name);
  const text = (name = 'letters.finetune.json') => readFileSync(path(name), 'utf8');
  const field = (key: string): Locator => form.locator(`[data-key="${key}"]`);
  const input = (key: string): Locator => field(key).locator('vscode-text-field input');

  beforeAll(async () => {
    workbench = await openWorkbench({ files: { 'letters.finetune.json': written, 'broken.finetune.json': broken } });
    await openFile(workbench, 'letters.finetune.json');
    form = await webview(workbench, 'letters.finetune.json');
    await input('lora.r').waitFor();
  });

  /** Saves through the workbench, as the form itself writes no file. */
  async function saved(): Promise<string> {
    await runCommand(workbench, 'File: Save');
    await workbench.page.locator('.tab.active:not(.dirty)').waitFor();
    return text();
  }

  async function typeInto(key: string, value: string): Promise<void> {
    await input(key).fill(value);
    await input(key).press('Tab');
  }

  const waitForValue = (key: string, value: string) =>
    form.waitForFunction(
      ([at, wanted]) =>
        document.querySelector<HTMLInputElement>(`[data-key="${at}"] vscode-text-field`)?.value === wanted,
      [key, value],
    );

  test('shows what the file says, and the defaults for what it does not', async () => {
    await waitForValue('lora.r', '8');
    await waitForValue('sequenceLength', '1024');
    await form.locator('h1', { hasText: 'Discharge letters' }).waitFor();
  });

  test('writes a changed option, and nothing else, and one undo takes it back', async () => {
    await typeInto('lora.r', '32');
    await workbench.page.locator('.tab.active.dirty').waitFor();
    expect(await saved()).toBe(written.replace('"r": 8', '"r": 32'));
    await input('lora.r').press('Control+z');
    await waitForValue('lora.r', '8');
    expect(await saved()).toBe(written);
    await input('lora.r').press('Control+Shift+z');
    await waitForValue('lora.r', '32');
  });

  test('says beside an option what is wrong with it, and does not start', async () => {
    await typeInto('lora.r', '0');
    await field('lora.r').locator('.fault', { hasText: 'Must be 1 or more.' }).waitFor();
    expect(await form.locator('#start').getAttribute('disabled')).not.toBeNull();
    await typeInto('lora.r', '8');
    await field('lora.r').locator('.fault').waitFor({ state: 'detached' });
  });

  test('takes up an edit from outside without losing the place where one is', async () => {
    await saved();
    await input('epochs').focus();
    writeFileSync(path('letters.finetune.json'), written.replace('"epochs": 2', '"epochs": 3, "seed": 7'));
    await runCommand(workbench, 'File: Revert File');
    await waitForValue('seed', '7');
    await waitForValue('epochs', '3');
    // The palette that ran the command gives the focus back when it has closed.
    await form.waitForFunction(() => document.activeElement?.closest('[data-key]')?.matches('[data-key="epochs"]'));
  });

  test('resets a section to its defaults', async () => {
    await form.locator('[data-section="lora"] .reset').click();
    await waitForValue('lora.r', '16');
    expect(JSON.parse(await saved())).toEqual({ name: 'Discharge letters', epochs: 3, seed: 7 });
  });

  test('can be used with the keyboard alone, and tells a screen reader name and help', async () => {
    await input('lora.r').focus();
    await workbench.page.keyboard.press('Tab');
    const next = await form.evaluate(() => document.activeElement?.closest('[data-key]')?.getAttribute('data-key'));
    expect(next).toBe('lora.alpha');
    await field('packing').locator('vscode-checkbox').focus();
    await workbench.page.keyboard.press('Space');
    await field('packing').locator('vscode-checkbox[aria-checked="false"]').waitFor();
    await field('method').locator('vscode-dropdown').focus();
    await workbench.page.keyboard.press('ArrowDown');
    await form.locator('[data-section="lora"]').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('ArrowUp');
    await input('lora.r').waitFor();
    const said = await input('lora.r').evaluate((element) => [
      element.ariaLabel,
      element.getAttribute('aria-description'),
    ]);
    expect(said).toEqual(['Rank (r)', 'Rank of the adapter. (1 to 1,024)']);
  });

  test('offers the real layers of the model with their sizes, and tells what the run will take', async () => {
    const layer = (name: string) => field('lora.targetModules').locator(`vscode-checkbox[data-name="${name}"]`);
    await layer('down_proj').waitFor();
    expect(await layer('q_proj').getAttribute('title')).toMatch(/4 layers, [\d,]+ parameters; the adapter adds [\d,]+/);
    await layer('q_proj').click();
    await layer('all-linear').and(form.locator('[aria-checked="false"]')).waitFor();
    expect(JSON.parse(await saved()).lora.targetModules).toEqual([
      'k_proj',
      'v_proj',
      'o_proj',
      'gate_proj',
      'up_proj',
      'down_proj',
    ]);
    const summary = form.locator('.summary[aria-busy="false"]');
    await summary.locator('.memory-bar').waitFor();
    expect(await summary.textContent()).toMatch(/Estimate[\s\S]*memory at the peak[\s\S]*Weights[\s\S]*Steps\s*\d+/);
    await form.waitForFunction(() => /steps/.test(document.querySelector('[role="status"]')?.textContent ?? ''));
  });

  test('looks right in dark, light and high contrast', async () => {
    await form.evaluate(() => scrollTo(0, 0));
    await screenshotThemes(workbench, 'form');
  });

  test('opens as text, where options are completed and a wrong key is marked, by the same schema', async () => {
    const { page } = workbench;
    await form.locator('header vscode-button', { hasText: 'Open as text' }).click();
    const lines = editorLines(page);
    const beginLine = async (typed: string) => {
      await lines.filter({ hasText: 'Discharge letters' }).first().click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type(typed);
    };
    await beginLine('"gradientAcc');
    const offered = page.locator('.suggest-widget .monaco-list-row', { hasText: 'gradientAccumulation' }).first();
    // The server of JSON may still be starting, and gives nothing then.
    const isOffered = async () => {
      if (!(await offered.isVisible())) await page.keyboard.press('Control+Space');
      return offered.isVisible();
    };
    await expect.poll(isOffered, { timeout: 110_000, interval: 1500 }).toBe(true);
    await offered.click();
    await lines.filter({ hasText: '"gradientAccumulation":' }).first().waitFor();
    await beginLine('"gradientAccumulate": 1,');
    await page.locator('.editor-group-container.active .squiggly-warning').first().waitFor();
  });

  test('shows where a file is broken, changes nothing in it, and comes back when it is mended', async () => {
    await openFile(workbench, 'broken.finetune.json');
    form = await webview(workbench, 'broken.finetune.json');
    await form.locator('.broken', { hasText: 'Line 3, column 3' }).waitFor();
    await screenshotThemes(workbench, 'form-broken');
    expect(text('broken.finetune.json')).toBe(broken);
    writeFileSync(path('broken.finetune.json'), broken.replace('"x"', '"x",'));
    await runCommand(workbench, 'File: Revert File');
    await waitForValue('seed', '1');
  });
});
