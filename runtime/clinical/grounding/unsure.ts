/**
 * Where a rule cannot tell whether something is affirmed or denied: it was weighed, looked for, put off, done without or
 * replaced by something else, in one of the many ways to say so. No verdict on a negation rests on such words.
 */
import { stem } from '../porter.ts';
import { clauseAround } from './clause-borders.ts';
import { isReportingWord } from './reporting-words.ts';
import { isEmpty } from './vocabulary.ts';

/** Each alone makes what its clause seems to affirm unsure. By beginnings of words, in lower case. */
const cues = `
avoid spare sparing omit forgo forwent dispens unnecessar needless superfluous redundan obviat
refus declin reject prefer oppos defer postpon delay cancel abandon abort withh withdr discontinu relinquish
replac substitut switch swap exchang supersed alternativ
consider contemplat discuss debat propos offer deliberat
suspect question concern query exclu search sought looked
clean unremarkable negative sterile normal benign unaffected
fail unsuccess tried impossib inadequa insufficien incomplet missed missing skip lack
pending await outstanding intoleran
except apart outside beyond unlikely contraindicat forbid prohibit reserve nil
prevent protect absen neither none nothing nobody hardly barely scarcely refrain abstain`;
/** Diseases and treatments that only begin like one. */
const names = /^(?:rejection|failures?|withdrawals?)$/;
const cue = new RegExp(`^(?:${cues.trim().split(/\s+/).join('|')})`);

/** The same for words that tell it only beside each other. */
const phrases: readonly RegExp[] = [
  /\b(?:turned|turn|turning) (?:it |this |that )?down\b/,
  /\b(?:do|does|did|done|managed|manage|got|get|coped|made) (?:\w+ )?(?:without|by on)\b/,
  /\b(?:took|take|taking|in) (?:the )?place of\b/,
  /\b(?:held|kept|keep|hold|put|left) (?:back|off|in|out)\b/,
  /\b(?:thought|thinking|talked|talk|spoke) (?:of|about|over|through)\b/,
  /\b(?:free|cleare?d?|rid|devoid) (?:of|from)\b/,
  /\b(?:came|come|comes|was|were|is|are|stayed|remained|looked|and) clear\b/,
  /\b(?:was|were|been) weighed\b/,
  /\bweigh(?:ed|ing)? (?:an?|the|whether|up|against)\b/,
  /\bonly (?:after|when|if|once|with)\b/,
  /\b(?:stay|keep|kept|stays|stayed) (?:away|off|clear)\b/,
  /\b(?:return(?! to (?:the )?(?:theat|operat|surg))|call|come back|seek (?:\w+ )?(?:care|attention|help|advice)) (?:\w+ ){0,3}(?:for|if|with)\b/,
  /\b(?:run|ran|running|runs) out of\b/,
  /\b(?:been|was|were|went|gone|go|going|is|are) without\b/,
  /\bin case of\b/,
  /\boff limits\b/,
  /\b(?:checked|tested|screened|assessed|examined|evaluated|investigated|worked up|watched|monitored) for\b/,
  /\bleft in place\b/,

  /\bfirst (?:\w+ ){1,4}ever\b/,
  /\bwould rather\b|\brather not\b/,
  /\b(?:no|not any|any) (?:longer|more)\b/,
  /\b(?:rul(?:ed?|ing)) out\b/,
];

/** Before what is taken as known: "a chest tube was not needed for the hemothorax" leaves him the hemothorax. */
const preposition =
  /^(?:for|into|in|from|after|on|at|by|with|to|under|within|around|during|despite|through|of|near|before|beneath|below|above|behind|over|along|beside|inside|underneath|beyond)$/;
const definite = /^(?:the|his|her|their|its|this|that|these|those)$/;
const isKnown = (before: string, word: string): boolean =>
  (definite.test(word) && preposition.test(before)) ||
  (/^an?$/.test(word) && /^(?:in|with|by|after|on|under|within)$/.test(before));
const ends =
  /^(?:[,;:.()]|and|or|but|nor|was|were|is|are|had|has|he|she|they|who|no|not|without|never|none|negative|den(?:y|ies|ied|ying))$/;

/** @param words of one sentence, in lower case @param denied those that a cue denies @returns for each whether that is unsure */
export function unsureWords(words: readonly string[], denied: readonly boolean[]): boolean[] {
  const known = knownWords(words);
  const open = openWords(words, denied);
  const described = describedWords(words);
  return words.map((_, i) => (denied[i] ? known[i] || described[i] : open[i]) === true);
}

/** Those of a clause with a cue, and those before a denial that has nothing of its own: "it was weighed, but not done". */
function openWords(words: readonly string[], denied: readonly boolean[]): boolean[] {
  const open = words.map(() => false);
  words.forEach((word, i) => {
    const { start, end } = clauseOf(words, i);
    const clause = words.slice(start, end);
    if (cue.test(word) && !names.test(word))
      open.fill(true, start, finding.test(word) ? before('with', words, i, end) : end);
    const own = clauseAround(words, i);
    const told = words.slice(own.start, own.end + 2).join(' ');
    if (i === own.start && phrases.some((phrase) => phrase.test(told)))
      open.fill(true, words[own.start - 1] === ')' ? start : own.start, own.end);
    const ofBefore =
      /^(?:not|never|neither)$/.test(word) && !clause.some((one, at) => denied[start + at] && isTelling(one));
    const ofIt = word === 'without' && /^(?:it|them|this|that|one)$/.test(words[i + 1] ?? '');
    if (ofBefore || ofIt) open.fill(true, 0, i);
    // "No deletion (17p)".
    if (word === '(' && denied[i - 1]) open.fill(true, i, Math.max(i, words.indexOf(')', i)));
  });
  return open;
}

/** "Showed normal function together with hypertension": the finding behind "with" is another one. */
const finding = /^(?:normal|unremarkable|clean|sterile|benign)$/;
function before(mark: string, words: readonly string[], from: number, end: number): number {
  const at = words.indexOf(mark, from);
  return at < 0 ? end : Math.min(at, end);
}

const isTelling = (word: string): boolean => /^\p{L}/u.test(word) && !isEmpty(word) && !isReportingWord(stem(word));

/** What stands behind a preposition and "the" or the like, to the end of the phrase. */
function knownWords(words: readonly string[]): boolean[] {
  let inside = false;
  return words.map((word, i) => {
    if (ends.test(word) || preposition.test(word)) inside = false;
    else if (isKnown(words[i - 1] ?? '', word)) inside = true;
    return inside;
  });
}

/** The clause, with what it tells in brackets, "surgery (VATS) was discussed", and of whom: "were sent and are pending". */
function clauseOf(words: readonly string[], at: number): { start: number; end: number } {
  const { start, end } = clauseAround(words, at);
  const isJoined =
    /^(?:and|but|,)$/.test(words[start - 1] ?? '') &&
    !words.slice(start, at).some((word) => isTelling(word) && !/ed$/.test(word));
  if (isJoined && start > 1) return { start: clauseAround(words, start - 2).start, end };
  if (words[start - 1] !== ')') return { start, end };
  const bracket = words.lastIndexOf('(', start - 1);
  return { start: bracket > 0 ? clauseAround(words, bracket - 1).start : 0, end };
}

/** "The wound was not red": he has a wound; but "a leak was not seen". */
function describedWords(words: readonly string[]): boolean[] {
  const described = words.map(() => false);
  words.forEach((word, i) => {
    if (word !== 'not' || !/^(?:was|were|is|are)$/.test(words[i - 1] ?? '') || isParticiple(words[i + 1] ?? '')) return;
    described.fill(true, clauseAround(words, i).start, i);
  });
  return described;
}

const isParticiple = (word: string): boolean =>
  /..(?:ed|en)$|^(?:found|felt|done|held|begun|kept|put|made|left|brought|cut|set|sent|built|read|met|lost|present|necessary|evident|visible|there|detectable|apparent)$/.test(
    word,
  );
