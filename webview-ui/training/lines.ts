/** Which lines each chart has. */
import { bytes, compact } from '../components/figures.ts';
import { themeColour } from '../components/theme.ts';
import { t } from '../l10n.ts';
import type { History } from './history.ts';

export interface Line {
  readonly label: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** What a tooltip says, where `y` is a sum. */
  readonly own?: readonly number[];
  readonly colour: string;
  readonly look: 'line' | 'faint' | 'points' | 'dashed' | 'area';
}

export interface ChartKind {
  readonly id: 'loss' | 'learningRate' | 'gradNorm' | 'tokensPerSecond' | 'memory';
  readonly title: string;
  readonly fromZero: boolean;
  format(value: number): string;
  lines(history: History, compared: readonly Compared[]): Line[];
  /** The figures of now, for those who do not see the chart. */
  say(history: History): string;
}

export interface Compared {
  readonly name: string;
  readonly history: History;
  readonly colour: string;
}

const small = (value: number) =>
  value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : value.toPrecision(3);
const last = (values: readonly number[]) => values.at(-1);
const sayLast = (values: readonly number[], format: (value: number) => string) => {
  const value = last(values);
  return value === undefined ? t('no figures yet') : format(value);
};

export const lossText = (value: number): string => value.toFixed(value < 10 ? 3 : 1);

export const chartKinds = (): readonly ChartKind[] => [
  {
    id: 'loss',
    title: t('Loss'),
    fromZero: false,
    format: lossText,
    lines: lossLines,
    say({ smoothLoss, evaluations }) {
      const heldOut = evaluations.at(-1);
      const train = sayLast(smoothLoss, lossText);
      return heldOut ? t('training {0}, held-out {1}', train, lossText(heldOut.loss)) : t('training {0}', train);
    },
  },
  simple('learningRate', t('Learning rate'), 'charts-purple', small),
  simple('gradNorm', t('Gradient norm'), 'charts-yellow', small),
  simple('tokensPerSecond', t('Tokens per second'), 'charts-green', compact),
  {
    id: 'memory',
    title: t('Memory'),
    fromZero: true,
    format: bytes,
    lines: memoryLines,
    say({ columns, started }) {
      const now = sayLast(columns.memory, bytes);
      return started?.forecast ? t('{0}, forecast {1}', now, bytes(started.forecast)) : now;
    },
  },
];

function simple(
  id: 'learningRate' | 'gradNorm' | 'tokensPerSecond',
  title: string,
  colour: string,
  format: (value: number) => string,
): ChartKind {
  return {
    ...{ id, title, format, fromZero: true },
    lines: ({ columns }) => [
      { label: title, x: columns.step, y: columns[id], colour: themeColour(colour), look: 'line' },
    ],
    say: ({ columns }) => sayLast(columns[id], format),
  };
}

function lossLines(history: History, compared: readonly Compared[]): Line[] {
  const { columns, smoothLoss } = history;
  const blue = themeColour('charts-blue');
  return [
    ...compared.flatMap((other) => comparedLines(other)),
    { label: t('training, each step'), x: columns.step, y: columns.loss, colour: blue, look: 'faint' },
    { label: t('training, smoothed'), x: columns.step, y: smoothLoss, colour: blue, look: 'line' },
    heldOutLine(history, t('held-out'), themeColour('charts-orange')),
  ];
}

function comparedLines({ name, history, colour }: Compared): Line[] {
  return [
    { label: name, x: history.columns.step, y: history.smoothLoss, colour, look: 'line' },
    { ...heldOutLine(history, t('{0}, held-out', name), colour), look: 'dashed' },
  ];
}

const heldOutLine = ({ evaluations }: History, label: string, colour: string): Line => ({
  label,
  x: evaluations.map(({ step }) => step),
  y: evaluations.map(({ loss }) => loss),
  colour,
  look: 'points',
});

/** In the order in which they are stacked. */
const parts = () =>
  [
    ['weights', t('Weights'), 'charts-blue'],
    ['adapter', t('Trained tensors'), 'charts-green'],
    ['gradients', t('Gradients'), 'charts-yellow'],
    ['optimizer', t('Optimizer'), 'charts-orange'],
  ] as const;

/** The parts that are known exactly, and above them what the rest of the process holds. */
function memoryLines({ columns, started }: History): Line[] {
  const { step, memory } = columns;
  const sums = new Float64Array(step.length);
  const areas = parts().map(([id, label, colour]): Line => {
    const own = columns[id];
    for (let i = 0; i < own.length; i++) sums[i] = (sums[i] as number) + (own[i] as number);
    return { label, x: step, y: [...sums], own, colour: themeColour(colour), look: 'area' };
  });
  const rest = memory.map((whole, i) => Math.max(0, whole - (sums[i] as number)));
  const whole = rest.map((value, i) => value + (sums[i] as number));
  const lines: Line[] = [
    ...areas,
    {
      label: t('Rest of the process'),
      x: step,
      y: whole,
      own: rest,
      colour: themeColour('disabledForeground', 'descriptionForeground'),
      look: 'area',
    },
  ];
  if (started?.forecast === undefined || step.length === 0) return lines;
  const ends = [step[0] as number, last(step) as number];
  const forecast = { label: t('Forecast of the peak'), x: ends, y: ends.map(() => started.forecast as number) };
  return [...lines, { ...forecast, colour: themeColour('errorForeground', 'charts-red'), look: 'dashed' }];
}
