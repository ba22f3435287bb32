/** Which dates are those of coming to the hospital, and which of leaving it. */
import type { Sentence, Value } from './reading.ts';

const roles: readonly (readonly [role: string, word: RegExp])[] = [
  ['coming', /^(?:admi|present|arriv)/],
  ['going', /^(?:discharg|left$|die|death)/],
];

/** The roles that a sentence names. */
export const rolesIn = ({ terms }: Sentence): string[] =>
  roles.filter(([, form]) => terms.some(({ stem }) => form.test(stem))).map(([role]) => role);

/** What a date is the date of, by the nearest word before it; of two dates behind one word only the first is told. */
export function roleOf({ position }: Value, { terms, values, heading }: Sentence): string | undefined {
  const before = terms.filter((term) => term.position < position).reverse();
  for (const { stem, position: at } of before) {
    const role = roles.find(([, form]) => form.test(stem))?.[0];
    const between = values.some((other) => other.kind === 'date' && other.position > at && other.position < position);
    if (role) return between ? undefined : role;
  }
  return before.length > 0 ? undefined : roles.find(([, form]) => [...heading].some((word) => form.test(word)))?.[0];
}
