/** Below the charts: sample answers, the log, and the other runs to compare with. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RunEvent } from '../../runtime/protocol/events.ts';
import type { Sample } from '../../runtime/protocol/samples.ts';
import { type RunSummary, trainingTabs } from '../../runtime/protocol/views/training.ts';
import { count } from '../components/figures.ts';
import { t } from '../l10n.ts';
import { lossText } from './lines.ts';
import { samplesBody } from './samples.ts';
import { clockTime, eventText, statusText, when } from './texts.ts';

export type Tab = (typeof trainingTabs)[number];

export interface TabsContent {
  readonly tab: Tab;
  readonly run: string;
  readonly samples: readonly Sample[];
  readonly log: readonly RunEvent[];
  readonly runs: readonly RunSummary[];
  /** Colours of the runs that are laid over this one, by id. */
  readonly compared: ReadonlyMap<string, string>;
  choose(tab: Tab): void;
  compare(run: string, wanted: boolean): void;
  open(run: string): void;
  readonly save: { picture(): void; numbers(): void };
}

export function tabs(content: TabsContent): TemplateResult {
  const titles: Readonly<Record<Tab, string>> = {
    samples: t('Sample answers'),
    log: t('Log'),
    runs: t('Compare runs'),
  };
  const bodies = { samples: ({ samples }: TabsContent) => samplesBody(samples), log: logBody, runs: runsBody };
  const { tab, choose, save } = content;
  /** Arrow keys go from tab to tab, as in any list of tabs. */
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: trainingTabs.length - 1 }[event.key];
    if (by === undefined) return;
    const next = trainingTabs[(trainingTabs.indexOf(tab) + by) % trainingTabs.length] as Tab;
    choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return html`
    <div class="tabs-row">
    <div class="tabs" role="tablist" @keydown=${onKey}>
      ${trainingTabs.map(
        (name) => html`<button
          id="tab-${name}"
          role="tab"
          aria-controls="tab-body"
          aria-selected=${name === tab}
          tabindex=${name === tab ? 0 : -1}
          @click=${() => choose(name)}
        >${titles[name]}</button>`,
      )}
    </div>
    <div class="actions">
      <vscode-button id="picture" appearance="secondary" @click=${save.picture}>${t('Save picture…')}</vscode-button>
      <vscode-button id="numbers" appearance="secondary" @click=${save.numbers}>${t('Save numbers…')}</vscode-button>
    </div>
    </div>
    <div id="tab-body" role="tabpanel" aria-labelledby="tab-${tab}">${bodies[tab](content)}</div>
  `;
}

/** Most lines that are shown; a log is read from its end. */
const mostLines = 500;

function logBody({ log }: TabsContent): TemplateResult {
  const lines = log.slice(-mostLines).reverse();
  return html`<ol class="log" aria-label=${t('Log, the newest first')} tabindex="0" reversed>
    ${lines.map((event) => {
      const text = eventText(event);
      return text === undefined
        ? nothing
        : html`<li class=${event.type}><time datetime=${event.time}>${clockTime(event.time)}</time><span class="at">${t('step {0}', count(event.step))}</span><span>${text}</span></li>`;
    })}
  </ol>`;
}

function runsBody({ runs, run, compared, compare, open }: TabsContent): TemplateResult {
  const others = runs.filter(({ id }) => id !== run);
  if (others.length === 0) return html`<p class="help">${t('There is no other run yet.')}</p>`;
  return html`<p class="help">${t('Chosen runs are drawn into the chart of the loss.')}</p>
    <div class="scroll" tabindex="0" role="group" aria-label=${t('Compare runs')}>
      <table class="runs">
        <thead>
          <tr><th scope="col">${t('Run')}</th><th scope="col">${t('Begun')}</th><th scope="col">${t('Status')}</th><th scope="col">${t('Step')}</th><th scope="col">${t('Training loss')}</th><td></td></tr>
        </thead>
        <tbody>
          ${others.map(({ id, name, createdAt, status, step, loss }) => {
            const colour = compared.get(id);
            const onChange = (event: Event) => compare(id, (event.target as HTMLInputElement).checked);
            return html`<tr>
              <th scope="row">
                <vscode-checkbox data-run=${id} .checked=${colour !== undefined} @change=${onChange}>${name}</vscode-checkbox>
                ${colour === undefined ? nothing : html`<span class="swatch" .style=${`background: ${colour}`}></span>`}
              </th>
              <td>${when(createdAt)}</td>
              <td>${statusText(status)}</td>
              <td>${count(step)}</td>
              <td>${loss === undefined ? '–' : lossText(loss)}</td>
              <td><vscode-button appearance="secondary" aria-label=${t('Open {0}', name)} @click=${() => open(id)}>${t('Open')}</vscode-button></td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
}
