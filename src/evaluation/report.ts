/** The report in a run's folder. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import { errors } from '../../runtime/protocol/errors.ts';
import {
  type EvaluationReport,
  evaluationReportSchema,
  type ReportAnswers,
  reportAnswersSchema,
  reportFiles,
} from '../../runtime/protocol/evaluation.ts';
import { t } from '../../runtime/protocol/l10n.ts';
import type { Run } from '../../runtime/runs/run-folder.ts';

export const reportPath = ({ folder }: Run, file: keyof typeof reportFiles): string => join(folder, reportFiles[file]);

export const hasReport = (run: Run): boolean => existsSync(reportPath(run, 'json'));

/** @throws fileMissing, fileUnreadable */
export const readReport = (run: Run): EvaluationReport => read(reportPath(run, 'json'), evaluationReportSchema);

/** Of these rows alone: they hold text of notes. None where the file is gone. @throws fileUnreadable */
export function readAnswers(run: Run, rows: readonly string[]): ReportAnswers {
  const path = reportPath(run, 'answers');
  if (!existsSync(path)) return [];
  return read(path, reportAnswersSchema).filter(({ rowId }) => rows.includes(rowId));
}

/** Whether what the run has learned was written after the report. */
export function isOutdated(run: Run, { createdAt }: EvaluationReport): boolean {
  const results = [join('adapter', 'adapter_model.safetensors'), join('model', 'config.json')];
  const written = results.map((path) => statSync(join(run.folder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.max(...written) > Date.parse(createdAt);
}

function read<T>(path: string, schema: ZodType<T>): T {
  if (!existsSync(path)) throw errors.fileMissing(path, t('Report'));
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw errors.fileUnreadable(path, t('Report'), t('it is damaged, or of another version; evaluate again'));
  }
}
