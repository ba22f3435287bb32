/** Checks a fine-tune config: every fault is named with the file and the key, and every default is filled in. */
import type { z } from 'zod';
import { type FineTuneConfig, fineTuneConfigSchema } from './config.ts';
import { type AsclepiusError, errors } from './errors.ts';
import { issueText } from './issue-text.ts';
import { isTranslated, t } from './l10n.ts';
import { nearest } from './nearest.ts';
import { keyPaths } from './options.ts';

/** @param path where the value comes from, for the messages. @throws configInvalid, configUnknownKey */
export function parseConfig(value: unknown, path: string): FineTuneConfig {
  const parsed = fineTuneConfigSchema.safeParse(value, isTranslated() ? { error: translatedIssue } : undefined);
  if (parsed.success) return parsed.data;
  throw errorOf(parsed.error, path);
}

/** What follows it begins a sentence of its own. */
const translatedIssue = (issue: z.core.$ZodRawIssue) => issueText(issue)?.replace(/\.$/, '');

/** The unknown key comes first: it is the most likely cause of whatever else is wrong. */
function errorOf({ issues }: z.ZodError, path: string): AsclepiusError {
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const [key = ''] = issue.keys;
    return errors.configUnknownKey(path, dotted([...issue.path, key]), suggest(issue.path.map(String), key));
  }
  const [first] = issues;
  const key = dotted(first?.path ?? []);
  return errors.configInvalid(path, key ? `${key}: ${first?.message}` : (first?.message ?? t('not valid')));
}

const dotted = (path: readonly PropertyKey[]) => path.map(String).join('.');

/** A near name in the same object, else a key of just this name elsewhere in the config. */
export function suggest(parent: readonly string[], key: string): string | undefined {
  const all = keyPaths();
  const siblings = all.filter((path) => dotted(path.slice(0, -1)) === dotted(parent)).map((path) => path.at(-1) ?? '');
  const near = nearest(key, siblings);
  if (near !== undefined) return dotted([...parent, near]);
  const elsewhere = all.find((path) => path.at(-1) === key);
  return elsewhere && dotted(elsewhere);
}
