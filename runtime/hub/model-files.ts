/** Which files of a repository make a model that can be loaded; nothing else is fetched. */
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import type { ModelName } from './model-name.ts';
import type { HubFile, Repository } from './repository.ts';

const configs = ['config.json', 'generation_config.json'];
const tokenizers = ['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', 'added_tokens.json'];
const weights = 'model.safetensors';
const index = 'model.safetensors.index.json';
const shard = /^model-\d{5}-of-\d{5}\.safetensors$/;
/** What goes with every model: under which terms it may be used, and what it is. */
const texts = /^(licen[sc]e|notice|use_policy|readme)(\.(md|txt))?$/i;

/** The GGUF files of a repository, each a model of its own; a part of one is none. */
export const ggufFiles = ({ files }: Repository): HubFile[] =>
  files.filter(({ path }) => /^[^/]+\.gguf$/i.test(path) && !/-\d{5}-of-\d{5}\.gguf$/i.test(path));

/** Whether there are weights beside a config. */
export const holdsFolder = ({ files }: Repository): boolean =>
  files.some(({ path }) => path === weights || path === index) && files.some(({ path }) => path === 'config.json');

/** The small ones first. @throws hubNoModel naming what is there instead, hubMissing */
export function modelFiles(repository: Repository, { repo, file }: ModelName): HubFile[] {
  const present = repository.files.filter(({ path, size }) => size > 0 && texts.test(path));
  if (file !== undefined) return [...present, ggufFile(repository, file)].sort(bySize);
  const alternatives = ggufFiles(repository).map(({ path }) => path);
  if (!holdsFolder(repository))
    throw errors.hubNoModel(repo, t('no weights as safetensors with a config'), alternatives);
  const names = new Set([...configs, ...tokenizers]);
  const found = repository.files.filter(({ path }) => names.has(path));
  if (!found.some(({ path }) => path === 'tokenizer.json'))
    throw errors.hubNoModel(repo, t('no tokenizer.json'), alternatives);
  return [...present, ...found, ...weightFiles(repository)].sort(bySize);
}

/** As the runtime reads them: in one file where there is one, else in those that the index names. */
function weightFiles({ files }: Repository): HubFile[] {
  const whole = files.find(({ path }) => path === weights);
  return whole ? [whole] : files.filter(({ path }) => path === index || shard.test(path));
}

function ggufFile(repository: Repository, name: string): HubFile {
  const found = ggufFiles(repository).find(({ path }) => path === name);
  if (!found)
    throw errors.hubNoModel(
      repository.repo,
      t('no file {0}', name),
      ggufFiles(repository).map(({ path }) => path),
    );
  return found;
}

const bySize = (a: HubFile, b: HubFile) => a.size - b.size;
