/** The statistics of a data set: how the rows share out over tasks and lengths, and how many fit the row limit. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Task } from '../../runtime/protocol/config.ts';
import { type Measure, type StatisticsView, statisticsView } from '../../runtime/protocol/views/statistics.ts';
import type { ToView } from '../../runtime/protocol/views/view.ts';
import type { BarChart } from '../components/bar-chart.ts';
import { count, share } from '../components/figures.ts';
import { onThemeChange } from '../components/theme.ts';
import '../components/toolkit.ts';
import { connect } from '../host.ts';
import { t } from '../l10n.ts';
import { lengthChart, shareChart } from './charts.ts';
import { themeColours } from './colours.ts';
import './statistics.css';

type Message<K> = ToView<StatisticsView> & { readonly type: K };

const shown: {
  dataset?: Message<'dataset'>;
  statistics?: Message<'statistics'>['statistics'];
  progress?: Message<'progress'> | undefined;
  error?: Message<'failed'>['error'] | undefined;
  filter: string;
  measure?: Measure;
  by: 'characters' | 'tokens';
} = { filter: '', by: 'characters' };
let charts: BarChart[] = [];

const root = document.getElementById('root') as HTMLElement;
const host = connect(statisticsView, (message) => {
  receive(message);
  draw();
});
shown.by = host.state()?.by ?? shown.by;
onThemeChange(drawCharts);
draw();

function receive(message: ToView<StatisticsView>): void {
  switch (message.type) {
    case 'dataset':
      shown.dataset = message;
      shown.measure = message.measure;
      shown.error = undefined;
      keep();
      return;
    case 'statistics':
      shown.statistics = message.statistics;
      shown.progress = undefined;
      return;
    case 'progress':
      shown.progress = message;
      return;
    case 'model':
      remeasure({ model: message.model });
      return;
    case 'filtered':
      shown.filter = message.description;
      return;
    case 'failed':
      shown.error = message.error;
      shown.progress = undefined;
  }
}

function keep(): void {
  const { dataset, measure, by } = shown;
  if (dataset && measure) host.keep({ source: dataset.source, measure, by });
}

function remeasure(change: Partial<Measure>, all = false): void {
  if (!shown.measure) return;
  shown.measure = { ...shown.measure, ...change };
  shown.by = 'tokens';
  keep();
  host.send({ type: 'measure', measure: shown.measure, all });
  draw();
}

function draw(): void {
  render(page(), root);
  drawCharts();
}

function page(): TemplateResult {
  const { dataset, statistics, error } = shown;
  return html`
    ${error ? html`<p class="fault" role="alert"><span class="icon">⚠</span> ${error.message}. ${error.remedy}</p>` : nothing}
    ${dataset ? heading(dataset) : html`<p class="waiting"><vscode-progress-ring></vscode-progress-ring> ${t('Counting rows…')}</p>`}
    ${statistics ? body(statistics) : nothing}
  `;
}

function heading({ name, patients, duplicates, malformed }: Message<'dataset'>): TemplateResult {
  const rows = shown.statistics ? [t('{0} rows', count(shown.statistics.rows))] : [];
  const parts = [...rows, t('{0} patients', count(patients))];
  if (duplicates > 0) parts.push(t('{0} duplicates left out', count(duplicates)));
  if (malformed > 0) parts.push(t('{0} malformed rows left out', count(malformed)));
  return html`
    <header>
      <h1>${name}</h1>
      <p class="about">${parts.join(' · ')}</p>
      <p class="filter" role="status">
        ${
          shown.filter
            ? html`${t('The tree shows: {0}', shown.filter)}
                <vscode-button appearance="secondary" @click=${() => host.send({ type: 'clearFilter' })}>${t('Show all')}</vscode-button>`
            : t('Click a bar to see its rows in the tree.')
        }
      </p>
    </header>
  `;
}

function body(statistics: NonNullable<typeof shown.statistics>): TemplateResult {
  return html`
    <section aria-labelledby="share-title">
      <h2 id="share-title">${t('Share of tasks')}</h2>
      <div class="chart share"><canvas id="share" role="img" aria-label=${t('Rows of each task; the table below holds the figures')}></canvas></div>
    </section>
    <section aria-labelledby="length-title">
      <div class="title-row">
        <h2 id="length-title">${shown.by === 'characters' ? t('Characters of the note') : t('Tokens of the whole row')}</h2>
        <div class="switch" role="group" aria-label=${t('Length in')}>
          ${unitButton('characters', t('Characters'))} ${unitButton('tokens', t('Tokens'))}
        </div>
      </div>
      ${measureControls()} ${measuredText(statistics)}
      <div class="chart length"><canvas id="length" role="img" aria-label=${lengthLabel(statistics)}></canvas></div>
    </section>
    <section aria-labelledby="table-title">
      <h2 id="table-title">${t('Figures')}</h2>
      ${table(statistics)}
    </section>
  `;
}

function lengthLabel({ tokens }: NonNullable<typeof shown.statistics>): string {
  const label = t('Histogram of lengths, stacked by task');
  return shown.by === 'tokens' && tokens ? `${label}; ${t('limit {0}', count(tokens.sequenceLength))}` : label;
}

function unitButton(by: 'characters' | 'tokens', label: string): TemplateResult {
  const choose = () => {
    shown.by = by;
    keep();
    draw();
  };
  const appearance = shown.by === by ? 'primary' : 'secondary';
  return html`<vscode-button appearance=${appearance} aria-pressed=${shown.by === by} @click=${choose}>${label}</vscode-button>`;
}

function measureControls(): TemplateResult {
  const { measure } = shown;
  if (!measure) return html``;
  const onLimit = (event: Event) => {
    const value = Number((event.target as HTMLInputElement).value);
    const parsed = statisticsView.state.shape.measure.shape.sequenceLength.safeParse(value);
    if (parsed.success && value !== measure.sequenceLength) remeasure({ sequenceLength: value });
  };
  const onPrompt = (event: Event) => {
    const value = (event.target as HTMLInputElement).value;
    if (value !== measure.prompt) remeasure({ prompt: value as Measure['prompt'] });
  };
  const choose = (what: 'folder' | 'file') => () => host.send({ type: 'chooseModel', what });
  return html`
    <div class="controls">
      <div class="control">
        <span class="label">${t('Model')}</span>
        <span class="model" title=${measure.model}>${measure.model === 'embedded' ? t('embedded model') : measure.model.split(/[\\/]/).at(-1)}</span>
        <vscode-button appearance="secondary" @click=${choose('folder')}>${t('Folder…')}</vscode-button>
        <vscode-button appearance="secondary" @click=${choose('file')}>${t('GGUF file…')}</vscode-button>
        ${
          measure.model === 'embedded'
            ? nothing
            : html`<vscode-button appearance="secondary" @click=${() => remeasure({ model: 'embedded' })}>${t('Embedded')}</vscode-button>`
        }
      </div>
      <div class="control">
        <label class="label" for="prompt">${t('Prompt')}</label>
        <vscode-dropdown id="prompt" .value=${live(measure.prompt)} @change=${onPrompt}>
          ${statisticsView.state.shape.measure.shape.prompt.unwrap().options.map((name) => html`<vscode-option value=${name}>${name}</vscode-option>`)}
        </vscode-dropdown>
      </div>
      <div class="control">
        <label class="label" for="limit">${t('Row limit (tokens)')}</label>
        <vscode-text-field id="limit" .value=${live(String(measure.sequenceLength))} @change=${onLimit}></vscode-text-field>
      </div>
    </div>
  `;
}

function measuredText({ rows, tokens }: NonNullable<typeof shown.statistics>): TemplateResult {
  const { progress } = shown;
  if (progress)
    return html`<p class="measured" role="status"><vscode-progress-ring></vscode-progress-ring>
      ${t('Counting tokens: {0} of {1} rows', count(progress.done), count(progress.total))}
      <vscode-button appearance="secondary" @click=${() => host.send({ type: 'cancel' })}>${t('Cancel')}</vscode-button></p>`;
  if (!tokens) return html`<p class="measured" role="status">${t('Counting tokens…')}</p>`;
  if (tokens.measured >= rows)
    return html`<p class="measured" role="status">${t('Tokens of all rows were counted.')}</p>`;
  return html`<p class="measured" role="status">
    ${t('Estimate, from {0} of {1} rows.', count(tokens.measured), count(rows))}
    <vscode-button appearance="secondary" @click=${() => remeasure({}, true)}>${t('Count all rows')}</vscode-button>
  </p>`;
}

function table({ tasks, rows, tokens }: NonNullable<typeof shown.statistics>): TemplateResult {
  const isEstimate = tokens !== undefined && tokens.measured < rows;
  const sum = (of: (task: (typeof tasks)[number]) => number | undefined) =>
    tasks.reduce((total, task) => total + (of(task) ?? 0), 0);
  const cells = (trimmed: number | undefined, refused: number | undefined, measured: number | undefined) =>
    measured === undefined
      ? html`<td>–</td><td>–</td>`
      : html`<td>${ofMeasured(trimmed ?? 0, measured)}</td><td>${ofMeasured(refused ?? 0, measured)}</td>`;
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">${t('Task')}</th>
          <th scope="col">${t('Rows')}</th>
          <th scope="col">${t('Share')}</th>
          <th scope="col">${isEstimate ? t('Note trimmed (estimate)') : t('Note trimmed')}</th>
          <th scope="col">${isEstimate ? t('Refused (estimate)') : t('Refused')}</th>
        </tr>
      </thead>
      <tbody>
        ${tasks.map(
          (task) => html`<tr>
            <th scope="row">${t(task.task)}</th>
            <td>${count(task.rows)}</td>
            <td>${share(task.share)}</td>
            ${cells(task.trimmed, task.refused, task.measured)}
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t('All')}</th>
          <td>${count(rows)}</td>
          <td></td>
          ${cells(
            sum(({ trimmed }) => trimmed),
            sum(({ refused }) => refused),
            tokens?.measured,
          )}
        </tr>
      </tfoot>
    </table>
    <p class="note">${t('Trimmed: the end of the note is left out so that question and answer fit. Refused: question and answer alone are over the limit.')}</p>
  `;
}

const ofMeasured = (rows: number, measured: number) =>
  rows === 0 ? '0' : `${count(rows)} (${share(measured === 0 ? 0 : rows / measured)})`;

function drawCharts(): void {
  for (const chart of charts) chart.destroy();
  charts = [];
  const { statistics, measure, by } = shown;
  const [shares, lengths] = ['share', 'length'].map((id) => document.getElementById(id));
  if (!statistics || !measure || !(shares instanceof HTMLCanvasElement) || !(lengths instanceof HTMLCanvasElement))
    return;
  const colours = themeColours();
  charts.push(shareChart(shares, statistics, colours, (task) => host.send({ type: 'filter', task, measure })));
  const onBar = (task: Task, min: number, max: number) => {
    const range = by === 'tokens' ? { tokens: { min, max } } : { noteCharacters: { min, max } };
    host.send({ type: 'filter', task, ...range, measure });
  };
  const { tokens, characterBins } = statistics;
  const byCharacters = {
    edges: characterBins,
    of: (task: (typeof statistics.tasks)[number]) => task.characters,
    unit: t('characters'),
  };
  if (by === 'characters') charts.push(lengthChart(lengths, statistics, byCharacters, colours, onBar));
  else if (tokens)
    charts.push(
      lengthChart(
        lengths,
        statistics,
        { edges: tokens.bins, of: (task) => task.tokens ?? [], unit: t('tokens'), limit: tokens.sequenceLength },
        colours,
        onBar,
      ),
    );
}
