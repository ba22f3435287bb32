/** What is wrong with the file, in words. */
import type { z } from 'zod';
import { t } from '../l10n.ts';
import type { Fault, Place } from './document.ts';

export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'syntax':
      return syntaxText(fault.code);
    case 'twice':
      return t('"{0}" is there twice.', fault.path.join('.'));
    case 'unknown': {
      const unknown = t('Unknown key "{0}".', fault.path.join('.'));
      return fault.suggestion ? `${unknown} ${t('Did you mean "{0}"?', fault.suggestion)}` : unknown;
    }
    case 'value':
      return issueText(fault.issue);
  }
}

export const placeText = ({ line, column }: Place): string => t('Line {0}, column {1}', line, column);

/** A fault of a value, from zod's own issue. */
function issueText(issue: z.core.$ZodIssue): string {
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
      return `${issue.message}.`;
  }
}

function bound(origin: string, limit: number, included: boolean, lower: boolean): string {
  if (origin === 'array' && lower) return t('Choose at least {0}.', limit);
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

/** By the names that jsonc-parser gives. */
function syntaxText(code: string): string {
  switch (code) {
    case 'CommaExpected':
      return t('A comma is missing here.');
    case 'ColonExpected':
      return t('A colon is missing here.');
    case 'ValueExpected':
      return t('A value is missing here.');
    case 'PropertyNameExpected':
      return t('A key in double quotes is missing here; a comma before it may be one too many.');
    case 'CloseBraceExpected':
      return t('A closing brace is missing here.');
    case 'CloseBracketExpected':
      return t('A closing bracket is missing here.');
    case 'EndOfFileExpected':
      return t('The file goes on after its end.');
    case 'InvalidCommentToken':
      return t('JSON has no comments.');
    case 'UnexpectedEndOfString':
      return t('A text is not closed.');
    case 'NoObject':
      return t('The file must hold one object in braces.');
    default:
      return t('This is no JSON.');
  }
}
