/** A fine-tune config as a file: what it names is looked for from its folder, so that all can be moved together. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { readConfig } from '../protocol/read-config.ts';

/** With absolute paths, as a run takes it. @throws fileMissing, fileUnreadable, configInvalid, configUnknownKey */
export async function readConfigWithPaths(path: string): Promise<FineTuneConfig> {
  const config = await readConfig(path);
  const place = (value: string, what: string) => {
    if (value === 'embedded') return value;
    const absolute = resolve(dirname(path), value);
    if (!existsSync(absolute)) throw errors.fileMissing(absolute, what);
    return absolute;
  };
  return {
    ...config,
    model: place(config.model, 'Model'),
    data: { ...config.data, source: place(config.data.source, 'Data') },
  };
}
