/** What the model answered to held-out questions as it learned, beside the reference. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Sample } from '../../runtime/protocol/samples.ts';
import { count } from '../components/figures.ts';
import { t } from '../l10n.ts';

export function samplesBody(samples: readonly Sample[]): TemplateResult {
  if (samples.length === 0)
    return html`<p class="help">${t('At each evaluation the model answers some held-out questions; its answers are shown here next to the reference.')}</p>`;
  return html`<table class="samples">
    <thead>
      <tr><th scope="col">${t('Question')}</th><th scope="col">${t('Reference')}</th><th scope="col">${t('Answers while it learned')}</th></tr>
    </thead>
    <tbody>${byHistory(samples).map(row)}</tbody>
  </table>`;
}

/** Those that were asked most often come first: there one sees it learn. */
const byHistory = (samples: readonly Sample[]) => samples.toSorted((a, b) => b.answers.length - a.answers.length);

function row({ rowId, task, question, reference, answers }: Sample): TemplateResult {
  return html`<tr>
    <td>${question}<small>${t(task)} · ${t('row {0}', rowId)}</small></td>
    <td data-label=${t('Reference')}>${reference}</td>
    <td data-label=${t('Answers while it learned')}><ol class="answers">${answers.map((given) => answer(given, reference, given === answers.at(-1)))}</ol></td>
  </tr>`;
}

function answer({ step, text }: Sample['answers'][number], reference: string, isLast: boolean): TemplateResult {
  const isRight = normal(text) === normal(reference);
  return html`<li class=${isLast ? 'last' : ''}>
    <small>${step === 0 ? t('before') : t('step {0}', count(step))}</small>
    <span title=${isLast ? nothing : text}>${text || '–'}${isRight ? html`<span class="mark" title=${t('as the reference')}> ✓</span>` : nothing}</span>
  </li>`;
}

const normal = (text: string) => text.trim().toLowerCase();
