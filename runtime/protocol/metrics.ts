/** How the metrics of an evaluation are called and written, wherever they are shown. */
import type { Figures, Interval, MetricName } from './evaluation.ts';

/** Perplexity is the loss in other words, so it has no interval of its own. */
export type ShownMetric = MetricName | 'perplexity';

export interface MetricForm {
  readonly title: string;
  readonly better: 'lower' | 'higher' | '';
  write(value: number): string;
  /** Without its sign. */
  writeDifference(value: number): string;
}

const number = (digits: number) => (value: number) => value.toFixed(digits);
const share = (value: number) => `${(100 * value).toFixed(1)}%`;
/** Percentage points, which are no share of anything. */
const points = (value: number) => `${(100 * value).toFixed(1)} pp`;

const numeric = (title: string, better: MetricForm['better'], digits: number): MetricForm => ({
  ...{ title, better },
  write: number(digits),
  writeDifference: number(digits),
});
const shared = (title: string, better: MetricForm['better']): MetricForm => ({
  ...{ title, better },
  write: share,
  writeDifference: points,
});

export const shownMetrics: Readonly<Record<ShownMetric, MetricForm>> = {
  loss: numeric('loss', 'lower', 4),
  perplexity: numeric('perplexity', 'lower', 2),
  exactMatch: shared('exact match', 'higher'),
  tokenF1: shared('token F1', 'higher'),
  rougeL: shared('ROUGE-L', 'higher'),
  unsupportedClaims: shared('unsupported claims', 'lower'),
  answerWords: numeric('answer words', '', 1),
};
export const shownNames = Object.keys(shownMetrics) as ShownMetric[];

export const written = (figures: Figures, name: ShownMetric): string => {
  const value = figures[name];
  return value === undefined ? '–' : shownMetrics[name].write(value);
};

/** With its sign. */
export const writtenDifference = (name: MetricName, value: number): string =>
  `${value < 0 ? '−' : '+'}${shownMetrics[name].writeDifference(Math.abs(value))}`;

/** Whether chance alone would seldom give such a difference. */
export const excludesZero = ({ low, high }: Interval): boolean => low > 0 || high < 0;
