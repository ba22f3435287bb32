/** How a run ended: what it achieved, or what happened and what helps. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RunAction } from '../../runtime/protocol/views/training.ts';
import { bytes, compact, count, duration, share } from '../components/figures.ts';
import { t } from '../l10n.ts';
import type { History } from './history.ts';
import { lossText } from './lines.ts';

type Act = (action: RunAction) => void;

export interface Outcome {
  readonly history: History;
  /** Of the log of the run's process. */
  readonly lastLines: readonly string[];
  readonly canAsk: boolean;
  /** Whether it learned to answer, which can be measured. */
  readonly canEvaluate: boolean;
  readonly act: Act;
}

export function outcome(shown: Outcome): TemplateResult | typeof nothing {
  switch (shown.history.status) {
    case 'failed':
      return whatHappened(shown);
    case 'done':
      return achieved(shown);
    case 'stopped':
      return shown.history.step > 0 ? keptSoFar(shown) : nothing;
    default:
      return nothing;
  }
}

function keptSoFar(shown: Outcome): TemplateResult {
  return html`<section class="outcome" aria-labelledby="outcome-title">
    <h2 id="outcome-title">${t('Stopped')}</h2>
    <p>${t('What it learned up to step {0} is kept.', count(shown.history.step))}</p>
    ${withResult(shown)}
  </section>`;
}

/** What can be done with the adapter. */
function withResult({ canAsk, canEvaluate, act }: Outcome): TemplateResult {
  const button = (action: RunAction, label: string, primary = false) =>
    html`<vscode-button id=${action} appearance=${primary ? 'primary' : 'secondary'} @click=${() => act(action)}>${label}</vscode-button>`;
  return html`<div class="actions">
    ${canAsk ? button('askWithResult', t('Ask about a note with it…'), true) : nothing}
    ${canEvaluate ? button('evaluate', t('Evaluate…')) : nothing}
    ${button('copyResult', t('Copy path of the result'))}
  </div>`;
}

function whatHappened({ history: { failed, log }, lastLines, act }: Outcome): TemplateResult {
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
    <vscode-button @click=${() => act('resume')}>${t('Resume')}</vscode-button>
  </section>`;
}

function achieved(shown: Outcome): TemplateResult | typeof nothing {
  const { done } = shown.history;
  if (!done) return nothing;
  const { heldOutLossPerTask: losses, exactMatch, heldOutLoss, seconds, peakBytes, tokensPerSecond } = done;
  return html`<section class="outcome" aria-labelledby="outcome-title">
    <h2 id="outcome-title">${t('What it learned')}</h2>
    <p>
      ${t('Held-out loss {0} → {1}', lossText(heldOutLoss.before), lossText(heldOutLoss.after))} · ${duration(seconds)} ·
      ${t('{0} tokens/s', compact(tokensPerSecond))} · ${t('peak {0}', bytes(peakBytes))}
    </p>
    ${Object.keys(losses.after).length > 0 ? perTask(losses, exactMatch) : nothing}
    <p class="help">${t('The adapter is in {0}', done.adapterPath)}</p>
    ${withResult(shown)}
  </section>`;
}

type Done = NonNullable<History['done']>;

/** The columns of right answers are there where questions were answered. */
function perTask(losses: Done['heldOutLossPerTask'], exactMatch: Done['exactMatch']): TemplateResult {
  const tasks = Object.keys(losses.after) as (keyof typeof losses.after)[];
  const isAnswered = Object.keys(exactMatch.after).length > 0;
  const heading = (label: string) => html`<th scope="col">${label}</th>`;
  const cell = (value: number | undefined, format: (value: number) => string) =>
    html`<td>${value === undefined ? '–' : format(value)}</td>`;
  const answered = (content: () => TemplateResult) => (isAnswered ? content() : nothing);
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('What it learned')}>
      <table>
        <thead>
          <tr>${heading(t('Task'))}<th scope="col" colspan="2">${t('Held-out loss')}</th>${answered(() => html`<th scope="col" colspan="3">${t('Right answers')}</th>`)}</tr>
          <tr><td></td>${heading(t('before'))}${heading(t('after'))}${answered(() => html`${heading(t('before'))}${heading(t('after'))}${heading(t('another note'))}`)}</tr>
        </thead>
        <tbody>
          ${tasks.map(
            (task) => html`<tr>
              <th scope="row">${t(task)}</th>
              ${cell(losses.before[task], lossText)}${cell(losses.after[task], lossText)}
              ${answered(() => html`${cell(exactMatch.before[task], share)}${cell(exactMatch.after[task], share)}${cell(exactMatch.shuffledNote[task], share)}`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${answered(() => html`<p class="help">${t('Right answers: word for word, on held-out questions. "Another note" is a control: who is right there has not read the note.')}</p>`)}`;
}
