/** The form of a *.finetune.json file. The text of the file is its only state: every change goes there and comes back. */
import '../components/toolkit.ts';
import './form.css';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Plan } from '../../runtime/protocol/plan.ts';
import { type Change, type FormView, formView } from '../../runtime/protocol/views/form.ts';
import type { ToView } from '../../runtime/protocol/views/view.ts';
import { settle } from '../components/settle.ts';
import { connect } from '../host.ts';
import { t } from '../l10n.ts';
import { type FormContext, setValue, writtenValue } from './context.ts';
import { type ConfigDocument, linesAround, readDocument, valueAt } from './document.ts';
import { faultText, placeText } from './faults.ts';
import { fieldTemplate } from './field.ts';
import { type Field, fields, textOf, typedValue } from './fields.ts';
import { type Section, sections } from './layout.ts';
import { spokenSummary, summary } from './summary.ts';

/** A pause in typing that counts as its end, in ms. */
const typingPause = 700;

const root = document.getElementById('root') as HTMLElement;
const host = connect(formView, receive);
const kept = host.state();
const unfolded = new Set(kept?.unfolded);
const drafts = new Map<string, string>();
const pauses = new Map<string, ReturnType<typeof setTimeout>>();

let text = '';
let config: ConfigDocument | undefined;
let plan: Plan | undefined;
let isStale = true;
let failure: string | undefined;
let surroundings: Extract<ToView<FormView>, { type: 'surroundings' }> | undefined;
let scrollToRestore = kept?.scroll;

function receive(message: ToView<FormView>): void {
  switch (message.type) {
    case 'document':
      text = message.text;
      config = readDocument(text);
      dropOldDrafts(config);
      break;
    case 'surroundings':
      surroundings = message;
      break;
    case 'planning':
      isStale = true;
      break;
    case 'plan':
      [plan, isStale, failure] = [message.plan, !message.isComplete, undefined];
      break;
    case 'planFailed':
      [plan, isStale, failure] = [undefined, false, `${message.error.message}. ${message.error.remedy}`];
  }
  show();
}

/** A draft lasts while it is typed; once the file says otherwise (undo, another editor), the file is right. */
function dropOldDrafts({ values }: ConfigDocument): void {
  if (!values) return;
  for (const field of fields) {
    const draft = drafts.get(field.key);
    if (draft === undefined || pauses.has(field.key)) continue;
    const written = textOf(valueAt(values, field.path) ?? field.default);
    if (textOf(typedValue(field, draft)) !== written) drafts.delete(field.key);
  }
}

const context: FormContext = {
  get document() {
    return config ?? { values: undefined, faults: [] };
  },
  get plan() {
    return plan;
  },
  get recentModels() {
    return surroundings?.recentModels ?? [];
  },
  drafts,
  change: (changes) => host.send({ type: 'change', changes: [...changes] }),
  type(field, typed) {
    drafts.set(field.key, typed);
    clearTimeout(pauses.get(field.key));
    pauses.set(
      field.key,
      setTimeout(() => send(field), typingPause),
    );
  },
  commit(field) {
    send(field);
    drafts.delete(field.key);
  },
  pick: (what) => host.send({ type: 'pick', what }),
};

/** Sends what was typed, if it was not sent yet. */
function send(field: Field): void {
  const pause = pauses.get(field.key);
  if (pause === undefined) return;
  clearTimeout(pause);
  pauses.delete(field.key);
  const value = typedValue(field, drafts.get(field.key) ?? '');
  if (value === undefined) context.change([{ path: [...field.path] }]);
  else setValue(context, field, value);
}

function show(): void {
  render(config ? page(config) : nothing, root);
  settle(root);
  if (scrollToRestore === undefined || !config) return;
  scrollTo({ top: scrollToRestore });
  scrollToRestore = undefined;
}

function page(document: ConfigDocument): TemplateResult {
  const canStart = document.values !== undefined && document.faults.length === 0 && !(plan && plan.problems.length > 0);
  return html`
    <header>
      <h1>${nameOf(document)}</h1>
      <vscode-button appearance="secondary" @click=${() => host.send({ type: 'openText' })}>${t('Open as text')}</vscode-button>
      <vscode-button id="start" ?disabled=${!canStart} @click=${start}>${t('Start fine-tuning')}</vscode-button>
    </header>
    ${
      document.values === undefined
        ? brokenFile(document)
        : html`<div class="columns">
            <div class="form">${presets()}${homelessFaults(document)}${sections.map(sectionTemplate)}</div>
            ${summary({ plan, isStale, failure })}
          </div>`
    }
    <div class="visually-hidden" role="status" aria-live="polite">${spokenSummary({ plan, isStale, failure })}</div>
  `;
}

/** What is being typed goes first. */
function start(): void {
  for (const field of fields) send(field);
  host.send({ type: 'start' });
}

function nameOf({ values }: ConfigDocument): string {
  const { name } = values ?? {};
  return typeof name === 'string' && name !== '' ? name : t('Fine-tune');
}

/** A file broken by hand is shown as it is, with the place; nothing in it is changed from here. */
function brokenFile({ faults }: ConfigDocument): TemplateResult {
  const [first] = faults;
  if (!first) return html``;
  const { place } = first;
  return html`<div class="broken" role="alert">
    <h2>${t('This file is no valid JSON')}</h2>
    <p><strong>${placeText(place)}:</strong> ${faultText(first)}</p>
    <pre class="excerpt" aria-label=${t('The place in the file')}>${linesAround(text, place).map(
      ({ number, text: line }) =>
        html`<span class="line ${number === place.line ? 'at' : ''}"><span class="number">${number}</span>${line}${'\n'}</span>`,
    )}</pre>
    <p class="help">${t('The form comes back when the text is mended. Nothing in the file was changed.')}</p>
    <vscode-button @click=${() => host.send({ type: 'openText', offset: place.offset })}>${t('Show in the text')}</vscode-button>
  </div>`;
}

function presets(): TemplateResult {
  return html`<div class="presets row" role="group" aria-label=${t('Presets')}>
    <span class="help">${t('Presets')}</span>
    ${(surroundings?.presets ?? []).map(
      ({ id, label, detail }) =>
        html`<vscode-button appearance="secondary" title=${detail} @click=${() => host.send({ type: 'preset', id })}>${label}</vscode-button>`,
    )}
  </div>`;
}

/** Faults at keys that are no field of the form: unknown ones, ones that are there twice, whole groups. */
function homelessFaults({ faults }: ConfigDocument): TemplateResult | typeof nothing {
  const hasField = (path: readonly string[]) => fields.some((field) => field.path.every((key, i) => path[i] === key));
  const homeless = faults.filter((fault) => fault.kind !== 'syntax' && !hasField(fault.path));
  if (homeless.length === 0) return nothing;
  return html`<div class="homeless" role="alert">
    <ul>
      ${homeless.map(
        (fault) => html`<li>
          <strong>${placeText(fault.place)}:</strong> ${faultText(fault)}
          <vscode-button appearance="secondary" @click=${() => host.send({ type: 'openText', offset: fault.place.offset })}
            >${t('Show in the text')}</vscode-button
          >
        </li>`,
      )}
    </ul>
  </div>`;
}

function sectionTemplate(section: Section): TemplateResult | typeof nothing {
  const { id, title, shown, folded } = section;
  if (id === 'lora' && config?.values?.method === 'full') return nothing;
  const written = [...shown, ...folded].filter((field) => writtenValue(context, field) !== undefined);
  return html`<section aria-labelledby="section-${id}" data-section=${id}>
    <div class="section-head">
      <h2 id="section-${id}">${t(title)}</h2>
      ${
        written.length > 0
          ? html`<vscode-button
              class="reset"
              appearance="secondary"
              aria-label=${t('Reset {0} to defaults', t(title))}
              @click=${() => context.change(resetOf(written))}
              >${t('Reset section to defaults')}</vscode-button
            >`
          : nothing
      }
    </div>
    <div class="fields">${shown.map((field) => fieldTemplate(context, field))}</div>
    ${
      folded.length > 0
        ? html`<details ?open=${unfolded.has(id)} @toggle=${(event: Event) => keepFolding(id, event)}>
            <summary>${t('Advanced')}</summary>
            <div class="fields">${folded.map((field) => fieldTemplate(context, field))}</div>
          </details>`
        : nothing
    }
  </section>`;
}

/** Takes the options out of the file, and a group of which nothing is left as a whole. */
function resetOf(written: readonly Field[]): Change[] {
  const groups = new Set(written.filter(({ path }) => path.length > 1).map(({ path }) => path[0] as string));
  const single = written.filter(({ path }) => path.length === 1).map(({ path }) => ({ path: [...path] }));
  return [...single, ...[...groups].map((group) => ({ path: [group] }))];
}

function keepFolding(id: string, { target }: Event): void {
  if ((target as HTMLDetailsElement).open) unfolded.add(id);
  else unfolded.delete(id);
  keep();
}

const keep = () => host.keep({ unfolded: [...unfolded], scroll: Math.max(0, scrollY) });
addEventListener('scrollend', keep);
