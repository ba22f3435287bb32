/** The options that are chosen with knowledge of model and data: paths, tasks with their rows, layers with their sizes. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LinearGroup } from '../../runtime/protocol/plan.ts';
import { compact, count } from '../components/figures.ts';
import type { Checkbox, Dropdown } from '../components/toolkit.ts';
import { t } from '../l10n.ts';
import { currentValue, type FormContext, setValue } from './context.ts';
import { type Field, textOf } from './fields.ts';
import { type Ids, textControl } from './text-control.ts';

export function modelPath(context: FormContext, field: Field, ids: Ids): TemplateResult {
  const { plan, recentModels } = context;
  const model = plan?.model;
  return html`
    ${textControl(context, field, ids)}
    <div class="row">
      ${button(t('Model folder…'), () => context.pick('modelFolder'))}
      ${button(t('GGUF file…'), () => context.pick('ggufFile'))}
      ${button(t('Get a model…'), () => context.pick('hubModel'))}
      ${button(t('Embedded model'), () => setValue(context, field, 'embedded'))}
      ${recentModels.length > 0 ? recent(context, field) : nothing}
    </div>
    ${
      model
        ? facts([
            model.modelType,
            t('{0} parameters', compact(model.parameters)),
            t('{0} layers', model.layers),
            t('{0} wide', model.width),
            t('{0} tokens known', count(model.vocabulary)),
            t('up to {0} positions', count(model.maxPositions)),
          ])
        : nothing
    }
  `;
}

function recent(context: FormContext, field: Field): TemplateResult {
  const choose = ({ target }: Event) => {
    const { value } = target as Dropdown;
    if (value !== '') setValue(context, field, value);
  };
  return html`<vscode-dropdown class="recent" aria-label=${t('Recently used models')} data-value="" @change=${choose}>
    <vscode-option value="">${t('Recently used…')}</vscode-option>
    ${context.recentModels.map((path) => html`<vscode-option value=${path}>${lastParts(path)}</vscode-option>`)}
  </vscode-dropdown>`;
}

/** The folder and the name, which tell two models apart where the whole path does not fit. */
const lastParts = (path: string) => path.split(/[\\/]/).slice(-2).join('/');

export function dataSource(context: FormContext, field: Field, ids: Ids): TemplateResult {
  const data = context.plan?.data;
  const left = [
    ...(data && data.duplicates > 0 ? [t('{0} duplicates left out', count(data.duplicates))] : []),
    ...(data && data.malformed > 0 ? [t('{0} malformed', count(data.malformed))] : []),
  ];
  return html`
    ${textControl(context, field, ids)}
    <div class="row">
      ${button(t('Data file…'), () => context.pick('dataFile'))}
      ${button(t('Embedded sample'), () => setValue(context, field, 'embedded'))}
    </div>
    ${data ? facts([t('{0} rows', count(data.rows)), ...left]) : nothing}
  `;
}

export function tasks(context: FormContext, field: Field, ids: Ids): TemplateResult {
  const known = field.control.kind === 'choices' ? field.control.choices : [];
  const chosen = listOf(currentValue(context, field));
  const rows: Partial<Record<string, number>> = context.plan?.data?.rowsPerTask ?? {};
  const boxes = known.map((task) => ({
    name: task,
    label: t(task),
    figure: rows[task] === undefined ? '' : count(rows[task]),
  }));
  return html`<div class="boxes" role="group" aria-labelledby=${ids.label} aria-describedby=${ids.described}>
    ${boxes.map((box) =>
      checkbox(box, chosen.includes(box.name), (checked) => {
        const next = known.filter((task) => (task === box.name ? checked : chosen.includes(task)));
        setValue(context, field, next.length === known.length ? undefined : next);
      }),
    )}
  </div>`;
}

/** The linear layers of the chosen model. A layer named in the file that the model lacks is shown as well. */
export function targets(context: FormContext, field: Field, ids: Ids): TemplateResult {
  const linears = context.plan?.model?.linears;
  if (!linears) return textControl(context, field, ids);
  const value = currentValue(context, field);
  const all = field.control.kind === 'list' ? (field.control.word ?? '') : '';
  const chosen = value === all ? linears.map(({ name }) => name) : listOf(value);
  const strangers = chosen.filter((name) => !linears.some((group) => group.name === name));
  const boxes = [...linears.map(groupBox), ...strangers.map((name) => ({ name, label: name, figure: '' }))];
  const choose = (name: string, checked: boolean) => {
    const next = boxes.map((box) => box.name).filter((other) => (other === name ? checked : chosen.includes(other)));
    setValue(context, field, next);
  };
  return html`<div role="group" aria-labelledby=${ids.label} aria-describedby=${ids.described}>
    ${checkbox(
      { name: all, label: t('All linear layers'), figure: t('{0} trained', compact(trainedIn(linears))) },
      value === all,
      (checked) => setValue(context, field, checked ? all : linears.map(({ name }) => name)),
    )}
    <div class="boxes">${boxes.map((box) => checkbox(box, chosen.includes(box.name), (checked) => choose(box.name, checked)))}</div>
  </div>`;
}

const trainedIn = (groups: readonly LinearGroup[]) => groups.reduce((sum, group) => sum + group.adapterParameters, 0);

const groupBox = ({ name, layers, parameters, adapterParameters }: LinearGroup) => ({
  name,
  label: name,
  figure: `${compact(adapterParameters)}`,
  detail: t('{0} layers, {1} parameters; the adapter adds {2}', layers, count(parameters), count(adapterParameters)),
});

interface Box {
  readonly name: string;
  readonly label: string;
  /** Beside the label. */
  readonly figure: string;
  readonly detail?: string;
}

function checkbox({ name, label, figure, detail }: Box, checked: boolean, onChange: (checked: boolean) => void) {
  const changed = ({ target }: Event) => {
    const now = (target as Checkbox).checked;
    if (now !== checked) onChange(now);
  };
  // The toolkit's checkbox tells of a state that is set as of a click: the listener of the new state comes first.
  return html`<vscode-checkbox data-name=${name} title=${detail ?? nothing} @change=${changed} .checked=${live(checked)}
    >${label}${figure ? html` <span class="figure">${figure}</span>` : nothing}</vscode-checkbox
  >`;
}

const button = (label: string, onClick: () => void) =>
  html`<vscode-button appearance="secondary" @click=${onClick}>${label}</vscode-button>`;

const facts = (items: readonly string[]) => html`<p class="facts">${items.join(' · ')}</p>`;

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);
