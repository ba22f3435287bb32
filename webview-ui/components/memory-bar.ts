/**
 * Memory as a stacked bar with its legend, and how much of the device that is. Sizes are set as properties: the page's
 * policy allows no style attribute.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../l10n.ts';
import { bytes, share } from './figures.ts';

export interface MemoryPart {
  /** Names its colour in memory-bar.css. */
  readonly id: string;
  readonly label: string;
  readonly bytes: number;
}

/** Bytes that the device has, and that are free now. */
export interface Capacity {
  readonly total: number;
  readonly available: number;
}

export function memoryBar(parts: readonly MemoryPart[], capacity: Capacity | undefined): TemplateResult {
  const total = parts.reduce((sum, part) => sum + part.bytes, 0);
  const seen = parts.filter((part) => part.bytes > 0);
  const said = seen.map((part) => `${part.label} ${bytes(part.bytes)}`).join(', ');
  return html`
    <div class="memory-bar" role="img" aria-label=${`${bytes(total)}: ${said}`}>
      ${seen.map((part) => html`<span class="part ${part.id}" .style=${`flex-grow: ${part.bytes}`}></span>`)}
    </div>
    ${capacity ? gauge(total, capacity) : nothing}
    <dl class="legend">
      ${seen.map(
        (part) =>
          html`<div><dt><span class="swatch ${part.id}"></span>${part.label}</dt><dd>${bytes(part.bytes)}</dd></div>`,
      )}
    </dl>
  `;
}

/** The whole against what the device has; a tick marks what is free now. */
function gauge(need: number, { total, available }: Capacity): TemplateResult {
  const percent = (value: number) => `${Math.min(100, (100 * value) / total)}%`;
  const fit = need > total ? 'over' : need > available ? 'tight' : 'fits';
  return html`
    <div class="gauge ${fit}" aria-hidden="true">
      <span class="need" .style=${`width: ${percent(need)}`}></span>
      <span class="free" .style=${`left: ${percent(available)}`}></span>
    </div>
    <p class="capacity ${fit}">
      ${t('{0} of {1}', share(need / total), bytes(total))} · ${t('{0} free now', bytes(available))}${
        fit === 'over' ? html`<br><strong>${t('More than this device has.')}</strong>` : nothing
      }${fit === 'tight' ? html`<br><strong>${t('More than is free now.')}</strong>` : nothing}
    </p>
  `;
}
