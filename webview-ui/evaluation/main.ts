/** The report of an evaluation: is the run better than what it is held against, at what, and is that more than chance. */
import '../components/toolkit.ts';
import './evaluation.css';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { EvaluationReport } from '../../runtime/protocol/evaluation.ts';
import { type ShownMetric, shownMetrics, shownNames } from '../../runtime/protocol/metrics.ts';
import { type EvaluationAction, type EvaluationView, evaluationView } from '../../runtime/protocol/views/evaluation.ts';
import type { ToView } from '../../runtime/protocol/views/view.ts';
import type { BarChart } from '../components/bar-chart.ts';
import { count, share } from '../components/figures.ts';
import { settle } from '../components/settle.ts';
import { onThemeChange } from '../components/theme.ts';
import { connect } from '../host.ts';
import { t } from '../l10n.ts';
import { metricChart } from './chart.ts';
import { headlineOf, rowsToRead, tasksOf } from './reading.ts';
import { rowLink, rowsTable } from './rows.ts';
import { metricsTable, tasksTable } from './tables.ts';
import { headlineText, leakText, metricHelp, metricTitle } from './texts.ts';

const root = document.getElementById('root') as HTMLElement;
const host = connect(evaluationView, (message) => {
  shown = message;
  keep();
  draw();
});
let shown: ToView<EvaluationView> | undefined;
let metric: ShownMetric = host.state()?.metric ?? 'tokenF1';
let chart: BarChart | undefined;
onThemeChange(drawChart);

const act = (action: EvaluationAction) => host.send({ type: 'act', action });
const open = (row: string) => host.send({ type: 'openRow', row });

function keep(): void {
  if (shown) host.keep({ run: shown.id, metric });
}

function draw(): void {
  if (!shown) return;
  render(page(shown), root);
  settle(root);
  drawChart();
}

function drawChart(): void {
  chart?.destroy();
  const canvas = document.getElementById('chart');
  chart = shown && canvas instanceof HTMLCanvasElement ? metricChart(canvas, shown.report, metric) : undefined;
}

function page({ name, report, answers, isOutdated }: ToView<EvaluationView>): TemplateResult {
  const read = (title: string, rows: readonly string[]) => rowsTable(title, rowsToRead(report, answers, rows), open);
  const [best, worst] = [read(t('Best rows'), report.best), read(t('Worst rows'), report.worst)];
  return html`
    ${head(name, report)}
    ${isOutdated ? html`<p class="warning" role="note">${warningSign} ${t('The run has learned more since it was evaluated.')}</p>` : nothing}
    ${report.leaks.length > 0 ? leakage(report) : nothing}
    <section aria-labelledby="all-title">
      <h2 id="all-title">${t('All held-out rows')}</h2>
      ${metricsTable(report, t('Every metric over all rows'))}
      <p class="help">
        ${t('Difference: {0} minus the other, row by row. A difference whose 95% interval leaves out 0 is marked.', report.contestants[0]?.name ?? '')}
      </p>
    </section>
    ${byTask(report)}
    <section aria-labelledby="rows-title">
      <h2 id="rows-title">${t('Rows to read')}</h2>
      <p class="help">${t('Ranked by the token F1 of {0}. The row opens with its note beside this view.', report.contestants[0]?.name ?? '')}</p>
      ${best ?? nothing} ${worst ?? nothing}
      ${best || worst ? nothing : html`<p class="help">${t('There are no answers to read.')}</p>`}
    </section>
    ${method(report)}
  `;
}

function head(name: string, report: EvaluationReport): TemplateResult {
  const headline = headlineOf(report);
  return html`
    <header>
      <h1>${t('Evaluation of {0}', name)}</h1>
      <div class="actions" role="toolbar" aria-label=${t('Report')}>
        <vscode-button id="again" @click=${() => act('again')}>${t('Evaluate again…')}</vscode-button>
        <vscode-button id="openReport" appearance="secondary" @click=${() => act('openReport')}>${t('Open report (Markdown)')}</vscode-button>
        <vscode-button id="reveal" appearance="secondary" @click=${() => act('reveal')}>${t('Show folder')}</vscode-button>
      </div>
    </header>
    ${headline ? html`<p class="headline ${headline.verdict}" role="status">${headlineText(headline)}</p>` : nothing}
  `;
}

const warningSign = html`<span aria-hidden="true">⚠</span>`;

function leakage(report: EvaluationReport): TemplateResult {
  return html`<section class="warning" role="note">
    <p>${warningSign} <strong>${leakText(report)}</strong></p>
    <details>
      <summary>${t('Which rows')}</summary>
      <table>
        <caption class="visually-hidden">${t('Which rows')}</caption>
        <thead><tr><th scope="col">${t('Held-out row')}</th><th scope="col">${t('Training row')}</th><th scope="col">${t('Same word runs')}</th></tr></thead>
        <tbody>
          ${report.leaks.map(
            ({ heldOutRow, trainRow, similarity }) =>
              html`<tr><th scope="row">${rowLink(heldOutRow, open)}</th><td>${rowLink(trainRow, open)}</td><td>${share(similarity)}</td></tr>`,
          )}
        </tbody>
      </table>
    </details>
  </section>`;
}

function byTask(report: EvaluationReport): TemplateResult {
  const choose = (event: Event) => {
    metric = (event.target as HTMLInputElement).value as ShownMetric;
    keep();
    draw();
  };
  const label = t('Chart: {0}, task by task; the table below holds the figures', metricTitle(metric));
  return html`<section aria-labelledby="task-title">
    <div class="title-row">
      <h2 id="task-title">${t('Task by task')}</h2>
      <div class="control">
        <label for="metric">${t('Metric')}</label>
        <vscode-dropdown id="metric" data-value=${metric} aria-describedby="metric-help" @change=${choose}>
          ${shownNames.map((name) => html`<vscode-option value=${name}>${metricTitle(name)}</vscode-option>`)}
        </vscode-dropdown>
      </div>
    </div>
    <p id="metric-help" class="help">${metricHelp(metric)}</p>
    <div class="chart" .style=${`height: ${chartHeight(report)}px`}><canvas id="chart" role="img" aria-label=${label}></canvas></div>
    ${tasksTable(report, metric)}
    ${tasksOf(report).map(
      ({ task, rows }) =>
        html`<details class="task"><summary>${t('{0}: every metric', t(task))}</summary>${metricsTable(report, t('{0}, {1} rows', t(task), count(rows)), task)}</details>`,
    )}
  </section>`;
}

/** In pixels: the bars of each task, and what stands around them. */
const chartHeight = (report: EvaluationReport) => 90 + tasksOf(report).length * (12 + 13 * report.contestants.length);

function method(report: EvaluationReport): TemplateResult {
  const { model, contestants, referenceUnsupportedClaims: reference } = report;
  const item = (term: string, value: unknown) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
  return html`<section aria-labelledby="method-title">
    <h2 id="method-title">${t('How it was measured')}</h2>
    <dl>
      ${item(t('Rows'), t('{0} held-out rows of {1} patients', count(report.heldOutRows), count(report.heldOutPatients)))}
      ${item(t('Data'), report.data)}
      ${model ? item(t('Base model'), html`${model.path} ${hash(model.sha256)}`) : nothing}
      ${contestants.map(({ name, adapterSha256 }) => (adapterSha256 ? item(t('Adapter of {0}', name), hash(adapterSha256)) : nothing))}
      ${item(t('When'), when(report.createdAt))}
      ${item(t('Device'), report.device)}
      ${item(t('Seed'), report.seed)}
      ${item(t('Answers'), t('Greedy, on this machine; no judge but rules.'))}
      ${item(t('Intervals'), t('The middle 95% of 2,000 paired bootstrap samples of patients; with fewer than five patients, none.'))}
      ${reference === undefined ? nothing : item(t('Checker'), t('It flags {0} of the reference answers, which are taken to be right: so much is its own doing.', shownMetrics.unsupportedClaims.write(reference)))}
      ${item(t('Leakage'), report.leaks.length > 0 ? leakText(report) : t('No held-out note is nearly identical to a training note.'))}
    </dl>
    <p class="help">${t('Not a medical device.')}</p>
  </section>`;
}

/** As much as tells them apart; the whole as a tooltip. */
const hash = (sha256: string) => html`<code title=${sha256}>${sha256.slice(0, 8)}</code>`;

const language = document.documentElement.lang || 'en';
const dayAndTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const when = (time: string): string => dayAndTime.format(new Date(time));
