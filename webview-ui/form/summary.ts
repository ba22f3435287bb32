/** What the run would be: memory, trained parameters, steps, tokens and time, all marked as the estimate that it is. */
import { html, nothing, type TemplateResult } from 'lit';
import { type Plan, totalMemory } from '../../runtime/protocol/plan.ts';
import { bytes, count, duration, share } from '../components/figures.ts';
import { type MemoryPart, memoryBar } from '../components/memory-bar.ts';
import { t } from '../l10n.ts';

export interface PlanState {
  readonly plan: Plan | undefined;
  /** Whether a newer one is being made. */
  readonly isStale: boolean;
  /** Why there is none. */
  readonly failure: string | undefined;
}

export function summary({ plan, isStale, failure }: PlanState): TemplateResult {
  return html`<aside class="summary ${isStale ? 'stale' : ''}" aria-labelledby="summary-title" aria-busy=${isStale ? 'true' : 'false'}>
    <h2 id="summary-title">${t('Estimate')}${isStale ? html`<vscode-progress-ring></vscode-progress-ring>` : nothing}</h2>
    ${failure ? html`<p class="fault">${failure}</p>` : nothing}
    ${plan ? figures(plan) : nothing}
    ${!plan && !failure ? html`<p class="help">${t('Reading model and data…')}</p>` : nothing}
  </aside>`;
}

/** The same in one sentence, for the live region. */
export function spokenSummary({ plan, isStale }: PlanState): string {
  if (!plan || isStale) return '';
  return [
    ...(plan.trainableParameters === undefined ? [] : [t('{0} trainable parameters', count(plan.trainableParameters))]),
    ...(plan.totalSteps === undefined ? [] : [t('{0} steps', count(plan.totalSteps))]),
    timeOf(plan).text,
    ...(plan.memory ? [t('{0} of memory', bytes(totalMemory(plan.memory)))] : []),
  ].join(', ');
}

function figures(plan: Plan): TemplateResult {
  const { memory, device, examples, model } = plan;
  return html`
    ${
      memory
        ? html`<p class="big">${bytes(totalMemory(memory))} <span class="unit">${t('memory at the peak')}</span></p>
            ${memoryBar(memoryParts(memory), device?.memory)}`
        : nothing
    }
    <dl class="facts-list">
      ${line(t('Trained'), plan.trainableParameters, (value) => trainedText(value, model?.parameters))}
      ${line(t('Steps'), plan.totalSteps, count)}
      ${line(t('Tokens'), plan.totalTokens, count)}
      ${line(t('Training rows'), examples?.train, count)}
      ${line(t('Held-out rows'), examples?.heldOut, count)}
      ${examples && examples.trimmed > 0 ? line(t('Notes trimmed'), examples.trimmed, count) : nothing}
      ${examples && examples.skipped > 0 ? line(t('Rows refused'), examples.skipped, count) : nothing}
      <div><dt>${t('Training time')}</dt><dd title=${timeOf(plan).basis}>${timeOf(plan).text}</dd></div>
      ${device ? html`<div><dt>${t('Device')}</dt><dd title=${device.reason}>${device.device}</dd></div>` : nothing}
    </dl>
    <p class="help">${timeOf(plan).basis}</p>
    ${examples && !examples.exact ? html`<p class="help">${t('Rows, tokens and steps are scaled up from a sample.')}</p>` : nothing}
  `;
}

const trainedText = (value: number, parameters: number | undefined) =>
  parameters ? `${count(value)} (${share(value / parameters)})` : count(value);

const line = (label: string, value: number | undefined, show: (value: number) => string) =>
  html`<div><dt>${label}</dt><dd>${value === undefined ? '–' : show(value)}</dd></div>`;

/** Measured on this machine or not known: there is no guess. */
function timeOf({ pace, totalTokens }: Plan): { text: string; basis: string } {
  if (totalTokens === undefined) return { text: '–', basis: '' };
  if (!pace)
    return {
      text: t('time unknown'),
      basis: t('No run of this model on this device yet: the first one will tell the time.'),
    };
  const measured = t('At {0} tokens/s, measured here in the run {1}', count(pace.tokensPerSecond), pace.run);
  return {
    text: t('about {0}', duration(totalTokens / pace.tokensPerSecond)),
    basis: pace.sameShape ? `${measured}.` : `${measured}, ${t('with another batch or row length')}.`,
  };
}

const memoryParts = (memory: NonNullable<Plan['memory']>): MemoryPart[] => [
  { id: 'weights', label: t('Weights'), bytes: memory.weights },
  { id: 'adapter', label: t('Trained tensors'), bytes: memory.adapter },
  { id: 'gradients', label: t('Gradients'), bytes: memory.gradients },
  { id: 'optimizer', label: t('Optimizer'), bytes: memory.optimizer },
  { id: 'activations', label: t('Activations'), bytes: memory.activations },
  { id: 'evaluation', label: t('Evaluation'), bytes: memory.evaluation },
  { id: 'data', label: t('Rows and tokens'), bytes: memory.data },
  { id: 'program', label: t('Program'), bytes: memory.program },
];
