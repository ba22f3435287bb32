/** The models that were got from the hub and lie whole in the storage folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modelsFolder } from '../runs/storage.ts';
import { type ModelName, writtenName } from './model-name.ts';

/** Beside the model's files: where they came from. */
export const recordFile = 'source.json';

const recordSchema = z.object({
  formatVersion: z.literal(1),
  repo: z.string(),
  file: z.string().optional(),
  page: z.string(),
  revision: z.string(),
  license: z.string().optional(),
  files: z.array(
    z.object({ path: z.string(), size: z.number(), sha256: z.string().optional(), git: z.string().optional() }),
  ),
});
export type ModelRecord = z.output<typeof recordSchema>;

export interface DownloadedModel {
  /** OWNER/NAME or OWNER/NAME:FILE.gguf */
  readonly name: string;
  readonly path: string;
  readonly license?: string;
}

/** By name. */
export function downloadedModels(storage: string): DownloadedModel[] {
  const models = modelsFolder(storage);
  const found = readdirSync(models)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => downloadedAt(join(models, name)) ?? []);
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

function downloadedAt(folder: string): DownloadedModel | undefined {
  const record = readRecord(folder);
  if (!record) return undefined;
  const { repo, file, license } = record;
  const name: ModelName = file === undefined ? { repo } : { repo, file };
  const path = modelPath(folder, name);
  return existsSync(path) ? { name: writtenName(name), path, ...(license ? { license } : {}) } : undefined;
}

/** What is opened as the model: the folder, or the GGUF file in it. */
export const modelPath = (folder: string, { file }: ModelName): string =>
  file === undefined ? folder : join(folder, file);

/** Undefined where the folder is none of a model from the hub. */
export function readRecord(folder: string): ModelRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(join(folder, recordFile), 'utf8')));
  } catch {
    return undefined;
  }
}
