/** A model on disk: its config, its tokenizer, and every weight as float32 in one folder, where ONNX Runtime reads it. */
import { statSync } from 'node:fs';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import type { ProgressOf } from './cache.ts';
import { openGguf } from './gguf/model.ts';
import { openModelFolder } from './model-folder.ts';
import type { TensorLocation } from './safetensors.ts';

export interface ModelSource {
  /** What the user named: a folder or a file. */
  readonly path: string;
  /** As in config.json; a GGUF file's metadata is turned into the same keys. */
  readonly config: Record<string, unknown>;
  readonly tokenizer: { readonly tokenizerJson: unknown; readonly tokenizerConfig: unknown };
  /** By Hugging Face name; float32, all in one folder. */
  readonly tensors: ReadonlyMap<string, TensorLocation>;
  readonly license?: string;
}

export interface OpenOptions {
  /** Where converted weights are kept. Without it nothing is converted, and `tensors` is empty where that is needed. */
  readonly cacheFolder?: string;
  readonly onProgress?: ProgressOf;
}

/** @throws modelMissing, fileMissing, fileUnreadable, weightsCorrupt, weightsMissing, modelUnsupported, diskFull */
export async function openModel(path: string, options: OpenOptions): Promise<ModelSource> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw errors.modelMissing(path);
  if (found.isDirectory()) return openModelFolder(path, options);
  if (path.toLowerCase().endsWith('.gguf')) return openGguf(path, options);
  throw errors.fileUnreadable(path, t('Model'), t('it is neither a Hugging Face model folder nor a .gguf file'));
}
