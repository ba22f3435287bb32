/** The top of the panel: whose run it is, what can be done to it, and at one glance how it goes. */
import { html, nothing, type TemplateResult } from 'lit';
import { isEnd, type Status } from '../../runtime/protocol/status.ts';
import type { RunAction } from '../../runtime/protocol/views/training.ts';
import { bytes, compact, count, duration } from '../components/figures.ts';
import { t } from '../l10n.ts';
import { type History, secondsLeft } from './history.ts';
import { lossText } from './lines.ts';
import { activity } from './texts.ts';

export function head(name: string, history: History, act: (action: RunAction) => void): TemplateResult {
  const { started } = history;
  return html`
    <header>
      <div class="who">
        <h1>${name}</h1>
        ${started ? html`<p class="device" title=${started.deviceReason}>${started.deviceReason}</p>` : nothing}
      </div>
      <div class="actions" role="toolbar" aria-label=${t('Run')}>${buttons(history.status, act)}</div>
    </header>
    ${strip(history)}
  `;
}

function buttons(status: Status, act: (action: RunAction) => void): TemplateResult {
  const action = (name: RunAction, label: string, primary = false) =>
    html`<vscode-button id=${name} appearance=${primary ? 'primary' : 'secondary'} @click=${() => act(name)}>${label}</vscode-button>`;
  return html`
    ${status === 'running' ? action('pause', t('Pause')) : nothing}
    ${status === 'paused' ? action('continue', t('Continue'), true) : nothing}
    ${status === 'running' || status === 'paused' ? action('checkpoint', t('Checkpoint now')) : nothing}
    ${isEnd(status) ? nothing : action('stop', t('Stop and keep'))}
    ${status === 'failed' || status === 'stopped' ? action('resume', t('Resume'), true) : nothing}
    ${action('reveal', t('Show folder'))}
  `;
}

function strip(history: History): TemplateResult {
  const { columns, smoothLoss, evaluations, started, status, step } = history;
  const total = started?.totalSteps;
  const memory = columns.memory.at(-1);
  const heldOut = history.done?.heldOutLoss.after ?? evaluations.at(-1)?.loss;
  return html`
    <dl class="strip">
      ${tile('status', t('Status'), html`<span class="dot ${status}" aria-hidden="true"></span>${activity(history)}`)}
      ${tile('step', t('Step'), total === undefined ? '–' : html`${count(step)}<small> / ${count(total)}</small>`)}
      ${tile('left', t('Time left'), leftText(history), t('Estimate, at the pace of the last steps. Evaluations come on top.'))}
      ${tile('loss', t('Training loss'), figure(smoothLoss.at(-1), lossText), t('Averaged over the last steps.'))}
      ${tile('heldOut', t('Held-out loss'), figure(heldOut, lossText), t('On rows that the run does not learn from.'))}
      ${tile('speed', t('Tokens/s'), figure(columns.tokensPerSecond.at(-1), compact))}
      ${tile(
        'memory',
        t('Memory'),
        memory === undefined
          ? '–'
          : html`${bytes(memory)}${started?.forecast ? html`<small> / ${bytes(started.forecast)}</small>` : nothing}`,
        t('Of the process now, and the forecast of its peak.'),
      )}
    </dl>
    ${bar(history)}
  `;
}

const tile = (id: string, label: string, value: unknown, title = '') =>
  html`<div data-figure=${id} title=${title}><dt>${label}</dt><dd>${value}</dd></div>`;

const figure = (value: number | undefined, format: (value: number) => string) =>
  value === undefined ? '–' : format(value);

function leftText(history: History): string {
  const seconds = secondsLeft(history);
  return seconds === undefined || history.status !== 'running' ? '–' : `≈ ${duration(seconds)}`;
}

/** How far the training is; while answers are written, how far these are. */
function bar({ started, step, progress }: History): TemplateResult {
  const [done, total] = progress ? [progress.done, progress.total] : [step, started?.totalSteps ?? 0];
  const percent = total > 0 ? Math.min(100, (100 * done) / total) : 0;
  const label = progress ? t('Held-out questions answered') : t('Steps done');
  return html`<div class="bar" role="progressbar" aria-label=${label} aria-valuenow=${Math.round(percent)} aria-valuemin="0" aria-valuemax="100">
    <span .style=${`width: ${percent}%`}></span>
  </div>`;
}
