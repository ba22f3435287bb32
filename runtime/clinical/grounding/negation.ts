/**
 * Which words of a sentence are denied, by cues and their scopes (Chapman et al., A simple algorithm for identifying
 * negated findings, 2001), with clauses for limits. "Stopped" denies what was stopped: so "held" and "given" differ.
 */

/** Cues that deny what follows, in their clause. */
const forward =
  /^(?:no|without|den(?:y|ies|ied|ying)|never|neither|nor|none|cannot|lacks?|absence|avoid(?:ed|s)?|declines|miss(?:ed|ing)|prevent(?:s|ing|ed|ion)?)$/;
/** Cues that deny the whole clause around them. */
const around = /^(?:not|never|nobody)$/;
/** Cues that deny what stands before them. */
const backward = /^(?:negative|absent|declined|deferred|refused|none|excluded)$/;
const stopped = /^stop(?:ped|ping|s)?$/;
/** Words that end a clause. */
const borders =
  /^(?:[;:.()]|but|however|although|though|except|which|who|because|until|then|after|before|when|while|during|since|if|so|where|resulting)$/;
const auxiliary = /^(?:was|were|is|are|been|be)$/;
/** "not only", "no change": no denial. */
const pseudo = /^(?:not (?:only|necessarily)|no (?:doubt|change|increase))$/;

type Scope = readonly [from: number, to: number];

/**
 * @param words of one sentence, lower case, punctuation among them
 * @returns for each word whether it is denied; two denials around one word cancel
 */
export function deniedWords(words: readonly string[]): boolean[] {
  const denied = words.map(() => false);
  for (let i = 0; i < words.length; i++) {
    const [from, to] = scopeOf(words, i) ?? [0, 0];
    for (let at = from; at < Math.min(to, words.length); at++) denied[at] = !denied[at];
  }
  return denied;
}

/** What the word at `i` denies, if it is a cue. */
function scopeOf(words: readonly string[], i: number): Scope | undefined {
  const [word = '', next = ''] = [words[i], words[i + 1]];
  if (pseudo.test(`${word} ${next}`)) return undefined;
  const [start, end] = clauseAround(words, i);
  const passive = words.slice(Math.max(start, i - 3), i).some((one) => auxiliary.test(one));
  if ((word === 'free' && next === 'of') || (word === 'negative' && /^(?:for|margins?)$/.test(next)))
    return [i + 1, end];
  if (word === '0' && next === '/') return [i + 3, i + 5];
  if (/^(?:former|formerly|ex)$/.test(word)) return [i + 1, i + 2];
  if (word === 'never' && /^(?:-|smoking)$/.test(next)) return [i + 1, i + 3];
  if (/^(?:incomplete|insufficient|inadequate)$/.test(word)) return [i + 1, i + 2];
  if (word === 'denied' && passive) return [start, i];
  if (stopped.test(word)) return passive || i + 1 >= end ? [start, i] : [i + 1, end];
  if ((word === 'ruled' && next === 'out') || (backward.test(word) && i > start))
    return [Math.max(start, words.lastIndexOf(',', i) + 1), i];
  if (around.test(word)) return [start, objectStart(words, i, end)];
  return forward.test(word) ? [i + 1, listEnd(words, i, end)] : undefined;
}

/** "Did not respond to it" says nothing against "it", "not found on biopsy" nothing against the biopsy. */
function objectStart(words: readonly string[], cue: number, end: number): number {
  const respond = /^respon/.test(words[cue + 1] ?? '');
  const object = words.slice(cue, end).findIndex((word) => /^(?:on|by|at)$/.test(word) || (respond && word === 'to'));
  return object < 0 ? end : cue + object;
}

const lasting = /^(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|the)/;

/** "No fever, cough or chills" is one list; "no fever and he went home" is not. "Denies" takes all that follows. */
function listEnd(words: readonly string[], cue: number, end: number): number {
  const from = cue + 1;
  const rest = words.slice(from, end);
  const until = rest.findIndex(
    (word, i) => /^(?:on|by|at)$/.test(word) || (word === 'for' && lasting.test(rest[i + 1] ?? '')),
  );
  const last = until >= 0 ? from + until : end;
  if (/^den|^avoid|^nor|^neither/.test(words[cue] ?? '') || rest.includes('or')) return last;
  const [comma, and] = [rest.indexOf(','), rest.indexOf('and')];
  if (comma < 0) return and < 0 ? last : Math.min(last, from + and);
  if (and >= 0 && and < comma) return Math.min(last, from + and);
  const tail = rest.slice(comma + 1);
  const isList =
    tail.length <= 8 && !tail.some((word) => /ed$|ing$|^(?:had|has|given)$/.test(word) || auxiliary.test(word));
  return isList ? last : Math.min(last, from + comma);
}

/** The first word of the clause around a word, and the one behind its last. */
function clauseAround(words: readonly string[], at: number): Scope {
  let start = at;
  while (start > 0 && !isBorder(words, start - 1)) start--;
  let end = at + 1;
  while (end < words.length && !isBorder(words, end)) end++;
  return [start, end];
}

function isBorder(words: readonly string[], i: number): boolean {
  const word = words[i] ?? '';
  if (word === '.' && words[i - 1]?.length === 1) return false;
  if (borders.test(word)) return true;
  if (word === 'given' && /^(?:the|his|her|that|their)$/.test(words[i + 1] ?? '')) return true;
  if (word === 'and') return isNewStatement(words, i);
  return word === ',' && /^(?:and|no|not|without|which|but|denies|he|she|they)$/.test(words[i + 1] ?? '');
}

/** "The INR was 4.8 and vitamin K was withheld": a verb on both sides. */
function isNewStatement(words: readonly string[], and: number): boolean {
  const next = words[and + 1] ?? '';
  if (/^(?:he|she|they|no|not)$|..ed$|^(?:got|had|has|went|took|was)$/.test(next)) return true;
  const from = words.slice(0, and).findLastIndex((word) => /^[,;:.]$/.test(word)) + 1;
  const told = words.slice(from, and).some((word) => auxiliary.test(word) || /..ed$/.test(word));
  return told && words.slice(and + 1, and + 5).some((word) => auxiliary.test(word));
}
