/** Which lines each chart has. */
import { bytes, compact, figure } from '../components/figures.ts';
import { themeColour } from '../components/theme.ts';
import { t } from '../l10n.ts';
import { decimate } from './decimate.ts';
import type { History } from './history.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
  /** What a tooltip says, where `y` is a sum. */
  readonly own: number;
}

export interface Line {
  readonly label: string;
  readonly points: Point[];
  readonly colour: string;
  readonly look: 'line' | 'faint' | 'points' | 'dashed' | 'area';
}

export interface ChartKind {
  readonly id: 'loss' | 'learningRate' | 'gradNorm' | 'tokensPerSecond' | 'memory';
  readonly title: string;
  readonly fromZero: boolean;
  format(value: number): string;
  /** On the axis. */
  tick(value: number): string;
  /** Between two ticks, where the round numbers of ten are not the round ones. */
  tickStep?(highest: number): number;
  /** @param buckets how many groups of steps a line may show */
  lines(history: History, buckets: number, compared: readonly Compared[]): Line[];
  /** The figures of now, for those who do not see the chart. */
  say(history: History): string;
}

export interface Compared {
  readonly name: string;
  readonly history: History;
  readonly colour: string;
}

const last = (values: readonly number[]) => values.at(-1);
const sayLast = (values: readonly number[], format: (value: number) => string) => {
  const value = last(values);
  return value === undefined ? t('no figures yet') : format(value);
};

export const lossText = (value: number): string => value.toFixed(value < 10 ? 3 : 1);
const rateText = (value: number) => (value === 0 ? '0' : value.toExponential(1));
const normText = (value: number) => value.toPrecision(3);

export const chartKinds = (): readonly ChartKind[] => [
  {
    id: 'loss',
    title: t('Loss'),
    fromZero: false,
    format: lossText,
    tick: figure,
    lines: lossLines,
    say({ smoothLoss, evaluations }) {
      const heldOut = evaluations.at(-1);
      const train = sayLast(smoothLoss, lossText);
      return heldOut ? t('training {0}, held-out {1}', train, lossText(heldOut.loss)) : t('training {0}', train);
    },
  },
  {
    id: 'memory',
    title: t('Memory'),
    fromZero: true,
    format: bytes,
    tick: bytes,
    tickStep: (highest) => 2 ** Math.ceil(Math.log2(Math.max(1, highest) / 6)),
    lines: memoryLines,
    say({ columns, started }) {
      const now = sayLast(columns.memory, bytes);
      return started?.forecast ? t('{0}, forecast {1}', now, bytes(started.forecast)) : now;
    },
  },
  simple('learningRate', t('Learning rate'), 'charts-purple', rateText, rateText),
  simple('gradNorm', t('Gradient norm'), 'charts-yellow', normText, figure),
  simple('tokensPerSecond', t('Tokens per second'), 'charts-green', compact, compact),
];

function simple(
  id: 'learningRate' | 'gradNorm' | 'tokensPerSecond',
  title: string,
  colour: string,
  format: (value: number) => string,
  tick: (value: number) => string,
): ChartKind {
  return {
    ...{ id, title, format, tick, fromZero: true },
    lines({ columns }, buckets) {
      const points = pointsOf(columns.step, columns[id], buckets);
      return [{ label: title, points, colour: themeColour(colour), look: 'line' }];
    },
    say: ({ columns }) => sayLast(columns[id], format),
  };
}

function pointsOf(x: readonly number[], y: readonly number[], buckets: number): Point[] {
  return decimate(y, buckets).map((i) => ({ x: x[i] as number, y: y[i] as number, own: y[i] as number }));
}

function lossLines(history: History, buckets: number, compared: readonly Compared[]): Line[] {
  const { step, loss } = history.columns;
  const blue = themeColour('charts-blue');
  return [
    ...compared.flatMap((other) => comparedLines(other, buckets)),
    { label: t('training, each step'), points: pointsOf(step, loss, buckets), colour: blue, look: 'faint' },
    smoothLine(history, buckets, t('training, smoothed'), blue),
    heldOutLine(history, buckets, t('held-out'), themeColour('symbolIcon-classForeground', 'charts-orange')),
  ];
}

function comparedLines({ name, history, colour }: Compared, buckets: number): Line[] {
  return [
    smoothLine(history, buckets, name, colour),
    { ...heldOutLine(history, buckets, t('{0}, held-out', name), colour), look: 'dashed' },
  ];
}

const smoothLine = ({ columns, smoothLoss }: History, buckets: number, label: string, colour: string): Line => ({
  ...{ label, colour, look: 'line' },
  points: pointsOf(columns.step, smoothLoss, buckets),
});

function heldOutLine({ evaluations }: History, buckets: number, label: string, colour: string): Line {
  const [steps, losses] = [evaluations.map(({ step }) => step), evaluations.map(({ loss }) => loss)];
  return { label, points: pointsOf(steps, losses, buckets), colour, look: 'points' };
}

/** In the order in which they are stacked, in the colours of memory-bar.css. */
const parts = () =>
  [
    ['weights', t('Weights'), 'charts-blue'],
    ['adapter', t('Trained tensors'), 'charts-green'],
    ['gradients', t('Gradients'), 'charts-yellow'],
    ['optimizer', t('Optimizer'), 'terminal-ansiCyan'],
  ] as const;

/**
 * The parts that are known exactly, and above them what the rest of the process holds. All have the same points, so that
 * their edges meet.
 */
function memoryLines({ columns, started }: History, buckets: number): Line[] {
  const { step, memory } = columns;
  const kept = decimate(memory, buckets);
  const sums = kept.map(() => 0);
  const stacked = (own: (i: number, sum: number) => number): Point[] =>
    kept.map((i, k) => {
      const part = own(i, sums[k] as number);
      sums[k] = (sums[k] as number) + part;
      return { x: step[i] as number, y: sums[k] as number, own: part };
    });
  const areas = parts().map(([id, label, colour]): Line => {
    return { label, points: stacked((i) => columns[id][i] as number), colour: themeColour(colour), look: 'area' };
  });
  const rest = stacked((i, sum) => Math.max(0, (memory[i] as number) - sum));
  const grey = themeColour('descriptionForeground');
  areas.push({ label: t('Rest of the process'), points: rest, colour: grey, look: 'area' });
  const forecast = started?.forecast;
  if (forecast === undefined) return areas;
  const ends = [rest.at(0), rest.at(-1)].flatMap((end) => (end ? [{ x: end.x, y: forecast, own: forecast }] : []));
  const colour = themeColour('errorForeground', 'charts-red');
  return [...areas, { label: t('Forecast of the peak'), points: ends, colour, look: 'dashed' }];
}
