/** The columns of an Asclepius table and where a file has them. */
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';

/** In the order in which the readers give them. */
export const columns = ['patient_id', 'note', 'question', 'answer', 'task'] as const;

/** The data set's card calls the column `note` `patient`. */
const noteAlias = 'patient';

/**
 * The file's own name of each column, in the order of `columns`; case and surrounding white space do not count.
 * @throws dataColumns naming what is missing
 */
export function findColumns(path: string, found: readonly string[]): string[] {
  const byName = new Map(found.map((name) => [name.trim().toLowerCase(), name]));
  const alias = byName.get(noteAlias);
  if (alias !== undefined && !byName.has('note')) byName.set('note', alias);
  const missing = columns.filter((name) => !byName.has(name));
  if (missing.length > 0) throw errors.dataColumns(path, missing, presentable(found, missing.length));
  return columns.map((name) => byName.get(name) as string);
}

/** Where not one name is known, the first line is a row: its text is not shown. */
function presentable(found: readonly string[], missing: number): string[] {
  if (missing === columns.length && found.length > 1) return [t('{0} columns without a known name', found.length)];
  return found.filter((name) => /^[\w .-]{1,40}$/.test(name)).slice(0, 20);
}

/** SQL for a text whose line ends are all \n. */
export const unified = (sql: string): string =>
  `replace(replace(${sql}, chr(13) || chr(10), chr(10)), chr(13), chr(10))`;
