/** Reads a command's arguments; every mistake is a usage error that names it. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { errors } from '../protocol/errors.ts';
import { nearest } from '../protocol/nearest.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** @throws usage for an unknown option, a missing value, or more than `most` positional arguments */
export function readArguments<T extends Options>(args: string[], options: T, most: number) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    if (positionals.length > most) throw errors.usage(`Unexpected argument "${positionals[most]}"`);
    return { values, positionals };
  } catch (error) {
    throw usageError(error, Object.keys(options));
  }
}

/** @throws usage where the value is no whole number from `least` on */
export function wholeNumber(name: string, value: string, least = 0, most = 2 ** 31 - 1): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most))
    throw errors.usage(`--${name} takes a whole number from ${least} to ${most}, not "${value}"`);
  return number;
}

export const portOf = (value: string | undefined) => (value === undefined ? 0 : wholeNumber('port', value, 0, 65535));

function usageError(error: unknown, options: readonly string[]): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!code?.startsWith('ERR_PARSE_ARGS')) return error;
  const unknown = /^Unknown option '--?([^']+)'/.exec(message)?.[1];
  if (unknown === undefined) return errors.usage(message.split('. ')[0] ?? message);
  const near = nearest(unknown, options);
  return errors.usage(`Unknown option "--${unknown}"${near ? `; did you mean "--${near}"?` : ''}`);
}
