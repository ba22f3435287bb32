/** Charts on their canvases: made once, redrawn with fewer points than there are steps. */
import {
  Chart,
  type ChartDataset,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { faded, themeColour } from '../components/theme.ts';
import type { History } from './history.ts';
import type { ChartKind, Compared, Line, Point } from './lines.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler, Tooltip, Legend);

export type LineChart = Chart<'line', Point[]>;

export function makeChart(canvas: HTMLCanvasElement, kind: ChartKind): LineChart {
  const chart: LineChart = new Chart(canvas, {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: { type: 'linear', min: 0, bounds: 'data', ticks: { precision: 0, maxRotation: 0, includeBounds: false } },
        y: { beginAtZero: kind.fromZero, ticks: { maxTicksLimit: 6, callback: (value) => kind.tick(Number(value)) } },
      },
      plugins: {
        legend: { position: 'bottom', labels: { usePointStyle: true, pointStyleWidth: 12, boxHeight: 8, padding: 14 } },
        tooltip: {
          callbacks: {
            title: ([item]) => String(item?.parsed.x ?? ''),
            label: ({ dataset, raw }) => `${dataset.label}: ${kind.format((raw as Point).own)}`,
          },
        },
      },
    },
  });
  takeTheme(chart);
  return chart;
}

/** Text and grid in the colours of the theme of now. */
export function takeTheme({ options }: LineChart): void {
  const text = themeColour('foreground');
  const faint = faded(text, 0.15);
  const font = { family: themeColour('font-family') };
  for (const scale of [options.scales?.x, options.scales?.y]) {
    if (!scale) continue;
    Object.assign(scale, { grid: { color: faint }, border: { color: faint } });
    Object.assign(scale.ticks ?? {}, { color: text, font });
  }
  Object.assign(options.plugins?.legend?.labels ?? {}, { color: text, font });
}

export function drawLines(chart: LineChart, kind: ChartKind, history: History, compared: readonly Compared[]): void {
  // Two points for each two pixels of the width.
  const buckets = Math.max(100, Math.round(chart.width / 2));
  const lines = kind.lines(history, buckets, compared).filter(({ points }) => points.length > 0);
  const { legend } = chart.options.plugins ?? {};
  // The title says what the only line is.
  if (legend) legend.display = lines.length > 1;
  const highest = Math.max(...lines.flatMap(({ points }) => points.map(({ y }) => y)));
  if (kind.tickStep) Object.assign(chart.options.scales?.y?.ticks ?? {}, { stepSize: kind.tickStep(highest) });
  chart.data.datasets = lines.map((line, i) => ({ label: line.label, data: line.points, ...looks(line, i === 0) }));
  chart.update('none');
}

function looks({ look, colour }: Line, isLowest: boolean): Partial<ChartDataset<'line', Point[]>> {
  const line = {
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    pointRadius: 0,
    pointStyle: 'line' as const,
  };
  switch (look) {
    case 'line':
      return line;
    case 'faint':
      return { ...line, borderColor: faded(colour, 0.5), borderWidth: 1 };
    case 'points':
      return { ...line, pointStyle: 'circle', pointRadius: 4, pointBackgroundColor: colour };
    case 'dashed':
      return { ...line, borderDash: [5, 4], borderWidth: 1.5 };
    case 'area':
      return {
        ...line,
        ...{
          pointStyle: 'rect',
          borderWidth: 1,
          backgroundColor: faded(colour, 0.55),
          fill: isLowest ? 'origin' : '-1',
        },
      };
  }
}
