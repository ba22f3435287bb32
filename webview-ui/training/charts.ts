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
import { themeColour } from '../components/theme.ts';
import { decimate } from './decimate.ts';
import type { ChartKind, Line } from './lines.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler, Tooltip, Legend);

interface Point {
  x: number;
  y: number;
  own: number;
}
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
        x: { type: 'linear', ticks: { precision: 0, maxRotation: 0 } },
        y: { beginAtZero: kind.fromZero, ticks: { maxTicksLimit: 6, callback: (value) => kind.format(Number(value)) } },
      },
      plugins: {
        legend: { position: 'bottom', labels: { boxWidth: 10, boxHeight: 10 } },
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
  const faint = themeColour('widget-border', 'editorGroup-border', 'contrastBorder');
  for (const scale of [options.scales?.x, options.scales?.y]) {
    if (!scale) continue;
    Object.assign(scale, { grid: { color: faint }, border: { color: faint } });
    Object.assign(scale.ticks ?? {}, { color: text });
  }
  options.font = { family: themeColour('font-family') };
  Object.assign(options.plugins?.legend?.labels ?? {}, { color: text });
}

export function drawLines(chart: LineChart, lines: readonly Line[]): void {
  // Hardly any line needs a name of its own where there is one only.
  if (chart.options.plugins?.legend) chart.options.plugins.legend.display = lines.length > 1;
  chart.data.datasets = withPoints(lines, Math.max(100, Math.round(chart.width)));
  chart.update('none');
}

/** Stacked areas keep the same points, so that their edges meet. */
function withPoints(lines: readonly Line[], buckets: number): ChartDataset<'line', Point[]>[] {
  const top = lines.findLast(({ look }) => look === 'area');
  const shared = top && decimate(top.y, buckets);
  return lines.map((line, i) => {
    const kept = line.look === 'area' && shared ? shared : decimate(line.y, buckets);
    const data = kept.map((k) => ({
      x: line.x[k] as number,
      y: line.y[k] as number,
      own: (line.own ?? line.y)[k] as number,
    }));
    return { label: line.label, data, ...looks(line, i === 0) };
  });
}

function looks({ look, colour }: Line, isLowest: boolean): Partial<ChartDataset<'line', Point[]>> {
  const line = { borderColor: colour, backgroundColor: colour, borderWidth: 2, pointRadius: 0, pointHitRadius: 6 };
  switch (look) {
    case 'line':
      return line;
    case 'faint':
      return { ...line, borderColor: faded(colour, 0.35), borderWidth: 1 };
    case 'points':
      return { ...line, pointRadius: 4, pointBackgroundColor: colour };
    case 'dashed':
      return { ...line, borderDash: [5, 4], borderWidth: 1.5 };
    case 'area':
      return { ...line, borderWidth: 1, backgroundColor: faded(colour, 0.55), fill: isLowest ? 'origin' : '-1' };
  }
}

const probe = document.createElement('canvas').getContext('2d');

/** The same colour with less of it. A canvas spells every opaque colour as #rrggbb. */
function faded(colour: string, alpha: number): string {
  if (!probe) return colour;
  probe.fillStyle = colour;
  const spelled = String(probe.fillStyle);
  const opacity = Math.round(255 * alpha)
    .toString(16)
    .padStart(2, '0');
  return /^#[0-9a-f]{6}$/.test(spelled) ? `${spelled}${opacity}` : spelled;
}
