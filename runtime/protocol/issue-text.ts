/** What is wrong with a value of the config, in words that can be translated; zod's own are in English alone. */
import type { z } from 'zod';
import { t } from './l10n.ts';

/** @returns undefined for what only the message of the schema tells */
export function issueText(issue: z.core.$ZodIssue | z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), issue.inclusive !== false, true);
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), issue.inclusive !== false, false);
    case 'invalid_type':
      return typeText(issue.expected);
    case 'invalid_value':
      return t('Must be one of: {0}.', issue.values.map(String).join(', '));
    default:
      return undefined;
  }
}

function bound(origin: string, limit: number, included: boolean, lower: boolean): string | undefined {
  if (origin === 'array') return lower ? t('Choose at least {0}.', limit) : undefined;
  if (origin === 'string') return lower ? t('Must not be empty.') : t('At most {0} characters.', limit);
  if (lower) return included ? t('Must be {0} or more.', limit) : t('Must be more than {0}.', limit);
  return included ? t('Must be {0} or less.', limit) : t('Must be less than {0}.', limit);
}

function typeText(expected: string): string {
  if (expected === 'int') return t('Must be a whole number.');
  if (expected === 'number') return t('Must be a number.');
  if (expected === 'boolean') return t('Must be true or false.');
  if (expected === 'array') return t('Must be a list.');
  return expected === 'object' ? t('Must be a group of options.') : t('Must be a text.');
}
