import { beforeAll, test } from 'vitest';
import {
  describeWorkbench,
  openSideBar,
  openWorkbench,
  quickPick,
  screenshot,
  typeIntoQuickInput,
  type Workbench,
} from './workbench.ts';

describeWorkbench('the packed extension in the workbench', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench();
  });

  test('has a container of its own in the activity bar, with data sets and runs', async () => {
    const { page } = workbench;
    await openSideBar(workbench);
    await page.locator('.pane-header', { hasText: 'Training Runs' }).waitFor();
    await screenshot(workbench, 'shell');
  });

  test('offers "Fine-tune Clinical LLM" in the palette', async () => {
    const { page } = workbench;
    await page.keyboard.press('F1');
    await typeIntoQuickInput(page, '>fine-tune clinical');
    await quickPick(page, 'Asclepius: Fine-tune Clinical LLM').waitFor();
    await page.keyboard.press('Escape');
  });
});
