import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test, vi } from 'vitest';
import { servicePid, slowly } from './service.ts';
import { note, tiny, train } from './train.ts';
import {
  chooseFromMenu,
  contextMenu,
  describeWorkbench,
  editorLines,
  expand,
  notification,
  openFile,
  openSideBar,
  openWorkbench,
  quickPick,
  runCommand,
  screenshot,
  setSettings,
  setTheme,
  treeItem,
  typeIntoQuickInput,
  type Workbench,
} from './workbench.ts';

// On a busy machine a model takes its time.
const patience = 240_000;
vi.setConfig({ testTimeout: 300_000 });

const files = {
  'discharge.txt': note,
  // Five megabytes.
  'long.txt': `${note}\n`.repeat(4000),
  // Its course alone is long enough to be summarized by itself.
  'course.txt': note.replace(/(Hospital course: .*)/, (course) =>
    [course, ...new Array(12).fill(course.slice(17))].join(' '),
  ),
  'plain.md': '# Opening hours\n\nThe library is open from nine to five.\n',
  'empty.txt': ' \n',
  'binary.txt': 'MZ\u0000\u0001\u0002\u0000',
  'tiny.finetune.json': JSON.stringify(tiny),
};

describeWorkbench('asking about a note in the workbench', () => {
  let workbench: Workbench;
  let page: Page;
  beforeAll(async () => {
    workbench = await openWorkbench({ files, settings: { 'comments.openView': 'never' } });
    page = workbench.page;
    page.setDefaultTimeout(patience);
    await openSideBar(workbench);
    await page.locator('.activitybar a.action-label[aria-label^="Explorer"]').click();
  });

  const thread = () => page.locator('.review-widget').last();
  const comments = () => thread().locator('.review-comment');
  const body = () => comments().last().locator('.comment-body');
  const eventually = <T>(what: () => T) => expect.poll(what, { timeout: patience });
  /** What the last answer says, once it is complete. */
  const complete = async (part = 'not a medical device') => {
    await eventually(() => body().textContent()).toContain(part);
    return body().textContent();
  };
  const open = async (name: string) => {
    await openFile(workbench, name);
    await page.locator('.tab.active', { hasText: name }).waitFor();
    await page.locator('.editor-group-container.active .view-lines').waitFor();
  };
  // An answer may have been scrolled out of sight, where no pointer reaches it.
  const click = (target: Locator) => target.first().dispatchEvent('click');
  /** Presses an icon at the last comment. */
  const press = (action: string) => click(comments().last().locator(`a.action-label[aria-label^="${action}"]`));
  /** Presses an icon in the head of the thread. */
  const pressHead = (action: string) => click(thread().locator(`.review-actions a[aria-label^="${action}"]`));
  const again = () => body().locator('a', { hasText: 'Ask again' }).click();
  const dismiss = async () => {
    await pressHead('Dismiss');
    await eventually(() => page.locator('.review-widget').count()).toBe(0);
  };
  const ask = async (question: string) => {
    await typeIntoQuickInput(page, question);
    await quickPick(page, question).first().click();
  };
  /** As ask, and again where something else took the focus, at which a list closes. */
  const askFrom = async (openList: () => Promise<void>, question: string) => {
    for (let tries = 1; ; tries++) {
      await openList();
      try {
        await typeIntoQuickInput(page, question, { timeout: 20_000 });
        return await quickPick(page, question).first().click({ timeout: 20_000 });
      } catch (error) {
        if (tries === 4) throw error;
        await page.keyboard.press('Escape');
      }
    }
  };
  const reply = async (question: string) => {
    await page.keyboard.press('Control+Home');
    await thread().locator('.review-thread-reply-button').click();
    await page.keyboard.type(question);
    await thread().locator('.form-actions .monaco-button', { hasText: 'Ask' }).click();
  };
  const lens = (text: string) => page.locator('.codelens-decoration a', { hasText: text });
  const noteOnDisk = () => readFileSync(join(workbench.workspace, 'discharge.txt'), 'utf8');
  /** Takes the keyboard out of the thread, by a click on whichever line of the note lies free. */
  const focusNote = async () => {
    for (const line of await editorLines(page).filter({ hasText: /\S/ }).all()) {
      const isFree = await line.click({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (isFree) return;
    }
    throw new Error('No line of the note can be clicked');
  };
  /** An old editor gives the keyboard back to a thread some time after its last change. */
  const goToTop = async () => {
    await page.waitForTimeout(1000);
    await focusNote();
    await page.keyboard.press('Control+Home');
  };
  /** Puts the cursor behind a line of the note, which may be out of sight below a thread. */
  const goTo = async (text: string) => {
    const line = note.split('\n').findIndex((candidate) => candidate.includes(text));
    const place = page.locator('.statusbar-item', { hasText: `Ln ${line + 1}, ` });
    const isThere = async () => {
      await goToTop();
      for (let above = 0; above < line; above++) await page.keyboard.press('ArrowDown');
      return place.isVisible();
    };
    await eventually(isThere).toBe(true);
    await page.keyboard.press('End');
  };
  const closeAll = () => runCommand(workbench, 'View: Close All Editors');
  const service = () => servicePid(dirname(workbench.storage));

  test('without an adapter, the palette asks who answers: the demo is offered, the embedded base answers', async () => {
    await open('discharge.txt');
    await runCommand(workbench, 'Asclepius: Ask Asclepius');
    await quickPick(page, 'No adapter yet').first().waitFor();
    await screenshot(workbench, 'ask-who');
    await quickPick(page, 'Embedded base model').first().click();
    await quickPick(page, 'Summarize the hospital course.').first().waitFor();
    await screenshot(workbench, 'ask-question');
    await ask('Which drugs?');
    const text = await complete();
    expect(text).toMatch(/answered by Embedded base model \([0-9a-f]{8}\), no adapter/);
    expect(text).toContain('read all of it');
    expect(noteOnDisk()).toBe(note);
    await dismiss();
  });

  test('a run that has ended is offered, and its adapter answers', async () => {
    await train(workbench.storage, tiny);
    await runCommand(workbench, 'Asclepius: Choose Who Answers');
    await quickPick(page, 'Tiny').first().click();
    const byKey = async () => {
      await page.keyboard.press('Control+Alt+A');
      await page.keyboard.press('A');
    };
    await askFrom(byKey, 'Where was the patient discharged to?');
    const text = await complete();
    expect(text).toMatch(/answered by the adapter Tiny \([0-9a-f]{8}\)/);
  });

  test('a sentence of the answer leads to the place of the note that says it, which is selected', async () => {
    const link = body().locator('a', { hasText: /^\[1\]$/ });
    await link.first().waitFor();
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(workbench, theme);
      await screenshot(workbench, `ask-answer-${theme}`);
    }
    await link.first().click();
    const place = page.locator('.statusbar-item', { hasText: /Ln \d+, Col \d+ \(\d+ selected\)/ });
    const [, line = 0, column = 0, length = 0] =
      /Ln (\d+), Col (\d+) \((\d+) selected\)/.exec((await place.textContent()) ?? '')?.map(Number) ?? [];
    // The caret stands at the end of what is selected. Which place it is depends on what the model answered.
    const end = column - 1;
    const selected = note.split('\n')[line - 1]?.slice(end - length, end) ?? '';
    const words = selected.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? [];
    expect(words.length).toBeGreaterThan(0);
    const answer = ((await body().textContent()) ?? '').toLowerCase();
    expect(words.filter((word) => answer.includes(word)).length).toBeGreaterThanOrEqual(words.length / 2);
    await screenshot(workbench, 'ask-evidence');
  });

  test('a follow-up is typed as a reply and read with the question before it; the base is asked beside the adapter', async () => {
    await reply('What was the leading diagnosis?');
    await eventually(() => comments().count()).toBe(4);
    expect(await complete()).toContain('with the question before it');
    await press('Answer of the Base Beside It');
    await eventually(() => comments().count()).toBe(5);
    // It was not asked that one.
    expect(await complete()).toContain('without the questions before it');
    expect(await body().locator('th').allTextContents()).toEqual(['Tiny', 'base of Tiny']);
    await screenshot(workbench, 'ask-beside');
  });

  test('an edit of the note marks its answers as stale, undoing it takes the mark back', async () => {
    await goTo('Chief complaint');
    await page.keyboard.type('!');
    await complete('The note has changed since');
    await page.keyboard.press('Control+Z');
    await eventually(() => body().textContent()).not.toContain('The note has changed since');
    await dismiss();
  });

  test('a selection is asked about from the context menu; the answer gets into the note by "Insert" alone', async () => {
    const ofSelection = async () => {
      await goTo('Allergies');
      await page.keyboard.press('Shift+Home');
      await page.keyboard.press('Shift+F10');
      await chooseFromMenu(page, 'Ask Asclepius About the Selection');
    };
    await askFrom(ofSelection, 'Where is the next visit?');
    await complete();
    await thread().locator('.review-title', { hasText: 'Asclepius on the selection' }).waitFor({ state: 'attached' });
    const line = editorLines(page).filter({ hasText: 'Admission date' }).first();
    await goTo('Admission date');
    expect(await line.textContent()).toMatch(/2057$/);
    await press('Insert Answer at Cursor');
    await eventually(() => line.textContent()).toMatch(/2057.+/);
    await page.keyboard.press('Control+Z');
    await eventually(() => line.textContent()).toMatch(/2057$/);
    await dismiss();
    expect(noteOnDisk()).toBe(note);
  });

  test('above a discharge note "Summarize" stands; the summary comes at its heading, is kept and accepted', async () => {
    await goToTop();
    await lens('Summarize').first().click();
    await complete();
    await screenshot(workbench, 'summary');
    expect(readdirSync(join(workbench.storage, 'summaries'))).toHaveLength(1);
    expect(readdirSync(workbench.workspace).filter((name) => /summar/i.test(name))).toEqual([]);
    await pressHead('Accept Summary');
    await eventually(() => page.locator('.review-widget').count()).toBe(0);
    await workbench.reload();
    await open('discharge.txt');
    await goToTop();
    await lens('Summarize').first().click();
    await complete('kept from');
    await thread().locator('.review-title', { hasText: 'accepted' }).waitFor({ state: 'attached' });
    await dismiss();
    expect(readdirSync(join(workbench.storage, 'summaries'))).toEqual([]);
  });

  test('above a long section "Summarize section" stands; its summary comes at that heading', async () => {
    await open('course.txt');
    await lens('Summarize section').first().click();
    await complete();
    await thread().locator('.review-title', { hasText: 'Summary of Hospital course' }).waitFor({ state: 'attached' });
    await dismiss();
    expect(readdirSync(join(workbench.storage, 'summaries'))).toEqual([]);
  });

  test('other texts get no lens, and a setting turns them off', async () => {
    await open('plain.md');
    await page.waitForTimeout(1000);
    expect(await lens('Summarize').count()).toBe(0);
    await open('discharge.txt');
    await goToTop();
    await lens('Summarize').first().waitFor();
    setSettings(workbench, { 'asclepius.codeLens': false });
    await eventually(() => lens('Summarize').count()).toBe(0);
    setSettings(workbench, { 'asclepius.codeLens': true });
  });

  test('cancelled while it reads a long note, the thread says so; asked again, it goes on', async () => {
    const item = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'long.txt' });
    await slowly(service(), async () => {
      await askFrom(() => contextMenu(page, item, 'Ask Asclepius'), 'Where is the next visit?');
      await eventually(() => body().textContent()).toMatch(/part \d+ of 16/);
      await press('Cancel');
      await complete('Cancelled.');
      await again();
      await eventually(() => body().textContent()).toMatch(/part \d+ of 16/);
    });
  });

  test('the runtime is killed while it answers: the thread says so, asked again it answers, and names what it did not read', async () => {
    await complete();
    await slowly(service(), async () => {
      await reply('What was the course in hospital?');
      await eventually(() => body().textContent()).toMatch(/part \d+ of 16/);
      process.kill(service(), 'SIGKILL');
    });
    await complete('The runtime ended before the answer was complete');
    await screenshot(workbench, 'ask-died');
    await again();
    const text = await complete();
    expect(text).toContain('read 16 parts of the note');
    expect(text).toMatch(/Not read: \d+% of the note/);
  });

  test('edited while it is read, the note makes its answer stale; closed meanwhile, a notification leads back', async () => {
    await slowly(service(), async () => {
      await reply('What was the leading diagnosis?');
      await eventually(() => body().textContent()).toMatch(/part \d+ of 16/);
      await page.keyboard.press('Control+Home');
      await editorLines(page).first().click();
      await page.keyboard.press('End');
      await page.keyboard.type('!');
    });
    await complete('The note has changed since');
    await page.keyboard.press('Control+Z');
    await eventually(() => body().textContent()).not.toContain('The note has changed since');
    await slowly(service(), async () => {
      await reply('Which drugs?');
      await eventually(() => body().textContent()).toMatch(/part \d+ of 16/);
      await closeAll();
    });
    const told = notification(page, 'The answer about long.txt is there');
    await told.waitFor();
    await told.locator('.monaco-button', { hasText: 'Show' }).click();
    await page.locator('.tab.active', { hasText: 'long.txt' }).waitFor();
    await eventually(() => comments().count()).toBe(8);
    await complete();
    await closeAll();
  });

  test('a row of a data set is asked about from the tree', async () => {
    await openSideBar(workbench);
    await expand(page, 'Embedded sample');
    await expand(page, 'Question Answering');
    const ofRow = () => contextMenu(page, treeItem(page, /\?$|row/).nth(2), 'Ask Asclepius');
    await askFrom(ofRow, 'Where is the next visit?');
    await complete();
    await press('Insert Answer at Cursor');
    await notification(page, 'A row of a data set cannot be written to').waitFor();
  });

  test('a file without text and one that is no text are refused by name', async () => {
    await page.locator('.activitybar a.action-label[aria-label^="Explorer"]').click();
    const item = (name: string) => page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    await contextMenu(page, item('empty.txt'), 'Ask Asclepius');
    await notification(page, 'The note is empty').waitFor();
    await contextMenu(page, item('binary.txt'), 'Ask Asclepius');
    await notification(page, /binary\.txt is not a text file/).waitFor();
  });
});
