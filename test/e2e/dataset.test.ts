import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { beforeAll, expect, test, vi } from 'vitest';
import { encodeRows } from '../../runtime/data/examples.ts';
import { type ClinicalRow, readTable } from '../../runtime/data/rows.ts';
import { embeddedModel, embeddedSample } from '../../runtime/embedded/paths.ts';
import { fineTuneConfigSchema, tasks } from '../../runtime/protocol/config.ts';
import { loadTokenizer } from '../../runtime/text/tokenizer.ts';
import { sampleRows } from '../data/sample-rows.ts';
import { writeTable } from '../dataset/table-file.ts';
import {
  contextMenu,
  describeWorkbench,
  editorLines,
  expand,
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

// On a busy machine the workbench takes its time.
vi.setConfig({ testTimeout: 300_000 });

const embedded = 'Embedded sample';
const rows = sampleRows(16, 16, 3);
const [first, second, third, ...others] = rows as [ClinicalRow, ClinicalRow, ClinicalRow, ...ClinicalRow[]];
const strange: ClinicalRow = {
  ...first,
  patientId: 'patient-77',
  note: 'before\u0000after, \u05e9\u05dc\u05d5\u05dd \u202eend',
  question: 'Is \u05e9\u05dc\u05d5\u05dd\u0000 here?',
  answer: 'Yes, ninefold',
  task: 'Paraphrasing',
};
/** Fifty megabytes on one line. */
const long: ClinicalRow = { ...first, note: `Course: ${'word '.repeat(10_000_000)}needle`, task: 'Summarization' };

describeWorkbench('the dataset explorer', () => {
  let workbench: Workbench;
  let sample: ClinicalRow[];
  beforeAll(async () => {
    workbench = await openWorkbench({ files: { 'other.csv': 'id,text\n1,not a data set\n' } });
    const { page, workspace } = workbench;
    page.setDefaultTimeout(60_000);
    await writeTable(join(workspace, 'notes.csv'), [strange, second, third]);
    await writeTable(join(workspace, 'lines.jsonl'), rows);
    await writeTable(join(workspace, 'columns.parquet'), rows);
    rmSync(join(workspace, 'columns.parquet.jsonl'));
    ({ rows: sample } = await readTable(embeddedSample(), { onMalformed: 'stop' }));
    await openSideBar(workbench);
    // The whole side bar for the tree: what is scrolled out of sight is not in the page.
    await page.locator('.pane-header', { hasText: 'Training Runs' }).click();
  });

  const ofTask = (task: string) => sample.filter((row) => row.task === task);
  const dataset = (name: string | RegExp) => treeItem(workbench.page, name).first();
  /** A task's entry with its count, as it stands in the tree. */
  const taskItem = (task: string, count: string | number) => treeItem(workbench.page, new RegExp(`^${task}${count}$`));
  const rowItems = () => treeItem(workbench.page, /row [\d,]+$/);
  const line = (text: string | RegExp) => editorLines(workbench.page).filter({ hasText: text }).first();

  async function collapse(name: string): Promise<void> {
    const item = dataset(name);
    if ((await item.getAttribute('aria-expanded')) === 'true') await item.locator('.monaco-tl-twistie').click();
    await rowItems().first().waitFor({ state: 'detached' });
  }

  /** Scrolls the tree to its first or last entry, until this one is there. */
  async function scrollTo(end: 'Home' | 'End', item: Locator): Promise<void> {
    const isThere = async () => {
      await workbench.page.locator('.sidebar .monaco-list').first().focus();
      await workbench.page.keyboard.press(end);
      return item.isVisible();
    };
    await expect.poll(isThere, { timeout: 60_000, interval: 300 }).toBe(true);
  }

  async function jsonOf(name: string): Promise<unknown> {
    const path = join(workbench.workspace, name);
    const read = () => {
      try {
        return JSON.parse(readFileSync(path, 'utf8')) as unknown;
      } catch {
        return undefined;
      }
    };
    await expect.poll(read, { timeout: 60_000 }).toBeDefined();
    return read();
  }

  test('lists the embedded sample and the tables of the workspace in any format, and no other file', async () => {
    for (const name of [embedded, 'notes.csv', 'lines.jsonl', 'columns.parquet']) await dataset(name).waitFor();
    expect(await treeItem(workbench.page, 'other.csv').count()).toBe(0);
  });

  test('shows the eight tasks with their counts', async () => {
    await expand(workbench.page, embedded);
    for (const task of tasks) await taskItem(task, 250).waitFor();
    await dataset(`${embedded} (synthetic)2,000 rows`).waitFor();
    for (const name of ['lines.jsonl', 'columns.parquet']) {
      await expand(workbench.page, name);
      await dataset(`${name}16 rows`).waitFor();
      await expect.poll(() => taskItem('Coreference Resolution', 2).count(), { timeout: 60_000 }).toBe(1);
      await collapse(name);
    }
  });

  test('opens a row as a read-only document with all that it holds', async () => {
    const { page } = workbench;
    await expand(page, 'Question Answering');
    await rowItems().first().click();
    const [row] = ofTask('Question Answering') as [ClinicalRow];
    await line(`# Question Answering · patient ${row.patientId} · row ${row.id}`).waitFor();
    for (const text of [row.question, row.answer, row.note.split('\n')[0] ?? '']) await line(text).waitFor();
    await line(row.question).click();
    await page.keyboard.type('x');
    await page.locator('.monaco-editor-overlaymessage', { hasText: 'read-only' }).waitFor();
    expect(await line(`${row.question}x`).count()).toBe(0);
    await screenshotThemes(workbench, 'explorer');
  });

  test('folds it by heading', async () => {
    const { page } = workbench;
    const below = editorLines(page).filter({ hasText: /^-\s/ });
    await below.first().waitFor();
    const before = await below.count();
    await line('Medications on admission:').click();
    await page.keyboard.press('Control+Shift+[');
    await expect.poll(() => below.count(), { timeout: 60_000 }).toBe(before - 3);
    await line('## Note').click();
    await page.keyboard.press('Control+Shift+[');
    await expect.poll(() => below.count(), { timeout: 60_000 }).toBe(0);
    await line('## Question').waitFor();
  });

  test('"Load more" shows the next page of a task', async () => {
    const { page } = workbench;
    const more = treeItem(page, 'Load more');
    await scrollTo('End', more);
    expect(await more.textContent()).toContain('100 of 250');
    await more.click();
    await scrollTo('End', treeItem(page, '200 of 250'));
    await scrollTo('Home', dataset(embedded));
  });

  test('sorts the rows', async () => {
    const { page } = workbench;
    await contextMenu(page, dataset(embedded), 'Sort Rows');
    await quickPick(page, 'Longest note first').click();
    await dataset('sorted').waitFor();
    const longest = ofTask('Question Answering').toSorted((a, b) => b.note.length - a.note.length)[0];
    await expect.poll(() => rowItems().first().textContent(), { timeout: 60_000 }).toContain(`row ${longest?.id}`);
  });

  test('filters them by task and length', async () => {
    const { page } = workbench;
    await contextMenu(page, dataset(embedded), 'Filter Rows');
    await quickPick(page, 'Paraphrasing').waitFor();
    for (const task of tasks) {
      if (task === 'Summarization' || task === 'Paraphrasing') continue;
      await quickPick(page, task).first().click();
    }
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget', { hasText: 'Characters of the note' }).waitFor();
    await typeIntoQuickInput(page, '1350-1300');
    await page.locator('.quick-input-widget', { hasText: 'the smaller one first' }).waitFor();
    await typeIntoQuickInput(page, '1300-1350');
    await page.locator('.quick-input-widget', { hasText: 'the smaller one first' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    const fits = ({ note }: ClinicalRow) => [...note].length >= 1300 && [...note].length <= 1350;
    for (const task of ['Paraphrasing', 'Summarization'] as const) {
      const count = ofTask(task).filter(fits).length;
      expect(count).toBeGreaterThan(1);
      await taskItem(task, count).waitFor();
    }
    expect(await treeItem(page, 'Question Answering').count()).toBe(0);
    await dataset('2 tasks · notes of 1,300 to 1,350 characters').waitFor();
    await screenshot(workbench, 'explorer-filtered');
    await contextMenu(page, dataset(embedded), 'Clear Filter');
    await taskItem('Question Answering', 250).waitFor();
    await collapse(embedded);
  });

  test('search finds a text in every column as it is typed, and opens its row with the match selected', async () => {
    const { page } = workbench;
    await contextMenu(page, dataset('notes.csv'), 'Search Rows');
    for (const [query, column] of [
      ['patient-77', 'patient id'],
      ['ninefold', 'answer'],
      ['paraphras', 'task'],
      ['q1 ', 'question'],
      ['BEFORE', 'note'],
      ['\u05e9\u05dc\u05d5\u05dd', 'note'],
    ] as const) {
      await typeIntoQuickInput(page, query);
      await quickPick(page, `· ${column}`).first().waitFor();
    }
    await typeIntoQuickInput(page, 'nothing like this');
    await quickPick(page, 'No row holds this').waitFor();
    await typeIntoQuickInput(page, 'after,');
    await quickPick(page, '· note').first().waitFor();
    await screenshotThemes(workbench, 'search');
    await quickPick(page, '· note').first().click();
    await page.locator('.statusbar-item', { hasText: '(6 selected)' }).waitFor();
  });

  test('a row with NUL and right-to-left characters is shown whole', async () => {
    const { page } = workbench;
    await line(/before.*after/).waitFor();
    await line(strange.answer).waitFor();
    await expand(page, 'notes.csv');
    await expand(page, 'Paraphrasing');
    const label = (await rowItems().first().textContent()) ?? '';
    expect(label).toContain('\u2400');
    expect(label).toContain('\u2068Is ');
    await screenshot(workbench, 'explorer-characters');
  });

  test('selected tasks and rows become a config with just these', async () => {
    const { page } = workbench;
    await rowItems().first().click();
    await taskItem(second.task, 1).click({ modifiers: ['Control'] });
    await contextMenu(page, taskItem(second.task, 1), 'Fine-tune on This Selection');
    await page.locator('.tab', { hasText: 'notes.finetune.json' }).waitFor();
    const { rows: [row] = [] } = await readTable(join(workbench.workspace, 'notes.csv'), { onMalformed: 'stop' });
    const two = [row?.id, String(Number(row?.id) + 1)];
    const { data } = (await jsonOf('notes.finetune.json')) as { data: { source: string; rows: string[] } };
    expect({ ...data, rows: data.rows.toSorted() }).toEqual({ source: 'notes.csv', rows: two });
    await collapse('notes.csv');
    await expand(page, embedded);
    await contextMenu(page, taskItem('Summarization', 250), 'Fine-tune on This Selection');
    await page.locator('.tab', { hasText: 'embedded.finetune.json' }).waitFor();
    expect(await jsonOf('embedded.finetune.json')).toEqual({ data: { source: 'embedded', tasks: ['Summarization'] } });
  });

  let view: Frame;
  const figures = async () =>
    (await view.locator('tfoot td').allTextContents()).map((text) => text.replace(/ \(.*/, ''));

  test('statistics tell how many rows are trimmed or refused at a limit, as training finds them', async () => {
    await contextMenu(workbench.page, dataset(embedded), 'Show Statistics');
    view = await webview(workbench, 'Statistics: Embedded sample (synthetic)');
    await view.locator('.measured', { hasText: 'Estimate, from 1,000 of 2,000 rows' }).waitFor();
    expect(await view.locator('table tbody tr').count()).toBe(8);
    await view.locator('#limit input').fill('375');
    await view.locator('#limit input').press('Tab');
    await view.locator('canvas[aria-label*="limit 375"]').waitFor();
    await view.getByText('Count all rows').click();
    await view.locator('.measured', { hasText: 'Tokens of all rows were counted' }).waitFor();
    const config = fineTuneConfigSchema.parse({ sequenceLength: 375 });
    const { trimmed, skipped } = encodeRows(sample, await loadTokenizer(embeddedModel()), config);
    expect(trimmed).toBeGreaterThan(100);
    expect(await figures()).toEqual(['2,000', '', trimmed.toLocaleString('en'), String(skipped.length)]);
    await expect.poll(async () => (await placesOf('length', 'limit')).length, { timeout: 60_000 }).toBeGreaterThan(10);
    await screenshotThemes(workbench, 'statistics');
  });

  /** Where a chart has a colour of the theme: the first task's, or the limit's. */
  function placesOf(chart: 'share' | 'length', what: 'first task' | 'limit'): Promise<{ x: number; y: number }[]> {
    const variable = what === 'limit' ? '--vscode-errorForeground' : '--vscode-charts-blue';
    return view.locator(`#${chart}`).evaluate((element, name) => {
      const canvas = element as HTMLCanvasElement;
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      const wanted = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
      const { data, width } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const scale = canvas.clientWidth / width;
      const places: { x: number; y: number }[] = [];
      for (let i = 0; i < data.length; i += 4)
        if (data[i] === red && data[i + 1] === green && data[i + 2] === blue)
          places.push({ x: scale * ((i / 4) % width), y: scale * Math.floor(i / 4 / width) });
      return places;
    }, variable);
  }

  async function clickBar(chart: 'share' | 'length'): Promise<void> {
    await view.locator(`#${chart}`).scrollIntoViewIfNeeded();
    const places = await placesOf(chart, 'first task');
    const position = places[Math.floor(places.length / 2)];
    if (!position) throw new Error(`No bar in the chart "${chart}"`);
    await view.locator(`#${chart}`).click({ position });
  }

  test('a click on a bar filters the tree, by task, characters or tokens', async () => {
    const showAll = view.getByText('Show all');
    await clickBar('share');
    await dataset('2,000 rows · sorted').waitFor({ state: 'detached' });
    await dataset('Named Entity Recognition').waitFor();
    await taskItem('Summarization', 250).waitFor({ state: 'detached' });
    await showAll.click();
    await taskItem('Summarization', 250).waitFor();

    await clickBar('length');
    await dataset(/Named Entity Recognition · [\d,]+ to [\d,]+ tokens/).waitFor();
    await showAll.click();
    await view.getByText('Characters', { exact: true }).click();
    await clickBar('length');
    await dataset(/Named Entity Recognition · notes of [\d,]+ to [\d,]+ characters/).waitFor();
    const [, least = '', most = ''] =
      /of ([\d,]+) to ([\d,]+)/.exec((await dataset(embedded).textContent()) ?? '') ?? [];
    const [min, max] = [least, most].map((text) => Number(text.replaceAll(',', ''))) as [number, number];
    const inBar = ofTask('Named Entity Recognition').filter(({ note }) => {
      const { length } = [...note];
      return length >= min && length <= max;
    });
    await taskItem('Named Entity Recognition', inBar.length).waitFor();
    await showAll.click();
    await collapse(embedded);
  });

  test('a file from anywhere on disk is added, and stays on the list after a reload, as does the statistics view', async () => {
    const { page } = workbench;
    const place = join(mkdtempSync(`${workbench.workspace}-elsewhere-`), 'far.csv');
    await writeTable(place, rows);
    await runCommand(workbench, 'Asclepius: Add Data Set');
    await chooseFile(place);
    await dataset('far.csv16 rows').waitFor();
    await workbench.reload();
    view = await webview(workbench, 'Statistics: Embedded sample (synthetic)');
    await view.locator('tfoot td', { hasText: '2,000' }).waitFor();
    await runCommand(workbench, 'View: Close All Editors');
    await page.locator('.tab').first().waitFor({ state: 'detached' });
    await expand(page, 'far.csv');
    await dataset('far.csv16 rows').waitFor();
    rmSync(place);
    await dataset('far.csvneeds attention').waitFor();
    await treeItem(page, 'Data file not found').waitFor();
    await screenshot(workbench, 'explorer-deleted');
    await treeItem(page, 'Forget').click();
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Forget' }).click();
    await dataset('far.csv').waitFor({ state: 'detached' });
  });

  /** Types a path into the editor's own file dialog. */
  async function chooseFile(path: string): Promise<void> {
    const input = workbench.page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    // The dialog writes a path of its own, some time after it opened.
    const isTyped = async () => {
      const typed = await input.inputValue();
      if (typed !== path) await input.fill(path);
      return typed === path;
    };
    await expect.poll(isTyped, { timeout: 60_000, interval: 800 }).toBe(true);
    await workbench.page.keyboard.press('Enter');
  }

  test('a note of 50 MB on one line is indexed, found and shown as far as it can be', async () => {
    const { page, workspace } = workbench;
    await writeTable(join(workspace, 'long.csv'), [long, second]);
    await expand(page, 'long.csv');
    await dataset('long.csv2 rows').waitFor();
    await contextMenu(page, dataset('long.csv'), 'Search Rows');
    await typeIntoQuickInput(page, 'needle');
    await quickPick(page, '· note').first().click();
    await line('## Note').click();
    const cut = line('Cut here: 5,000,000 of 50,000,014 characters are shown.');
    const isCut = async () => {
      await page.keyboard.press('Control+End');
      return cut.isVisible();
    };
    await expect.poll(isCut, { timeout: 60_000, interval: 500 }).toBe(true);
    rmSync(join(workspace, 'long.csv'));
    await dataset('long.csv').waitFor({ state: 'detached' });
  });

  test('two windows show the same file; when it changes, both say so and index it again', async () => {
    const { workspace } = workbench;
    const path = join(workspace, 'lines.jsonl');
    const other = await openWorkbench({ workspace });
    other.page.setDefaultTimeout(60_000);
    await openSideBar(other);
    const windows = [workbench, other];
    const item = ({ page }: Workbench, text: string | RegExp): Locator => treeItem(page, text).first();
    for (const { page } of windows) await expand(page, 'lines.jsonl');
    for (const each of windows) await item(each, 'lines.jsonl16 rows').waitFor();
    appendFileSync(path, `\n${JSON.stringify({ ...others[0], patient_id: '1', note: 'A new note' })}\n`);
    for (const each of windows) {
      await item(each, 'lines.jsonlneeds attention').waitFor();
      await item(each, 'Index again').click();
      await item(each, 'lines.jsonl17 rows').waitFor();
    }
    writeFileSync(path, '{"id":1,"text":"no data set any more"}\n');
    await item(workbench, 'lines.jsonlneeds attention').waitFor();
    await item(workbench, 'Index again').click();
    await item(workbench, 'patient_id').waitFor();
    expect(existsSync(join(workspace, 'asclepius'))).toBe(false);
  });
});
