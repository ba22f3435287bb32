/** The panel of a run: whether it learns, how long it takes, whether it fits. */
import '../components/toolkit.ts';
import './training.css';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Sample } from '../../runtime/protocol/samples.ts';
import {
  type RunAction,
  type RunSummary,
  type TrainingView,
  trainingView,
} from '../../runtime/protocol/views/training.ts';
import type { ToView } from '../../runtime/protocol/views/view.ts';
import { onThemeChange, themeColour } from '../components/theme.ts';
import { connect } from '../host.ts';
import { t } from '../l10n.ts';
import { drawLines, type LineChart, makeChart, takeTheme } from './charts.ts';
import { head } from './head.ts';
import { addEvent, addSteps, csvOf, type History, newHistory } from './history.ts';
import { drawingInTurn } from './in-turn.ts';
import { type ChartKind, type Compared, chartKinds } from './lines.ts';
import { outcome } from './outcome.ts';
import { pictureOf } from './picture.ts';
import { type Tab, tabs } from './tabs.ts';
import { activity, when } from './texts.ts';

const root = document.getElementById('root') as HTMLElement;
const kinds = chartKinds();
const charts = new Map<string, LineChart>();
const host = connect(trainingView, receive);
const kept = host.state();

let about: (ToView<TrainingView> & { type: 'run' }) | undefined;
/** This run's, and those of the runs laid over it. */
const histories = new Map<string, History>();
const compared = new Set(kept?.compared);
let tab: Tab = kept?.tab ?? 'samples';
let runs: readonly RunSummary[] = [];
let samples: readonly Sample[] = [];
let lastLines: readonly string[] = [];

function receive(message: ToView<TrainingView>): void {
  switch (message.type) {
    case 'run':
      about = message;
      histories.clear();
      keep();
      for (const run of compared) host.send({ type: 'compare', run });
      break;
    case 'steps':
      addSteps(historyOf(message.run), message.columns);
      break;
    case 'events':
      for (const event of message.events) addEvent(historyOf(message.run), event);
      break;
    case 'runs':
      runs = message.runs;
      for (const run of compared) if (!runs.some(({ id }) => id === run)) compared.delete(run);
      break;
    case 'samples':
      samples = message.samples;
      break;
    case 'lastLines':
      lastLines = message.lines;
  }
  // In this order: a chart needs its place in the page.
  schedule();
  if (message.type === 'steps' || message.type === 'events') outdateCharts();
}

function historyOf(run: string): History {
  const history = histories.get(run) ?? newHistory();
  histories.set(run, history);
  return history;
}

function keep(): void {
  if (about) host.keep({ run: about.id, compared: [...compared], tab });
}

let isScheduled = false;
/** However much comes in, the page is rendered once a frame. */
function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    show();
  });
}

function show(): void {
  if (about) render(page(about.name, historyOf(about.id)), root);
}

const outdateCharts = drawingInTurn(kinds, drawChart);

function drawChart(kind: ChartKind): void {
  const canvas = root.querySelector<HTMLCanvasElement>(`#chart-${kind.id}`);
  if (!about || !canvas) return;
  const history = historyOf(about.id);
  const chart = charts.get(kind.id) ?? makeChart(canvas, kind);
  charts.set(kind.id, chart);
  drawLines(chart, kind, history, comparedRuns());
  canvas.setAttribute('aria-label', `${kind.title}: ${t('step {0}', history.step)}, ${kind.say(history)}`);
}

function page(name: string, history: History): TemplateResult {
  const act = (action: RunAction) => host.send({ type: 'act', action });
  return html`
    ${head(name, history, act)}
    ${outcome({ history, lastLines, canAsk: about?.canAsk ?? false, canEvaluate: about?.config.objective === 'answer', act })}
    <div class="charts">
      ${kinds.map(
        ({ id, title }) => html`<section class="chart ${id}" aria-labelledby="title-${id}">
          <h2 id="title-${id}">${title}</h2>
          <div class="canvas"><canvas id="chart-${id}" role="img"></canvas></div>
        </section>`,
      )}
    </div>
    ${tabs({
      ...{ tab, samples, runs, log: history.log, run: about?.id ?? '', compared: colours() },
      choose(chosen) {
        tab = chosen;
        keep();
        show();
      },
      compare,
      open: (run) => host.send({ type: 'open', run }),
      save: { picture: savePicture, numbers: saveNumbers },
    })}
    <div class="visually-hidden" role="status" aria-live="polite">${name}: ${activity(history)}</div>
    ${about ? html`<footer>${about.config.model} · ${about.config.data.source} · ${about.folder}</footer>` : nothing}
  `;
}

function compare(run: string, wanted: boolean): void {
  if (wanted === compared.has(run)) return;
  if (wanted) {
    compared.add(run);
    // What there was of it may be older than it is now.
    histories.delete(run);
    host.send({ type: 'compare', run });
  } else compared.delete(run);
  keep();
  outdateCharts();
  schedule();
}

const overlayColours = ['charts-purple', 'charts-green', 'charts-yellow', 'charts-red', 'terminal-ansiCyan'];

function colours(): Map<string, string> {
  const colourAt = (i: number) => themeColour(overlayColours[i % overlayColours.length] as string);
  return new Map([...compared].map((run, i) => [run, colourAt(i)]));
}

function comparedRuns(): Compared[] {
  return [...colours()].flatMap(([run, colour]) => {
    const history = histories.get(run);
    const summary = runs.find(({ id }) => id === run);
    return history && summary ? [{ name: `${summary.name}, ${when(summary.createdAt)}`, history, colour }] : [];
  });
}

function savePicture(): void {
  const pictured = kinds.flatMap(({ id, title }) => {
    const chart = charts.get(id);
    return chart ? [{ title, canvas: chart.canvas }] : [];
  });
  host.send({ type: 'savePicture', png: pictureOf(about?.name ?? '', pictured) });
}

function saveNumbers(): void {
  if (about) host.send({ type: 'saveNumbers', csv: csvOf(historyOf(about.id)) });
}

onThemeChange(() => {
  for (const chart of charts.values()) takeTheme(chart);
  outdateCharts();
  schedule();
});
