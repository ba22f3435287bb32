/** A fine-tune config as a file: what it names is looked for from its folder, so that all can be moved together. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { readConfig } from '../protocol/read-config.ts';

/** With absolute paths, as a run takes it. @throws modelMissing, fileMissing, fileUnreadable, configInvalid, configUnknownKey */
export async function readConfigWithPaths(path: string): Promise<FineTuneConfig> {
  const config = await readConfig(path);
  const place = (value: string, missing: (path: string) => Error) => {
    if (value === 'embedded') return value;
    const absolute = resolve(dirname(path), value);
    if (!existsSync(absolute)) throw missing(absolute);
    return absolute;
  };
  return {
    ...config,
    model: place(config.model, errors.modelMissing),
    data: { ...config.data, source: place(config.data.source, (path) => errors.fileMissing(path, t('Data'))) },
  };
}
