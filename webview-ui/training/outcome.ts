/** How a run ended: what it achieved, or what happened and what helps. */
import { html, nothing, type TemplateResult } from 'lit';
import { bytes, compact, duration, share } from '../components/figures.ts';
import { t } from '../l10n.ts';
import type { History } from './history.ts';
import { lossText } from './lines.ts';

export function outcome(
  history: History,
  lastLines: readonly string[],
  resume: () => void,
): TemplateResult | typeof nothing {
  if (history.status === 'failed') return whatHappened(history, lastLines, resume);
  return history.status === 'done' ? achieved(history) : nothing;
}

function whatHappened({ failed, log }: History, lastLines: readonly string[], resume: () => void): TemplateResult {
  const checkpoint = log.findLast(({ type }) => type === 'checkpoint');
  return html`<section class="outcome failed" role="alert" aria-labelledby="outcome-title">
    <h2 id="outcome-title">${t('What happened')}</h2>
    <p class="reason">${failed?.error.message}.</p>
    <p class="remedy">${failed?.error.remedy}</p>
    <p class="help">
      ${checkpoint ? t('The last checkpoint is of step {0}.', checkpoint.step) : t('There is no checkpoint yet: it begins at its first step.')}
    </p>
    ${
      lastLines.length > 0
        ? html`<details open><summary>${t('Last lines of its log')}</summary><pre tabindex="0">${lastLines.join('\n')}</pre></details>`
        : nothing
    }
    <vscode-button @click=${resume}>${t('Resume')}</vscode-button>
  </section>`;
}

function achieved({ done }: History): TemplateResult | typeof nothing {
  if (!done) return nothing;
  const { heldOutLossPerTask: losses, exactMatch, heldOutLoss, seconds, peakBytes, tokensPerSecond } = done;
  const tasks = Object.keys(losses.after) as (keyof typeof losses.after)[];
  const cell = (value: number | undefined, format: (value: number) => string) =>
    html`<td>${value === undefined ? '–' : format(value)}</td>`;
  return html`<section class="outcome" aria-labelledby="outcome-title">
    <h2 id="outcome-title">${t('What it learned')}</h2>
    <p>
      ${t('Held-out loss {0} → {1}', lossText(heldOutLoss.before), lossText(heldOutLoss.after))} · ${duration(seconds)} ·
      ${t('{0} tokens/s', compact(tokensPerSecond))} · ${t('peak {0}', bytes(peakBytes))}
    </p>
    ${
      tasks.length > 0
        ? html`<table>
      <thead>
        <tr><th scope="col">${t('Task')}</th><th scope="col" colspan="2">${t('Held-out loss')}</th><th scope="col" colspan="3">${t('Right answers')}</th></tr>
        <tr><td></td><th scope="col">${t('before')}</th><th scope="col">${t('after')}</th><th scope="col">${t('before')}</th><th scope="col">${t('after')}</th><th scope="col">${t('another note')}</th></tr>
      </thead>
      <tbody>
        ${tasks.map(
          (task) => html`<tr>
            <th scope="row">${t(task)}</th>
            ${cell(losses.before[task], lossText)}${cell(losses.after[task], lossText)}
            ${cell(exactMatch.before[task], share)}${cell(exactMatch.after[task], share)}${cell(exactMatch.shuffledNote[task], share)}
          </tr>`,
        )}
      </tbody>
    </table>
    <p class="help">${t('Right answers: word for word, on held-out questions. "Another note" is a control: who is right there has not read the note.')}</p>`
        : nothing
    }
    <p class="help">${t('The adapter is in {0}', done.adapterPath)}</p>
  </section>`;
}
