/** One option of the form: label, control, help, and what is wrong with it beside it. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { figure } from '../components/figures.ts';
import type { Checkbox, Dropdown } from '../components/toolkit.ts';
import { t } from '../l10n.ts';
import { currentValue, type FormContext, faultsOf, setValue, writtenValue } from './context.ts';
import { type Field, type Range, textOf } from './fields.ts';
import { dataSource, modelPath, targets, tasks } from './special.ts';
import { type Ids, textControl } from './text-control.ts';

type Renderer = (context: FormContext, field: Field, ids: Ids) => TemplateResult;

/** Options that show more than their kind asks for. */
const special: Readonly<Record<string, Renderer>> = {
  model: modelPath,
  'data.source': dataSource,
  'data.tasks': tasks,
  'lora.targetModules': targets,
};

export function fieldTemplate(context: FormContext, field: Field): TemplateResult {
  const { key, title, help, control } = field;
  const id = `field-${key.replaceAll('.', '-')}`;
  const faults = faultsOf(context, field);
  const ids = { label: `${id}-label`, described: faults.length > 0 ? `${id}-help ${id}-fault` : `${id}-help` };
  const isSet = writtenValue(context, field) !== undefined;
  const width = key in special || control.kind === 'list' ? 'wide' : control.kind === 'text' ? 'double' : '';
  const renderer = special[key] ?? generic;
  return html`
    <div class="field ${width} ${isSet ? 'set' : ''} ${faults.length > 0 ? 'faulty' : ''}" data-key=${key}>
      ${control.kind === 'switch' ? nothing : html`<span class="label" id=${ids.label}>${t(title)}</span>`}
      ${renderer(context, field, ids)}
      <p class="help" id="${id}-help">${t(help)} ${control.kind === 'number' ? rangeText(control.range) : ''}</p>
      ${faults.length > 0 ? html`<p class="fault" id="${id}-fault">${faults.map((fault) => html`<span>${fault}</span>`)}</p>` : nothing}
    </div>
  `;
}

const generic: Renderer = (context, field, ids) => {
  const { control } = field;
  if (control.kind === 'switch') return switchControl(context, field, ids);
  if (control.kind === 'choice') return choiceControl(context, field, ids, control.choices);
  return textControl(context, field, ids);
};

function choiceControl(context: FormContext, field: Field, ids: Ids, choices: readonly string[]): TemplateResult {
  const chosen = textOf(currentValue(context, field));
  const all = choices.includes(chosen) ? choices : [chosen, ...choices];
  return html`<vscode-dropdown
    aria-labelledby=${ids.label}
    aria-describedby=${ids.described}
    data-value=${chosen}
    @change=${({ target }: Event) => setValue(context, field, (target as Dropdown).value)}
  >${all.map((choice) => html`<vscode-option value=${choice}>${choice}</vscode-option>`)}</vscode-dropdown>`;
}

function switchControl(context: FormContext, field: Field, ids: Ids): TemplateResult {
  return html`<vscode-checkbox
    aria-describedby=${ids.described}
    @change=${({ target }: Event) => setValue(context, field, (target as Checkbox).checked)}
    .checked=${live(currentValue(context, field) === true)}
  >${t(field.title)}</vscode-checkbox>`;
}

function rangeText({ min, max, minIncluded, maxIncluded }: Range): string {
  const [low, high] = [min, max].map((bound) => (bound === undefined ? '' : figure(bound)));
  if (low && high && minIncluded && maxIncluded) return `(${t('{0} to {1}', low, high)})`;
  const parts = [
    ...(low && minIncluded && min !== 0 ? [t('{0} or more', low)] : []),
    ...(low && !minIncluded ? [t('more than {0}', low)] : []),
    ...(high ? [maxIncluded ? t('{0} or less', high) : t('less than {0}', high)] : []),
  ];
  return parts.length > 0 ? `(${parts.join(', ')})` : '';
}
