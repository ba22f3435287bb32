/** Typed access to the metadata of a GGUF file. */
import { errors } from '../../protocol/errors.ts';
import { t } from '../../protocol/l10n.ts';

export interface Metadata {
  has(key: string): boolean;
  text(key: string, fallback?: string): string;
  number(key: string, fallback?: number): number;
  flag(key: string, fallback: boolean): boolean;
  texts(key: string): readonly string[];
  numbers(key: string): readonly number[];
}

/** Each access @throws weightsCorrupt where the value is missing or of another type. */
export function metadataOf(path: string, values: object): Metadata {
  const entries = new Map<string, unknown>(Object.entries(values));
  const get = <T>(key: string, parse: (value: unknown) => T | undefined, fallback?: T): T => {
    if (!entries.has(key) && fallback !== undefined) return fallback;
    const value = parse(entries.get(key));
    if (value !== undefined) return value;
    const fault = entries.has(key)
      ? t('its metadata "{0}" is of the wrong type', key)
      : t('it lacks the metadata "{0}"', key);
    throw errors.weightsCorrupt(path, fault);
  };
  return {
    has: (key) => entries.has(key),
    text: (key, fallback) => get(key, asText, fallback),
    number: (key, fallback) => get(key, asNumber, fallback),
    flag: (key, fallback) => get(key, (value) => (typeof value === 'boolean' ? value : undefined), fallback),
    texts: (key) => get(key, listOf(asText)),
    numbers: (key) => get(key, listOf(asNumber)),
  };
}

const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);

function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A list whose every item is of the type. */
const listOf =
  <T>(parse: (value: unknown) => T | undefined) =>
  (value: unknown): T[] | undefined => {
    if (!Array.isArray(value)) return undefined;
    const items = value.map(parse).filter((item): item is T => item !== undefined);
    return items.length === value.length ? items : undefined;
  };
