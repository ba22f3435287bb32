/** `asclepius data summary`. */
import { errors } from '../protocol/errors.ts';
import { readArguments } from './arguments.ts';
import { count, table } from './figures.ts';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, 2);
  const [action, path] = positionals;
  if (action !== 'summary' || path === undefined) throw errors.usage('data takes "summary FILE"');
  const { summarizeTable } = await import('../data/summary.ts');
  const summary = await summarizeTable(path);
  if (values.json) {
    console.log(JSON.stringify(summary));
    return 0;
  }
  const { rows, duplicates, malformed, malformedLines, patients, tasks, characters } = summary;
  console.log(
    `${summary.path}: ${count(rows)} rows of ${count(patients)} patients; ` +
      `${count(duplicates)} duplicates, ${count(malformed)} malformed${linesOf(malformedLines)}\n`,
  );
  console.log(table([['task', 'rows'], ...Object.entries(tasks).map(([task, number]) => [task, count(number)])]));
  const lengths = Object.entries(characters).map(([field, { min, median, max }]) => [
    field,
    count(min),
    count(median),
    count(max),
  ]);
  console.log(`\n${table([['characters', 'min', 'median', 'max'], ...lengths])}`);
  return 0;
}

const linesOf = (lines: readonly number[]) =>
  lines.length === 0 ? '' : ` (lines ${lines.slice(0, 10).join(', ')}${lines.length > 10 ? ', …' : ''})`;
