/** Paths in a config count from its folder, so that the two can be moved together. */
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { FineTuneConfig } from '../../runtime/protocol/config.ts';

/** The config with absolute paths, as the runtime takes it. */
export function withAbsolutePaths(config: FineTuneConfig, file: string): FineTuneConfig {
  const absolute = (path: string) => (path === 'embedded' ? path : resolve(dirname(file), path));
  return { ...config, model: absolute(config.model), data: { ...config.data, source: absolute(config.data.source) } };
}

/** A path as it is written into the config: short where it lies below the config's folder. */
export function pathForConfig(path: string, file: string): string {
  const below = relative(dirname(file), path);
  return below === '' || below.startsWith('..') || isAbsolute(below) ? path : below.replaceAll('\\', '/');
}
