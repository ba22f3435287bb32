/** The two charts: share of tasks, and lengths as a histogram stacked by task with the row limit drawn in. */
import { Chart, type ChartConfiguration, type Plugin } from 'chart.js';
import type { Task } from '../../runtime/protocol/config.ts';
import type { DatasetStatistics } from '../../runtime/protocol/service.ts';
import { type BarChart, barAxis, barLegend, barOptions } from '../components/bar-chart.ts';
import { compact, count, share } from '../components/figures.ts';
import { t } from '../l10n.ts';
import type { ThemeColours } from './colours.ts';

type Configuration = ChartConfiguration<'bar', number[], string>;

export function shareChart(
  canvas: HTMLCanvasElement,
  { tasks }: DatasetStatistics,
  colours: ThemeColours,
  onTask: (task: Task) => void,
): BarChart {
  const configuration: Configuration = {
    type: 'bar',
    data: {
      labels: tasks.map(({ task }) => t(task)),
      datasets: [{ data: tasks.map(({ rows }) => rows), backgroundColor: tasks.map(({ task }) => colours.of(task)) }],
    },
    options: {
      ...common(colours),
      indexAxis: 'y',
      scales: { x: barAxis(colours, t('rows')), y: { ...barAxis(colours), grid: { display: false } } },
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: { label: ({ dataIndex: i, raw }) => `${count(Number(raw))} · ${share(tasks[i]?.share ?? 0)}` },
        },
      },
      onClick: (_, [bar]) => {
        const clicked = bar && tasks[bar.index];
        if (clicked) onTask(clicked.task);
      },
    },
  };
  return new Chart(canvas, configuration);
}

export interface Histogram {
  /** Lower edges, and last the upper edge of the last bin (exclusive). */
  readonly edges: readonly number[];
  readonly of: (task: DatasetStatistics['tasks'][number]) => readonly number[];
  readonly unit: string;
  /** Where a row stops fitting. */
  readonly limit?: number;
}

export function lengthChart(
  canvas: HTMLCanvasElement,
  { tasks }: DatasetStatistics,
  { edges, of, unit, limit }: Histogram,
  colours: ThemeColours,
  onBar: (task: Task, min: number, max: number) => void,
): BarChart {
  const shown = tasks.filter(({ rows }) => rows > 0);
  const configuration: Configuration = {
    type: 'bar',
    data: {
      labels: edges.slice(0, -1).map((edge) => compact(edge)),
      datasets: shown.map((task) => ({
        label: t(task.task),
        data: [...of(task)],
        backgroundColor: colours.of(task.task),
        categoryPercentage: 1,
        barPercentage: 0.94,
      })),
    },
    options: {
      ...common(colours),
      scales: {
        x: { ...barAxis(colours, unit), stacked: true, grid: { display: false } },
        y: { ...barAxis(colours, t('rows')), stacked: true },
      },
      plugins: {
        legend: barLegend(colours),
        tooltip: { callbacks: { title: ([item]) => rangeText(edges, item?.dataIndex ?? 0, unit) } },
      },
      onClick: (_, [bar]) => {
        const task = bar && shown[bar.datasetIndex];
        if (task) onBar(task.task, edges[bar.index] ?? 0, (edges[bar.index + 1] ?? 1) - 1);
      },
    },
    plugins: limit === undefined ? [] : [limitLine(edges, limit, colours)],
  };
  return new Chart(canvas, configuration);
}

const rangeText = (edges: readonly number[], i: number, unit: string) =>
  t('{0} to {1} {2}', count(edges[i] ?? 0), count((edges[i + 1] ?? 1) - 1), unit);

const common = (colours: ThemeColours) => ({
  ...barOptions(colours),
  onHover: (event: { native: Event | null }, bars: readonly unknown[]) => {
    const target = event.native?.target;
    if (target instanceof HTMLElement) target.style.cursor = bars.length > 0 ? 'pointer' : 'default';
  },
});

/** A dashed line at the limit, between the bins where it lies; at the right edge where every row is shorter. */
function limitLine(edges: readonly number[], limit: number, colours: ThemeColours): Plugin<'bar'> {
  return {
    id: 'limit',
    afterDatasetsDraw({ ctx, chartArea: { left, right, top, bottom } }) {
      const [first = 0, last = 1] = [edges[0], edges.at(-1)];
      const x = left + (right - left) * Math.min(1, Math.max(0, (limit - first) / (last - first)));
      const isBeyond = limit > last;
      const text = `${t('limit {0}', count(limit))}${isBeyond ? ' →' : ''}`;
      ctx.save();
      ctx.strokeStyle = colours.limit;
      ctx.fillStyle = colours.limit;
      ctx.setLineDash([5, 4]);
      ctx.lineWidth = 1.5;
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
      ctx.stroke();
      ctx.textAlign = x > (left + right) / 2 ? 'right' : 'left';
      ctx.fillText(text, x + (ctx.textAlign === 'right' ? -6 : 6), top + 12);
      ctx.restore();
    },
  };
}
