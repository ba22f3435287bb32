/** A metric task by task, a bar for each contestant. */
import { Chart, type ChartConfiguration } from 'chart.js';
import type { EvaluationReport } from '../../runtime/protocol/evaluation.ts';
import { type ShownMetric, shownMetrics } from '../../runtime/protocol/metrics.ts';
import { type BarChart, barAxis, barColours, barLegend, barOptions } from '../components/bar-chart.ts';
import { faded, themeColour } from '../components/theme.ts';
import { t } from '../l10n.ts';
import { tasksOf } from './reading.ts';
import { metricTitle } from './texts.ts';

/** Of the others; the run's own result is blue, the base grey. */
const variables = ['charts-green', 'charts-purple', 'charts-yellow', 'charts-red'];

function colourOf(name: string, i: number): string {
  if (i === 0) return themeColour('charts-blue');
  if (name === 'base') return faded(themeColour('descriptionForeground'), 0.6);
  return themeColour(variables[i % variables.length] as string);
}

export function metricChart(canvas: HTMLCanvasElement, report: EvaluationReport, metric: ShownMetric): BarChart {
  const colours = barColours();
  const [valueAxis, taskAxis] = [barAxis(colours, metricTitle(metric)), barAxis(colours)];
  const tasks = tasksOf(report);
  const { write } = shownMetrics[metric];
  const configuration: ChartConfiguration<'bar', number[], string> = {
    type: 'bar',
    data: {
      labels: tasks.map(({ task }) => t(task)),
      datasets: report.contestants.map(({ name, figures }, i) => ({
        label: name,
        // No bar where there is no figure.
        data: tasks.map(({ task }) => figures.perTask[task]?.[metric] ?? Number.NaN),
        backgroundColor: colourOf(name, i),
        barPercentage: 0.9,
        categoryPercentage: 0.75,
      })),
    },
    options: {
      ...barOptions(colours),
      indexAxis: 'y',
      scales: {
        x: {
          ...valueAxis,
          beginAtZero: true,
          ticks: { ...valueAxis.ticks, maxTicksLimit: 8, maxRotation: 0, callback: (value) => write(Number(value)) },
        },
        y: {
          ...taskAxis,
          grid: { display: false },
          ticks: {
            ...taskAxis.ticks,
            callback(value) {
              const label = this.getLabelForValue(Number(value));
              return this.chart.width < narrow ? inTwoLines(label) : label;
            },
          },
        },
      },
      plugins: {
        legend: barLegend(colours),
        tooltip: { callbacks: { label: ({ dataset, raw }) => `${dataset.label}: ${write(Number(raw))}` } },
      },
    },
  };
  return new Chart(canvas, configuration);
}

/** In pixels: an axis has half of the chart at most, and what is longer would be cut off. */
const narrow = 500;

/** Broken at the space that is nearest to the middle. */
function inTwoLines(label: string): string[] {
  const spaces = [...label.matchAll(/ /g)].map(({ index }) => index);
  const [at] = spaces.toSorted((a, b) => Math.abs(a - label.length / 2) - Math.abs(b - label.length / 2));
  return at === undefined ? [label] : [label.slice(0, at), label.slice(at + 1)];
}
