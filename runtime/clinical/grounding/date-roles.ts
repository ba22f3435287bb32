/** Which dates are those of coming to the hospital, of leaving it, of an operation, and of a birth. */
import type { Sentence, Value } from './reading.ts';

const roles: readonly (readonly [role: string, word: RegExp])[] = [
  ['coming', /^(?:admi|present|arriv)/],
  ['going', /^(?:discharg|left$|die$|death)/],
];

/** The same for a sentence as a whole, where also the name of an operation ("colectomy") tells of one. */
const kinds: readonly (readonly [role: string, word: RegExp])[] = [
  ...roles,
  ['going', /^(?:home|transfer|transferr)$/],
  [
    'operation',
    /^(?:surgeri|surgic|oper|procedur|or$|resect|repair|fixat|replac|bypass|graft|amput|transplant|implant|fusion|debrid|washout|excis|evacu|decompress|arthroplasti|cesarean|revis)|(?:ectomi|plasti|otomi|ostomi|desi|scopi)$/,
  ],
  ['review', /^(?:review|recheck|appoint|clinic)/],
  ['birth', /^(?:born|birth|deliv|deliveri|cesarean)/],
];

/** The roles that words name, by their stems. */
export const rolesOf = (stems: readonly string[]): string[] =>
  kinds.filter(([, form]) => stems.some((stem) => form.test(stem))).map(([role]) => role);

/** What a date is the date of, by the nearest word before it; of two dates behind one word only the first is told. */
export function roleOf(
  { position }: Pick<Value, 'position'>,
  { terms, values, heading, words, first }: Sentence,
): string | undefined {
  // "Between admission and 20 February".
  if (words[position - first - 1] === 'and') return undefined;
  const before = terms.filter((term) => term.position < position).reverse();
  for (const { stem, position: at } of before) {
    const role = roles.find(([, form]) => form.test(stem))?.[0];
    const between = values.some((other) => other.kind === 'date' && other.position > at && other.position < position);
    if (role) return between ? undefined : role;
  }
  return before.length > 0 ? undefined : roles.find(([, form]) => [...heading].some((word) => form.test(word)))?.[0];
}
