/** An evaluation in words. */
import type { EvaluationReport } from '../../runtime/protocol/evaluation.ts';
import type { ShownMetric } from '../../runtime/protocol/metrics.ts';
import { t } from '../l10n.ts';
import type { Headline, Verdict } from './reading.ts';

export function metricTitle(metric: ShownMetric): string {
  const titles: Readonly<Record<ShownMetric, string>> = {
    loss: t('Loss'),
    perplexity: t('Perplexity'),
    exactMatch: t('Exact match'),
    tokenF1: t('Token F1'),
    rougeL: t('ROUGE-L'),
    unsupportedClaims: t('Unsupported claims'),
    answerWords: t('Words of the answer'),
  };
  return titles[metric];
}

/** What the figure is, and which way is better. */
export function metricHelp(metric: ShownMetric): string {
  const helps: Readonly<Record<ShownMetric, string>> = {
    loss: t('Mean of a label token, in nats. Lower is better.'),
    perplexity: t('The exponential of the loss; its difference is a ratio. Lower is better.'),
    exactMatch: t('The answer is the reference but for case, spaces and a full stop. Higher is better.'),
    tokenF1: t('Words that answer and reference share. Higher is better.'),
    rougeL: t('The longest sequence of word stems that both share. Higher is better.'),
    unsupportedClaims: t('Sentences that a checker by rules does not find in the note. Lower is better.'),
    answerWords: t('How long the answers are; neither way is better.'),
  };
  return helps[metric];
}

export function verdictText(verdict: Verdict): string {
  const texts: Readonly<Record<Verdict, string>> = {
    better: t('better'),
    worse: t('worse'),
    differs: t('differs'),
    open: t('not told apart'),
    untold: t('too few patients'),
  };
  return texts[verdict];
}

/** One sentence: which is better, at which metric, with its interval. */
export function headlineText(headline: Headline): string {
  const { own, against, ownValue, otherValue, mean = '–', interval, verdict, metric } = headline;
  const title = metricTitle(metric);
  const figures = [own, against, title, ownValue, otherValue, mean, interval?.low ?? '', interval?.high ?? ''];
  if (verdict === 'better')
    return t('{0} answers better than {1}: {2} {3} against {4}, {5} (95% interval {6} to {7}).', ...figures);
  if (verdict === 'worse')
    return t('{0} answers worse than {1}: {2} {3} against {4}, {5} (95% interval {6} to {7}).', ...figures);
  if (verdict === 'untold')
    return t('{0} against {1}: {2} {3} and {4}. The patients are too few to tell which is better.', ...figures);
  return t(
    '{0} and {1} cannot be told apart: {2} {3} against {4}, {5} (95% interval {6} to {7}, which holds 0).',
    ...figures,
  );
}

export const leakText = ({ leaks, heldOutRows }: EvaluationReport): string =>
  t(
    'Leakage: the notes of {0} of {1} held-out rows are nearly identical to a training note. Their figures say less.',
    leaks.length,
    heldOutRows,
  );
