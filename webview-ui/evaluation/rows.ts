/** Rows to read: question, reference and the contestants' answers side by side. */
import { html, type TemplateResult } from 'lit';
import type { Metrics } from '../../runtime/protocol/evaluation.ts';
import { shownMetrics } from '../../runtime/protocol/metrics.ts';
import { t } from '../l10n.ts';
import type { RowToRead } from './reading.ts';
import { metricTitle } from './texts.ts';

export function rowsTable(
  caption: string,
  rows: readonly RowToRead[],
  open: (row: string) => void,
): TemplateResult | undefined {
  const [first] = rows;
  if (!first) return undefined;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${caption}>
    <table class="rows">
      <caption>${caption}</caption>
      <thead>
        <tr>
          <th scope="col">${t('Row')}</th><th scope="col">${t('Question')}</th><th scope="col">${t('Reference')}</th>
          ${first.answers.map(({ name }) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>${rows.map((row) => line(row, open))}</tbody>
    </table>
  </div>`;
}

function line({ row, task, question, reference, answers }: RowToRead, open: (row: string) => void): TemplateResult {
  return html`<tr data-row=${row}>
    <th scope="row">${rowLink(row, open)}<small>${t(task)}</small></th>
    <td>${text(question)}</td>
    <td>${text(reference)}</td>
    ${answers.map((answer) => html`<td>${text(answer.text || '–')}<small>${figures(answer.metrics)}</small></td>`)}
  </tr>`;
}

/** Leads to the row as a document. */
export const rowLink = (row: string, open: (row: string) => void): TemplateResult =>
  html`<button class="link" @click=${() => open(row)}>${t('row {0}', row)}</button>`;

/** Of long ones, such as endless babble of an untrained model, the beginning; the rest as a tooltip. */
const text = (content: string) => html`<div class="text" title=${content}>${content}</div>`;

const shown = ['tokenF1', 'loss'] as const;

function figures(metrics: Metrics): string {
  const told = shown.flatMap((name) => {
    const value = metrics[name];
    return value === undefined ? [] : [`${metricTitle(name)} ${shownMetrics[name].write(value)}`];
  });
  return told.join(' · ');
}
