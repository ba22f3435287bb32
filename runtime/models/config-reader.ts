/** Reads a model's config.json field by field; a missing or odd value is an error that names it. */
import { errors } from '../protocol/errors.ts';

export interface ConfigReader {
  number(key: string, fallback?: number): number;
  flag(key: string, fallback: boolean): boolean;
  record(key: string): Record<string, unknown> | undefined;
  /** Refuses the model unless the key is absent or has one of the values. */
  require(key: string, ...allowed: unknown[]): void;
}

export function readConfig(config: Record<string, unknown>): ConfigReader {
  return {
    number(key, fallback) {
      const value = config[key] ?? fallback;
      if (typeof value !== 'number' || !Number.isFinite(value))
        throw errors.modelUnsupported(`config.json: ${key} is ${String(value)}`);
      return value;
    },
    flag: (key, fallback) => Boolean(config[key] ?? fallback),
    record: (key) => {
      const value = config[key];
      return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
    },
    require(key, ...allowed) {
      const value = config[key];
      if (value !== undefined && value !== null && !allowed.includes(value))
        throw errors.modelUnsupported(`config.json: ${key} is ${JSON.stringify(value)}`);
    },
  };
}
