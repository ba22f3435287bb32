/** What a contestant makes of held-out rows: the loss of each, its answer, and what the answer is worth. */
import { compile, type HostTensor } from '../backend/session.ts';
import { createChecker } from '../clinical/grounding/checker.ts';
import { type Example, encodeRows } from '../data/examples.ts';
import type { ClinicalRow } from '../data/rows.ts';
import { createDecoder } from '../generate/decoder.ts';
import { greedyWriter } from '../generate/greedy.ts';
import { inputName } from '../graph/ir.ts';
import type { Device } from '../graph/ops/rule.ts';
import { evaluationGraph } from '../models/graphs.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import type { Metrics } from '../protocol/evaluation.ts';
import { fullBatch } from '../train/engine.ts';
import { answerAll, isExactMatch } from '../train/evaluate.ts';
import { batchFeeds } from '../train/feeds.ts';
import { ownQuestion } from '../train/samples.ts';
import type { Contestant } from './contestants.ts';
import { rougeL } from './rouge.ts';
import { tokenF1 } from './squad.ts';

export interface MeasuredRow {
  readonly row: ClinicalRow;
  readonly answer: string;
  readonly metrics: Metrics;
  /** That the loss is the mean of; 0 where the row does not fit. */
  readonly labelTokens: number;
}

export interface Measuring {
  readonly config: FineTuneConfig;
  readonly device: Device;
  readonly threads: number;
  /** Called for each row twice: its loss, its answer. */
  readonly onRow: () => void;
}

/** The rows in their order. Two sessions, one after the other: the loss, then the answers. */
export async function measureRows(
  contestant: Contestant,
  rows: readonly ClinicalRow[],
  measuring: Measuring,
): Promise<MeasuredRow[]> {
  const losses = await lossesOf(contestant, rows, measuring);
  const answers = await answersOf(contestant, rows, measuring);
  return rows.map((row, i) => {
    const [loss, answer] = [losses[i], answers[i] as string];
    const metrics = { ...textMetrics(answer, row), ...(loss ? { loss: loss.sum / loss.tokens } : {}) };
    return { row, answer, metrics, labelTokens: loss?.tokens ?? 0 };
  });
}

/** What an answer is worth beside the row's own. */
export function textMetrics(answer: string, row: Pick<ClinicalRow, 'note' | 'answer'>): Metrics {
  const unsupported = unsupportedShare(answer, row.note);
  return {
    exactMatch: Number(isExactMatch(answer, row.answer)),
    tokenF1: tokenF1(answer, row.answer),
    rougeL: rougeL(answer, row.answer, true).f1,
    answerWords: answer.split(/\s+/).filter(Boolean).length,
    ...(unsupported === undefined ? {} : { unsupportedClaims: unsupported }),
  };
}

/** Of the sentences that say something, those that the note does not support; undefined where none says anything. */
export function unsupportedShare(answer: string, note: string): number | undefined {
  const checked = createChecker(note)
    .check(answer)
    .filter(({ verdict }) => verdict !== 'nothing to check');
  if (checked.length === 0) return undefined;
  return checked.filter(({ verdict }) => verdict === 'unsupported').length / checked.length;
}

interface Loss {
  readonly sum: number;
  readonly tokens: number;
}

/** One row at a time, so that each has its own. */
async function lossesOf(
  { opened, adapter, parameters }: Contestant,
  rows: readonly ClinicalRow[],
  { config, device, threads, onRow }: Measuring,
): Promise<(Loss | undefined)[]> {
  const { description, weights, tokenizer } = opened;
  const graph = evaluationGraph({ model: description, adapter, trainWeights: false, batch: 1 });
  const session = await compile(graph, weights, { device, threads });
  const shapes = new Map(graph.inputs.map((input) => [inputName(input), input.type.shape as readonly number[]]));
  const fed = Object.fromEntries(
    [...parameters].map(([name, data]) => [name, { data, shape: shapes.get(name) as readonly number[] }]),
  );
  const lossOf = async (example: Example): Promise<Loss> => {
    const batch = fullBatch([[example]], 1, 8);
    const { loss } = await session.run({ ...batchFeeds(description, batch, 1), ...fed });
    return { sum: (loss as HostTensor).data[0] as number, tokens: batch.labels.length };
  };
  try {
    const losses: (Loss | undefined)[] = [];
    for (const row of rows) {
      const [example] = encodeRows([row], tokenizer, config).examples;
      losses.push(example && (await lossOf(example)));
      onRow();
    }
    return losses;
  } finally {
    await session.release();
  }
}

async function answersOf(
  { opened, adapter, parameters }: Contestant,
  rows: readonly ClinicalRow[],
  { config, device, threads, onRow }: Measuring,
): Promise<string[]> {
  const { tokenizer } = opened;
  const decoder = await createDecoder(opened, { adapter, trainWeights: false, device, threads });
  const loaded = decoder.load(parameters, adapter?.scale);
  try {
    const writerWith = () => greedyWriter(decoder, loaded, tokenizer.eosId);
    return await answerAll({ writerWith, tokenizer, config, onAnswer: onRow }, parameters, rows.map(ownQuestion));
  } finally {
    await decoder.release();
  }
}
