/**
 * The Porter stemmer (M. F. Porter, An algorithm for suffix stripping, 1980) with NLTK's extensions, as rouge-score uses it.
 */

type Condition = (stem: string) => boolean;
type Rule = readonly [suffix: string, replacement: string, condition?: Condition];

/** The stem of a lower-case English word. */
export function stem(word: string): string {
  const irregular = irregulars.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 2) return word;
  return [plural, pastAndParticiple, finalY, doubleSuffix, step3, step4, finalE, finalL].reduce(
    (text, step) => step(text),
    word,
  );
}

const irregulars = new Map(
  Object.entries({
    sky: ['sky', 'skies'],
    die: ['dying'],
    lie: ['lying'],
    tie: ['tying'],
    news: ['news'],
    inning: ['innings', 'inning'],
    outing: ['outings', 'outing'],
    canning: ['cannings', 'canning'],
    howe: ['howe'],
    proceed: ['proceed'],
    exceed: ['exceed'],
    succeed: ['succeed'],
  }).flatMap(([to, from]) => from.map((word) => [word, to] as const)),
);

function isConsonant(word: string, at: number): boolean {
  const letter = word[at] as string;
  if ('aeiou'.includes(letter)) return false;
  return letter !== 'y' || at === 0 || !isConsonant(word, at - 1);
}

/** The number of vowel-consonant sequences. */
function measure(text: string): number {
  let count = 0;
  for (let i = 1; i < text.length; i++) if (isConsonant(text, i) && !isConsonant(text, i - 1)) count++;
  return count;
}

const some: Condition = (text) => measure(text) > 0;
const several: Condition = (text) => measure(text) > 1;
const hasVowel: Condition = (text) => [...text].some((_, i) => !isConsonant(text, i));
const endsDouble: Condition = (text) =>
  text.length >= 2 && text.at(-1) === text.at(-2) && isConsonant(text, text.length - 1);

function endsShort(text: string): boolean {
  const last = text.length - 1;
  if (text.length === 2) return !isConsonant(text, 0) && isConsonant(text, 1);
  if (text.length < 3 || 'wxy'.includes(text[last] as string)) return false;
  return isConsonant(text, last - 2) && !isConsonant(text, last - 1) && isConsonant(text, last);
}

/** The first rule whose suffix fits decides, whether or not its condition holds. */
function apply(word: string, rules: readonly Rule[]): string {
  const rule = rules.find(([suffix]) => word.endsWith(suffix));
  if (!rule) return word;
  const [suffix, replacement, condition] = rule;
  const rest = word.slice(0, word.length - suffix.length);
  return !condition || condition(rest) ? rest + replacement : word;
}

function plural(word: string): string {
  if (word.endsWith('ies') && word.length === 4) return word.slice(0, -1);
  return apply(word, [
    ['sses', 'ss'],
    ['ies', 'i'],
    ['ss', 'ss'],
    ['s', ''],
  ]);
}

function pastAndParticiple(word: string): string {
  if (word.endsWith('ied')) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith('eed')) return apply(word, [['eed', 'ee', some]]);
  const suffix = ['ed', 'ing'].find((ending) => word.endsWith(ending) && hasVowel(word.slice(0, -ending.length)));
  if (suffix === undefined) return word;
  const rest = word.slice(0, -suffix.length);
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (endsDouble(rest)) return /[lsz]$/.test(rest) ? rest : rest.slice(0, -1);
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
}

const finalY = (word: string) =>
  apply(word, [['y', 'i', (rest) => rest.length > 1 && isConsonant(rest, rest.length - 1)]]);

function doubleSuffix(word: string): string {
  if (word.endsWith('alli') && some(word.slice(0, -4))) return doubleSuffix(word.slice(0, -2));
  return apply(word, [
    ['ational', 'ate', some],
    ['tional', 'tion', some],
    ['enci', 'ence', some],
    ['anci', 'ance', some],
    ['izer', 'ize', some],
    ['bli', 'ble', some],
    ['alli', 'al', some],
    ['entli', 'ent', some],
    ['eli', 'e', some],
    ['ousli', 'ous', some],
    ['ization', 'ize', some],
    ['ation', 'ate', some],
    ['ator', 'ate', some],
    ['alism', 'al', some],
    ['iveness', 'ive', some],
    ['fulness', 'ful', some],
    ['ousness', 'ous', some],
    ['aliti', 'al', some],
    ['iviti', 'ive', some],
    ['biliti', 'ble', some],
    ['fulli', 'ful', some],
    ['logi', 'log', (rest) => some(`${rest}l`)],
  ]);
}

const step3 = (word: string) =>
  apply(word, [
    ['icate', 'ic', some],
    ['ative', '', some],
    ['alize', 'al', some],
    ['iciti', 'ic', some],
    ['ical', 'ic', some],
    ['ful', '', some],
    ['ness', '', some],
  ]);

const removed = [
  'al',
  'ance',
  'ence',
  'er',
  'ic',
  'able',
  'ible',
  'ant',
  'ement',
  'ment',
  'ent',
  'ion',
  'ou',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
];
const step4 = (word: string) =>
  apply(
    word,
    removed.map(
      (suffix): Rule => [suffix, '', suffix === 'ion' ? (rest) => several(rest) && /[st]$/.test(rest) : several],
    ),
  );

const finalE = (word: string) =>
  apply(word, [['e', '', (rest) => measure(rest) > 1 || (measure(rest) === 1 && !endsShort(rest))]]);

const finalL = (word: string) => (word.endsWith('ll') && several(word.slice(0, -1)) ? word.slice(0, -1) : word);
