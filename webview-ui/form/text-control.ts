/** A text or a number that is typed. */
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { TextField } from '../components/toolkit.ts';
import { t } from '../l10n.ts';
import { currentValue, type FormContext } from './context.ts';
import { type Field, textOf } from './fields.ts';

/** The ids by which a control names its label and what describes it. */
export interface Ids {
  readonly label: string;
  readonly described: string;
}

export function textControl(context: FormContext, field: Field, ids: Ids): TemplateResult {
  const text = context.drafts.get(field.key) ?? textOf(currentValue(context, field));
  return html`<vscode-text-field
    data-label=${t(field.title)}
    aria-describedby=${ids.described}
    aria-invalid=${ids.described.includes('fault') ? 'true' : 'false'}
    placeholder=${textOf(field.default)}
    .value=${live(text)}
    @input=${(event: Event) => context.type(field, (event.target as TextField).value)}
    @change=${() => context.commit(field)}
    @blur=${() => context.commit(field)}
  ></vscode-text-field>`;
}
