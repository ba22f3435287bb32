/** Figures of a table: shares of the tasks, histograms of characters and tokens, what the limit would do. */
import { type Database, withConnection } from '../data/database.ts';
import { fateOf, type RowTokens } from '../data/examples.ts';
import { type FineTuneConfig, type Task, tasks } from '../protocol/config.ts';
import type { DatasetStatistics } from '../protocol/service.ts';
import { condition, type RecordFilter } from './pages.ts';
import type { TokenCounts } from './token-counts.ts';

export interface TokenQuestion {
  readonly counts: TokenCounts;
  readonly sequenceLength: number;
  readonly onTooLong: FineTuneConfig['data']['onTooLong'];
  /** How many rows to measure; 0: all. */
  readonly sample: number;
  onProgress(done: number, total: number): void;
}

type TaskStatistics = DatasetStatistics['tasks'][number];

/** @throws cancelled; what was measured by then is kept */
export async function statisticsOf(
  database: Database,
  filter: RecordFilter,
  bins: number,
  question?: TokenQuestion,
  signal?: AbortSignal,
): Promise<DatasetStatistics> {
  const { edges, counts } = await noteHistograms(database, filter, bins);
  const totals = counts.map((histogram) => sum(histogram));
  const rows = sum(totals);
  const described = tasks.map((task, i) => ({
    task,
    rows: totals[i] as number,
    share: rows === 0 ? 0 : (totals[i] as number) / rows,
    characters: counts[i] as number[],
  }));
  if (!question) return { rows, characterBins: edges, tasks: described };
  const measured = await measure(database, filter, question, signal);
  const { bins: tokenBins, parts } = tokenHistograms(measured, bins, question);
  const { sequenceLength } = question;
  return {
    rows,
    characterBins: edges,
    tokens: { bins: tokenBins, sequenceLength, measured: measured.length },
    tasks: described.map((part, i) => ({ ...part, ...parts[i] })),
  };
}

/** Of each task's notes, by characters. */
async function noteHistograms(database: Database, filter: RecordFilter, bins: number) {
  const where = `FROM t.rows WHERE ${condition(filter)}`;
  return withConnection(database, async (connection) => {
    const [[least, most] = []] = await connection.all(`SELECT min(note_characters), max(note_characters) ${where}`);
    const edges = edgesOf(Number(least ?? 0), Number(most ?? 0), bins);
    const [start, width] = [edges[0] as number, (edges[1] as number) - (edges[0] as number)];
    const found = await connection.all(
      `SELECT task, (note_characters - ${start}) // ${width} AS bin, count(*) ${where} GROUP BY ALL`,
    );
    const counts = tasks.map(() => edges.slice(1).map(() => 0));
    for (const [task, bin, count] of found) (counts[Number(task)] as number[])[Number(bin)] = Number(count);
    return { edges, counts };
  });
}

interface Measured extends RowTokens {
  readonly task: number;
}

/** The sample is the beginning of one fixed shuffle of all rows, so a larger one holds the smaller. */
async function measure(
  database: Database,
  filter: RecordFilter,
  { counts, sample, onProgress }: TokenQuestion,
  signal?: AbortSignal,
): Promise<Measured[]> {
  const shuffled = `SELECT record, task FROM t.rows WHERE ${condition(filter)} ORDER BY md5(record::VARCHAR)`;
  const some = sample > 0 ? `LIMIT ${sample}` : '';
  const rows = await withConnection(database, (connection) => connection.all(`${shuffled} ${some}`));
  await counts.measure(
    rows.map(([record]) => Number(record)),
    onProgress,
    signal,
  );
  return rows.flatMap(([record, task]) => {
    const tokens = counts.of(Number(record));
    return tokens ? [{ ...tokens, task: Number(task) }] : [];
  });
}

function tokenHistograms(measured: readonly Measured[], bins: number, { sequenceLength, onTooLong }: TokenQuestion) {
  const lengths = measured.map(({ tokens }) => tokens);
  const edges = edgesOf(
    lengths.reduce((a, b) => Math.min(a, b), lengths[0] ?? 0),
    lengths.reduce((a, b) => Math.max(a, b), 0),
    bins,
  );
  const [start, width] = [edges[0] as number, (edges[1] as number) - (edges[0] as number)];
  const parts = tasks.map(
    (_: Task, task): Required<Pick<TaskStatistics, 'tokens' | 'measured' | 'trimmed' | 'refused'>> => {
      const rows = measured.filter((row) => row.task === task);
      const histogram = edges.slice(1).map(() => 0);
      for (const { tokens } of rows) {
        const bin = Math.floor((tokens - start) / width);
        histogram[bin] = (histogram[bin] as number) + 1;
      }
      const fates = rows.map((row) => fateOf(row, sequenceLength, onTooLong));
      const count = (fate: string) => fates.filter((each) => each === fate).length;
      return { tokens: histogram, measured: rows.length, trimmed: count('trimmed'), refused: count('refused') };
    },
  );
  return { bins: edges, parts };
}

/** At most so many bins of one round width, from the least value to beyond the largest. */
function edgesOf(least: number, most: number, bins: number): number[] {
  const width = roundUp((most - least + 1) / (bins - 1));
  const start = Math.floor(least / width) * width;
  const count = Math.floor((most - start) / width) + 1;
  return Array.from({ length: count + 1 }, (_, i) => start + i * width);
}

/** 1, 2, 5, 10, 20, … */
function roundUp(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((step) => step * magnitude).find((step) => step >= value) ?? 10 * magnitude;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
