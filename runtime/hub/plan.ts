/** What would be fetched, said before it is: the files, their bytes, the licence, and that the model can be loaded. */
import { describeGguf } from '../io/gguf/describe.ts';
import { readRemoteGguf } from '../io/gguf/header.ts';
import { describeModel, type ModelDescription, parameterCount } from '../models/model.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { type Asking, callOptions, library } from './hub.ts';
import { modelFiles } from './model-files.ts';
import type { ModelName } from './model-name.ts';
import { type HubFile, type Repository, understood } from './repository.ts';

export interface ModelPlan {
  readonly name: ModelName;
  /** Where the repository lies, for people. */
  readonly page: string;
  readonly revision: string;
  readonly license?: string;
  readonly modelType: string;
  readonly parameters: number;
  readonly files: readonly HubFile[];
  /** Of all files. */
  readonly bytes: number;
  /** What the converted weights take besides, made when the model is first used; 0 where they are used as they are. */
  readonly convertedBytes: number;
}

/**
 * Reads the config, or the header of a GGUF file, and nothing else yet.
 * @throws modelTypeUnknown, modelUnsupported, hubNoModel, weightsCorrupt, and what openRepository throws
 */
export async function planModel(asking: Asking, repository: Repository, name: ModelName): Promise<ModelPlan> {
  const files = modelFiles(repository, name);
  const { hubUrl } = await callOptions(asking);
  const description = await understood(hubUrl, () => describe(asking, repository, name, files));
  const { license, revision } = repository;
  const parameters = parameterCount(description);
  return {
    name,
    page: `${hubUrl}/${name.repo}`,
    revision,
    ...(license ? { license } : {}),
    modelType: description.modelType,
    parameters,
    files,
    bytes: sum(files),
    convertedBytes: sum(files.filter(isSafetensors)) >= 4 * parameters ? 0 : 4 * parameters,
  };
}

const isSafetensors = ({ path }: HubFile) => path.endsWith('.safetensors');
const sum = (files: readonly HubFile[]) => files.reduce((total, { size }) => total + size, 0);

async function describe(
  asking: Asking,
  { revision }: Repository,
  { repo, file }: ModelName,
  files: readonly HubFile[],
): Promise<ModelDescription> {
  const path = file ?? 'config.json';
  const { size } = files.find((each) => each.path === path) as HubFile;
  if (file === undefined) return describeModel(await readConfig(asking, revision, size));
  const { hubUrl, fetch, accessToken } = await callOptions(asking);
  const url = fileUrl(hubUrl, repo, revision, file);
  const additionalFetchHeaders = accessToken ? { authorization: `Bearer ${accessToken}` } : {};
  const header = await readRemoteGguf(url, `${repo}:${file}`, size, { fetch, additionalFetchHeaders });
  return describeGguf(header).description;
}

/** No config is larger than this. */
const mostConfigBytes = 2 ** 20;

async function readConfig(asking: Asking, revision: string, size: number): Promise<Record<string, unknown>> {
  if (size > mostConfigBytes) throw errors.modelUnsupported(t('a config.json of {0} bytes', size));
  const blob = await fileBlob(asking, revision, { path: 'config.json', size });
  return Object(JSON.parse(await blob.text()));
}

/** A file at a commit, of which nothing is fetched before its bytes are read. */
export async function fileBlob(
  asking: Asking,
  revision: string,
  { path, size }: Pick<HubFile, 'path' | 'size'>,
): Promise<Blob> {
  const { downloadFile } = await library();
  const options = await callOptions(asking);
  const url = fileUrl(options.hubUrl, asking.repo, revision, path);
  // Size and address are known, so the library need not ask for them; and it takes the file itself then, from wherever
  // the hub leads to, rather than in the pieces of its own store, which a mirror does not have.
  const blob = await downloadFile({ ...options, repo: asking.repo, path, downloadInfo: { url, size, etag: '' } });
  if (!blob) throw errors.hubMissing(`${asking.repo}/${path}`, new URL(url).host);
  return blob;
}

const fileUrl = (hubUrl: string, repo: string, revision: string, path: string) =>
  `${hubUrl}/${repo}/resolve/${revision}/${encodeURIComponent(path)}`;
