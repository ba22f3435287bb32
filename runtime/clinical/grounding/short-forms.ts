/**
 * Short forms that one text has and the other spells out, by their letters: "ABI" and "ankle-brachial index", "PTX" and
 * "pneumothorax". No list is needed for them; where the list knows another meaning, the text that spells it out decides.
 */

import { stem } from '../porter.ts';
import { type Expansion, isListed, plainWords, wordPattern } from './abbreviations.ts';
import { isEverydayWord } from './everyday-words.ts';
import { isReportingWord } from './reporting-words.ts';
import { isDrug, isEmpty, isMedicalTerm } from './vocabulary.ts';

/** The words of each text as they stand, and those they are read as. */
export interface Wording {
  readonly raw: readonly string[];
  readonly words: ReadonlySet<string>;
}

export const rawWords = (text: string): string[] => text.match(wordPattern) ?? [];

/** How an answer's short forms are to be read as the note's words, and words that the note has as a short form. */
export function shortFormsBetween(answer: readonly string[], note: Wording): Expansion[] {
  return [...spelledInAnswer(answer, note), ...spelledInNote(answer, note)];
}

/** "ankle-brachial index" in the answer, "ABI" in the note. */
function spelledInAnswer(answer: readonly string[], note: Wording): Expansion[] {
  const forms = new Set(note.raw.filter(isShortForm));
  return [...forms].flatMap((form) =>
    spellings(form, answer)
      .filter((from) => from.filter(tells).some((word) => !note.words.has(word.toLowerCase())))
      .map(
        (from): Expansion => ({ from: from.map((word) => word.toLowerCase()), exact: false, to: plainWords([form]) }),
      ),
  );
}

/** "ABI" in the answer, "ankle-brachial index" in the note; a form that the note has too needs no reading. */
function spelledInNote(answer: readonly string[], note: Wording): Expansion[] {
  const own = new Set(note.raw);
  const forms = new Set(answer.filter((word) => isShortForm(word) && !own.has(word)));
  return [...forms].flatMap((form) => {
    if (isListed(form) && plainWords([form]).some((word) => note.words.has(word.toLowerCase()))) return [];
    const [first] = spellings(form, note.raw);
    return first ? [{ from: [form], exact: true, to: plainWords(first.filter(tells)) }] : [];
  });
}

/** Two capitals at least, of two to six letters: "ABI", "CTx", "PTs". */
const isShortForm = (word: string): boolean =>
  /^(?=\p{L}*\p{Lu}\p{L}*\p{Lu})\p{L}{2,6}$/u.test(word) && !isPlain(word.toLowerCase());

/** "IMAGING AND PROCEDURES": headings and whole notes stand in capitals too. */
const isPlain = (word: string): boolean =>
  isDrug(word) || isEmpty(word) || isMedicalTerm(word) || isReportingWord(stem(word)) || isEverydayWord(stem(word));

const isPlainWord = (word: string): boolean => isListed(word.toLowerCase()) || isEverydayWord(stem(word.toLowerCase()));

const tells = (word: string): boolean => /^\p{L}/u.test(word) && !isEmpty(word.toLowerCase());
const between = /^(?:[-–/]|of|the|and|to|in|with|for|by|on|a|an)$/i;
const denies = /^(?:no|not|without|never|nor)$/i;

/** Every run of words in a text that a short form can stand for. */
function spellings(form: string, text: readonly string[]): string[][] {
  const letters = form.replace(/(?<=\p{Lu}\p{Lu})s$/u, '').toLowerCase();
  return text.flatMap((_, start) => {
    if (!tells(text[start] ?? '')) return [];
    const end = spelledUntil(letters, text, start, 0, letters.length > 2 && !isListed(form));
    return end === undefined || !isLikely(letters, form, text.slice(start, end)) ? [] : [text.slice(start, end)];
  });
}

/** So common that a note means nothing else by them. */
const vitals = /^(?:BP|HR|RR|IV|IM|PO|SC)$/;

/** One word must be long for its short form, and the list knows no other meaning; two letters are two whole words. */
function isLikely(letters: string, form: string, words: readonly string[]): boolean {
  if (words.some((word) => isDrug(word.toLowerCase())) || /^co$/i.test(words[0] ?? '')) return false;
  // "Hemorrhage on the repeat" is no "HR".
  if (isListed(form) && words.some((word) => /^(?:on|the|in|with|by|for|to|an?)$/i.test(word))) return false;
  // "Intubated and ventilated" is no "IV", "bacterial peritonitis" no "BP".
  if (letters.length === 2 && isListed(form) && words.some((word) => /^and$/i.test(word))) return false;
  if (vitals.test(form)) return false;
  const told = words.filter(tells);
  // "Postponed" is no "PED".
  if (told.length === 1 && (/(?:ed|ing|ly)$/.test(told[0] ?? '') || isPlainWord(told[0] ?? ''))) return false;
  if (told.length === 1) return letters.length >= 3 && (told[0] ?? '').length >= 2 * letters.length && !isListed(form);
  return letters.length > 2 || !told.some((word) => isReportingWord(stem(word.toLowerCase())));
}

/** @param inside whether one word may still give more letters than its first. @returns the end of the last word */
function spelledUntil(
  letters: string,
  text: readonly string[],
  at: number,
  words: number,
  inside: boolean,
): number | undefined {
  if (letters === '') return at;
  const word = (text[at] ?? '').toLowerCase();
  if (word === '' || denies.test(word) || words > 7) return undefined;
  const skipped = words > 0 && between.test(word) ? spelledUntil(letters, text, at + 1, words + 1, inside) : undefined;
  if (skipped !== undefined || !/^\p{L}/u.test(word) || word.charAt(0) !== letters.charAt(0)) return skipped;
  if (words === 0 && isEmpty(word)) return undefined;
  for (const count of inside ? lettersWithin(letters, word) : [1]) {
    const end = spelledUntil(letters.slice(count), text, at + 1, words + 1, inside && count === 1);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** Shorter words are not made of two: "arteriovenous" is. */
const longWord = 8;

/** How many of the letters a word can give: the first alone, or more of them in order. */
function lettersWithin(letters: string, word: string): number[] {
  const counts = [1];
  if (word.length < longWord) return counts;
  let from = 1;
  for (let count = 2; count <= letters.length; count++) {
    from = word.indexOf(letters.charAt(count - 1), from) + 1;
    if (from === 0) break;
    counts.push(count);
  }
  return counts;
}
