/** How a model of the hub is named: OWNER/NAME, and where one GGUF file of it is meant, OWNER/NAME:FILE.gguf. */
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';

export interface ModelName {
  /** "OWNER/NAME" */
  readonly repo: string;
  /** "FILE.gguf" */
  readonly file?: string;
}

const part = '[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?';
const pattern = new RegExp(`^(${part}/${part})(?::(${part}\\.gguf))?$`, 'i');

/** Undefined for what is no name. The hub's names have no "--" and no "..", so neither have ours. */
export function parseModelName(text: string): ModelName | undefined {
  const [, repo, file] = pattern.exec(text.trim()) ?? [];
  if (repo === undefined || /--|\.\./.test(repo) || file?.includes('..')) return undefined;
  return file === undefined ? { repo } : { repo, file };
}

/** @throws usage */
export function readModelName(text: string): ModelName {
  const name = parseModelName(text);
  if (!name) throw errors.usage(t('"{0}" is no name of a model: give OWNER/NAME, or OWNER/NAME:FILE.gguf', text));
  return name;
}

/** As the user writes it. */
export const writtenName = ({ repo, file }: ModelName): string => (file === undefined ? repo : `${repo}:${file}`);

/** Of the folder below models/ that holds it. A GGUF file has one of its own, as it is a model of its own. */
export function folderName({ repo, file }: ModelName): string {
  const folder = repo.replace('/', '--');
  return file === undefined ? folder : `${folder}--${file.replace(/\.gguf$/i, '')}`;
}
