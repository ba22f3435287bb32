/** Reads a fine-tune config from its file. */
import { readFile } from 'node:fs/promises';
import type { FineTuneConfig } from './config.ts';
import { errors } from './errors.ts';
import { t } from './l10n.ts';
import { parseConfig } from './parse-config.ts';

/** @throws fileMissing, fileUnreadable, configInvalid, configUnknownKey */
export async function readConfig(path: string): Promise<FineTuneConfig> {
  return parseConfig(parseJson(await readText(path), path), path);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? t('unknown reason');
    throw code === 'ENOENT' ? errors.fileMissing(path, t('Config')) : errors.fileUnreadable(path, t('Config'), code);
  }
}

function parseJson(text: string, path: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch (error) {
    throw errors.configInvalid(path, notJson(error as SyntaxError, json));
  }
}

/** The line alone: the message of JSON.parse quotes the file, and someone may have given a file of notes. */
function notJson({ message }: SyntaxError, json: string): string {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return t('not JSON');
  return t('not JSON (line {0})', json.slice(0, Number(position)).split('\n').length);
}
