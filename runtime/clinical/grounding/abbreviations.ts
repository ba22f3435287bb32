/** How clinical notes shorten and vary words: each is read as the words behind it, in the note and in the answer alike. */
import { drugLexicon, lexicon } from './lexicon.ts';

export interface Expansion {
  readonly from: readonly string[];
  readonly exact: boolean;
  readonly to: readonly string[];
}

export const wordPattern = /[\p{L}\p{N}]+(?:['’]\p{L}+)?|[^\s\p{L}\p{N}]/gu;
const wordsOf = (text: string) => text.match(wordPattern) ?? [];

const entriesOf = (text: string) => text.split(/;|\n/).filter((entry) => entry.includes(' = '));
/** "Lasix" and "lasix". */
const inAnyCase = (entry: string) => entry.replace(/^\s*\p{Lu}\p{Ll}{3,}(?= = )/u, (name) => name.toLowerCase());
const entries = [...entriesOf(lexicon), ...entriesOf(drugLexicon).map(inAnyCase)];
const pairs = entries.map((entry) => entry.split(' = ').map((side) => side.trim()) as [string, string]);
const oneWord = new Map(pairs.filter(([from]) => /^\p{Ll}+$/u.test(from)));
const expansions = pairs.map(([from, to]): Expansion => {
  const words = wordsOf(to).flatMap((word) => wordsOf(oneWord.get(word) ?? word));
  return { from: wordsOf(from), exact: from !== from.toLowerCase(), to: words };
});

const byFirstWord = new Map<string, Expansion[]>();
for (const expansion of expansions) {
  const key = (expansion.from[0] ?? '').toLowerCase();
  byFirstWord.set(key, [...(byFirstWord.get(key) ?? []), expansion]);
}
for (const list of byFirstWord.values()) list.sort((a, b) => b.from.length - a.from.length);

/** The longest short form that begins at a word, if there is one. @param own forms of this text, which come first */
export function expansionAt(
  words: readonly string[],
  at: number,
  own: readonly Expansion[] = [],
): Expansion | undefined {
  const listed = byFirstWord.get((words[at] ?? '').toLowerCase()) ?? [];
  return (
    own.find((form) => beginsAt(form, words, at)) ??
    listed.find((form) => beginsAt(form, words, at)) ??
    graded(words[at])
  );
}

/** "CKD4", "CABGx3": a short form and a number. */
function graded(word = ''): Expansion | undefined {
  const form = /^(\p{Lu}{2,5})x?\d$/u.exec(word)?.[1] ?? '';
  const known = byFirstWord
    .get(form.toLowerCase())
    ?.find(({ from, exact }) => exact && from.length === 1 && from[0] === form);
  return known && { ...known, from: [word] };
}

/** "HT" is not "ht". */
const isCapitals = (word: string): boolean => /^\p{Lu}{2,3}$/u.test(word);

const beginsAt = ({ from, exact }: Expansion, words: readonly string[], at: number): boolean =>
  from.every((word, i) => {
    const found = words[at + i];
    return found !== undefined && (exact ? found === word : found.toLowerCase() === word && !isCapitals(found));
  });

const listed = new Set(pairs.map(([from]) => from));
/** Whether the list has a meaning of exactly this form. */
export const isListed = (form: string): boolean => listed.has(form);

/** Words as they are read. */
export function plainWords(words: readonly string[]): string[] {
  const plain: string[] = [];
  for (let i = 0; i < words.length; ) {
    const expansion = expansionAt(words, i);
    plain.push(...(expansion?.to ?? [words[i] as string]));
    i += expansion?.from.length ?? 1;
  }
  return plain;
}
