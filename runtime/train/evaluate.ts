/** Held-out figures: the loss per task, and for the extraction tasks whether answers are right word for word. */
import { promptTokens } from '../data/examples.ts';
import { type Example, packExamples } from '../data/packing.ts';
import type { ClinicalRow } from '../data/rows.ts';
import type { GreedyWriter } from '../generate/greedy.ts';
import { extractionTasks, type FineTuneConfig, type Task } from '../protocol/config.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Engine } from './engine.ts';

type Parameters = ReadonlyMap<string, Float32Array>;
export type PerTask = Partial<Record<Task, number>>;

export interface HeldOutLoss {
  readonly overall: number;
  readonly perTask: PerTask;
}

/** Mean loss per label token, overall and per task; rows are packed task by task. */
export async function heldOutLoss(
  engine: Engine,
  parameters: Parameters,
  examples: readonly Example[],
  config: FineTuneConfig,
): Promise<HeldOutLoss> {
  const perTask: PerTask = {};
  const total = { loss: 0, tokens: 0 };
  for (const [task, group] of byTask(examples.slice(0, config.evaluation.maxRows))) {
    const part = await engine.evaluate(parameters, packExamples(group, config.sequenceLength, config.packing));
    perTask[task] = part.loss / part.tokens;
    total.loss += part.loss;
    total.tokens += part.tokens;
  }
  return { overall: total.loss / total.tokens, perTask };
}

function byTask<T extends { task: Task }>(items: readonly T[]): Map<Task, T[]> {
  const groups = new Map<Task, T[]>();
  for (const item of items) groups.set(item.task, [...(groups.get(item.task) ?? []), item]);
  return groups;
}

/** A question with the note it is asked about: its own, or for the control another patient's. */
export interface Question {
  readonly row: ClinicalRow;
  readonly note: string;
}

/** The same share of each extraction task, in the rows' order. */
export const extractionQuestions = (rows: readonly ClinicalRow[], count: number): ClinicalRow[] =>
  inTurnByTask(
    rows.filter(({ task }) => (extractionTasks as readonly Task[]).includes(task)),
    count,
  );

/** The first row of each task, then the second of each, and so on. */
export function inTurnByTask(rows: readonly ClinicalRow[], count: number): ClinicalRow[] {
  const groups = [...byTask(rows).values()];
  const chosen: ClinicalRow[] = [];
  for (let i = 0; chosen.length < count && groups.some((group) => i < group.length); i++)
    for (const group of groups) if (group[i] && chosen.length < count) chosen.push(group[i] as ClinicalRow);
  return chosen;
}

/** Each question with the note of the next other patient: who answers right here has not read the note. */
export function shuffledNotes(rows: readonly ClinicalRow[], pool: readonly ClinicalRow[]): Question[] {
  return rows.map((row, i) => {
    const others = pool.filter((other) => other.patientId !== row.patientId);
    return { row, note: (others[(i * 7919 + 13) % Math.max(1, others.length)] ?? row).note };
  });
}

/** Case, white space and a closing full stop do not count. */
const normal = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '');
export const isExactMatch = (answer: string, reference: string): boolean => normal(answer) === normal(reference);

export interface Answerer {
  readonly writerWith: (parameters: Parameters) => GreedyWriter;
  readonly tokenizer: Tokenizer;
  readonly config: FineTuneConfig;
  readonly onAnswer?: () => void;
}

/** The model's answers to questions, in order; greedy. A question that does not fit beside its answer gets none. */
export async function answerAll(
  { writerWith, tokenizer, config, onAnswer }: Answerer,
  parameters: Parameters,
  questions: readonly Question[],
): Promise<string[]> {
  const answers: string[] = [];
  const write = writerWith(parameters);
  for (const { row, note } of questions) {
    const { maxNewTokens } = config.evaluation;
    const limit = config.sequenceLength - maxNewTokens;
    const prompt = promptTokens(tokenizer, config.prompt, { question: row.question, note }, limit);
    const written = prompt ? await write(prompt.tokens, maxNewTokens) : [];
    answers.push(tokenizer.decode(written, { skipSpecial: true }).trim());
    onAnswer?.();
  }
  return answers;
}

/** Share of right answers, per task. */
export function exactMatch(rows: readonly ClinicalRow[], answers: readonly string[]): PerTask {
  const result: PerTask = {};
  const right = rows.map((row, i) => ({ task: row.task, right: isExactMatch(answers[i] as string, row.answer) }));
  for (const [task, group] of byTask(right)) result[task] = group.filter((item) => item.right).length / group.length;
  return result;
}
