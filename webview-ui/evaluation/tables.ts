/** The figures as tables: of all metrics, or of one metric task by task. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Task } from '../../runtime/protocol/config.ts';
import type { EvaluationReport } from '../../runtime/protocol/evaluation.ts';
import { type ShownMetric, shownNames } from '../../runtime/protocol/metrics.ts';
import { count } from '../components/figures.ts';
import { t } from '../l10n.ts';
import { type Difference, type Line, lineOf, tasksOf } from './reading.ts';
import { metricHelp, metricTitle, verdictText } from './texts.ts';

/** Over all rows, or over those of one task. */
export function metricsTable(report: EvaluationReport, caption: string, task?: Task): TemplateResult {
  const lines = shownNames.map((metric) => ({
    key: metric,
    head: html`<th scope="row" title=${metricHelp(metric)}>${metricTitle(metric)}</th>`,
    line: lineOf(report, metric, task),
  }));
  return table(report, caption, html`<th scope="col">${t('Metric')}</th>`, lines);
}

/** The last line is of all rows. */
export function tasksTable(report: EvaluationReport, metric: ShownMetric): TemplateResult {
  const head = (name: string, rows: number) => html`<th scope="row">${name}</th><td>${count(rows)}</td>`;
  const ofTasks = tasksOf(report).map(({ task, rows }) => ({
    key: task as string,
    head: head(t(task), rows),
    line: lineOf(report, metric, task),
  }));
  const all = { key: 'all', head: head(t('All'), report.heldOutRows), line: lineOf(report, metric) };
  const heads = html`<th scope="col">${t('Task')}</th><th scope="col">${t('Rows')}</th>`;
  return table(report, t('{0}, task by task', metricTitle(metric)), heads, [...ofTasks, all]);
}

interface Named {
  readonly key: string;
  readonly head: TemplateResult;
  readonly line: Line;
}

function table(
  { contestants, comparisons }: EvaluationReport,
  caption: string,
  heads: TemplateResult,
  lines: readonly Named[],
): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${caption}>
    <table class="figures">
      <caption>${caption}</caption>
      <thead>
        <tr>
          ${heads} ${contestants.map(({ name }) => html`<th scope="col" class="value">${name}</th>`)}
          ${comparisons.map(({ against }) => html`<th scope="colgroup" colspan="3">${t('Difference to {0}', against)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          ({ key, head, line }) => html`<tr data-line=${key}>
            ${head} ${line.values.map((value) => html`<td class="value">${value}</td>`)} ${line.differences.map(cells)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Three cells, so that figures stand below figures. */
function cells({ mean, interval, verdict }: Difference): TemplateResult {
  if (mean === undefined) return html`<td class="mean">–</td><td></td><td></td>`;
  return html`<td class="mean ${verdict}">${mean}</td>
    <td class="interval">${interval ? t('{0} to {1}', interval.low, interval.high) : nothing}</td>
    <td class="verdict ${verdict}">${verdictText(verdict)}</td>`;
}
