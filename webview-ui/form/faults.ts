/** What is wrong with the file, in words. */
import { issueText } from '../../runtime/protocol/issue-text.ts';
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
      return issueText(fault.issue) ?? `${fault.issue.message}.`;
  }
}

export const placeText = ({ line, column }: Place): string => t('Line {0}, column {1}', line, column);

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
