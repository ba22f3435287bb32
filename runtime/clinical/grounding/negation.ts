/**
 * Which words of a sentence are denied, by cues and their scopes (Chapman et al., A simple algorithm for identifying
 * negated findings, 2001), with clauses for limits. "Stopped" denies what was stopped: so "held" and "given" differ.
 */

import { auxiliary, clauseAround } from './clause-borders.ts';
import { isDrug } from './vocabulary.ts';
import { decidedAgainst, isNotDone, isOfOffer, type Range, weighedBefore } from './weighed.ts';

/** Cues that deny what follows, in their clause. */
const forward =
  /^(?:no|without|den(?:y|ies|ied|ying)|never|neither|nor|none|cannot|lack|absence|failed|unable|avoid(?:ed|s)?|declines|miss(?:ed|ing)|skip(?:s|ped|ping)|prevent(?:s|ing|ed|ion)?)$/;
/** Cues that deny the whole clause around them. */
const around = /^(?:not|never|nobody)$/;
/** Cues that deny what stands before them. */
const backward = /^(?:negative|absent|contraindicated|deferred|none|excluded|pending)$/;
const stopped = /^stop(?:ped|ping|s)?$/;
/** "Phototherapy off at 08:00". */
const isOff = (word: string, next: string): boolean =>
  word === 'off' && /^(?:at|on|since|from|by|after|\d+|)$/.test(next);
/** "not only", "no change": no denial. */
const pseudo = /^(?:not (?:only|necessarily|quite)|no (?:doubt|change|increase)|not (?:changed|altered|affected))$/;

interface Scope extends Range {
  /** "Never stopped": what is stopped is denied unless that is denied. */
  readonly turns?: boolean;
}

/**
 * @param words of one sentence, lower case, punctuation among them
 * @returns for each word whether it is denied; "never" and "stopped" around one word cancel
 */
export function deniedWords(words: readonly string[]): boolean[] {
  const scopes = words.flatMap((_, i) => scopesOf(words, i));
  const within = (i: number, turns: boolean) =>
    scopes.some((scope) => (scope.turns ?? false) === turns && i >= scope.from && i < scope.to);
  return words.map((_, i) => within(i, false) !== within(i, true));
}

/** What the word at `i` denies, if it is a cue. */
function scopesOf(words: readonly string[], i: number): readonly Scope[] {
  const [word = '', next = ''] = [words[i], words[i + 1]];
  if (pseudo.test(`${word} ${next}`)) return [];
  return nextWords(words, i) ?? clauseScopes(words, i);
}

/** Cues that deny the words beside them, whatever the clause. */
function nextWords(words: readonly string[], i: number): readonly Scope[] | undefined {
  const [before = '', word = '', next = ''] = [words[i - 1], words[i], words[i + 1]];
  // "Stopped: lisinopril" is a list.
  if (
    next === ':' &&
    /^(?:stop(?:ped|ping)?|avoid(?:ed)?|declined|denies|den(?:ied|ying)|negative|absent|excluded)$/.test(word)
  ) {
    return outsideBrackets(words, i + 2).map((scope) => ({ ...scope, turns: stopped.test(word) }));
  }
  if (word === 'place' && next === 'of' && /^(?:the|in)$/.test(before))
    return [{ from: i + 2, to: i + 4, turns: true }];
  if (word === 'rather' && next === 'than') return [{ from: i + 2, to: clauseAround(words, i + 2).end }];
  if (/^(?:outside|beyond|past)$/.test(word) && words.slice(i + 1, i + 5).includes('window'))
    return [{ from: i + 1, to: clauseAround(words, i + 1).end }];
  if (word === 'none' && /^(?:in|on|at|with|by|elsewhere)$/.test(next)) return [];
  if (word === 'none' && next === 'of') return [{ from: i + 2, to: clauseAround(words, i + 2).end }];
  if (word === 'instead' && next === 'of') return [{ from: i + 2, to: i + 5 }];
  if (word === '0' && next === '/') return [{ from: i + 3, to: i + 5 }];
  if (/^(?:incomplete|insufficient|inadequate|former|formerly|ex)$/.test(word)) return [{ from: i + 1, to: i + 2 }];
  if (word === 'resistant' && next === 'to') return [{ from: i + 2, to: endOfResistance(words, i + 2) }];
  if (word === 'free' && before === '-') return [{ from: i - 2, to: i - 1 }];
  if (word === 'against' && /^(?:decided|opted|elected|chose|advised)$/.test(before)) return [decidedAgainst(words, i)];
  if (word === 'non') return [{ from: i + 1, to: next === '-' ? i + 3 : i + 2 }];
  if (word === 'never' && /^(?:-|smoking)$/.test(next)) return [{ from: i + 1, to: i + 3 }];
  if (word === 'prophylaxis' && !isDrug(before) && !/^(?:as|for|of|the)$/.test(before)) return [{ from: i - 2, to: i }];
  return undefined;
}

/** "Resistant to ciprofloxacin and TMP-SMX, sensitive to ceftriaxone". */
function endOfResistance(words: readonly string[], from: number): number {
  const end = words.findIndex((word, i) => i >= from && /^(?:sensitive|susceptible|but|while|[;.(])$/.test(word));
  return end < 0 ? words.length : end;
}

/** To the end of the list, without what stands in brackets. */
function outsideBrackets(words: readonly string[], from: number): Scope[] {
  const end = words.findIndex((one, at) => at > from && /^[;.]$/.test(one));
  const scopes: { from: number; to: number }[] = [];
  let depth = 0;
  for (let i = from; i < (end < 0 ? words.length : end); i++) {
    if (words[i] === '(') depth++;
    else if (words[i] === ')') depth--;
    else if (depth === 0) scopes.push({ from: i, to: i + 1 });
  }
  return scopes;
}

function clauseScopes(words: readonly string[], i: number): readonly Scope[] {
  const [word = '', next = ''] = [words[i], words[i + 1]];
  const { start, end } = clauseAround(words, i);
  const passive = /^be(?:en)?$/.test(next) || words.slice(Math.max(start, i - 3), i).some((one) => auxiliary.test(one));
  const [subject, object] = [subjectBefore(words, i, start), { from: i + 1, to: end }];
  const telegraphic = i > start && /^(?:,|for|on|due|given|at|x|by|with|in|\d+)$/.test(next);
  const either = passive || telegraphic || i + 1 >= end ? subject : object;
  if (/^(?:clear|free)$/.test(word) && /^margins?$/.test(next)) return [{ from: i + 1, to: i + 2 }];
  if (
    /^(?:clear|free)$/.test(word) &&
    /^margins?$/.test(words.slice(start, i).findLast((one) => !auxiliary.test(one)) ?? '')
  )
    return [subject];
  const list = { from: i + 2, to: listEnd(words, i + 1, end) };
  if (/^(?:free|clear) of$/.test(`${word} ${next}`)) return passive ? [subject, list] : [list];
  if (/^negative (?:for|margins?)$/.test(`${word} ${next}`)) return [object];
  if (/^(?:ruled|rules|rule) out$/.test(`${word} ${next}`))
    return [
      passive || i + 2 >= end || /^(?:by|on|with|at|via|per|in|,)$/.test(words[i + 2] ?? '')
        ? subject
        : { from: i + 2, to: end },
    ];
  if (word === 'excluded' && !passive && !/^[.,;)]?$/.test(next)) return [object];
  if (word === 'denied' && passive) return [subject];
  const bracketed = i === start && words[i - 1] === '(';
  if (bracketed && (stopped.test(word) || backward.test(word)))
    return [beforeBracket(words, i - 1, stopped.test(word))];
  if (
    isOff(word, next) &&
    !passive &&
    i > start &&
    !/..ed$|^(?:came|went|taken|held|put|kept)$/.test(words[i - 1] ?? '')
  )
    return [{ ...subject, turns: true }];
  if (stopped.test(word)) return [{ ...either, turns: true }];
  if (/^(?:declined|refused)$/.test(word) && isOfOffer(words, i)) return [weighedBefore(words, i)];
  if (/^(?:declined|refused|avoided|missed|failed)$/.test(word))
    return [word === 'failed' ? upToComma(either, words) : either];
  if ((backward.test(word) || (word === 'no' && i + 1 >= end)) && i === start && words[i - 1] === ':')
    return [{ from: clauseAround(words, i - 2).start, to: i - 1 }];
  if (backward.test(word) && i > start) return [{ ...subject, from: Math.max(subject.from, findingsFrom(words, i)) }];
  if (isNotDone(words, i, start, end)) return [weighedBefore(words, i), { from: i + 1, to: i + 2 }];
  if (around.test(word)) {
    const reached = { from: i + 1, to: objectStart(words, i, end) };
    // "Positive for cannabis but not for cocaine".
    if (words[i - 1] === 'but' && /^(?:for|in|on|at|with|by|to|the|a|an)$/.test(next))
      return [{ from: i + 1, to: end }];
    if (happens.test(words[i + 1] ?? '')) return [subject, reached];
    return active.test(words[i - 1] ?? '') && !passive ? [reached] : [subject, reached];
  }
  const scope = { from: i + 1, to: listEnd(words, i, end) };
  return forward.test(word) ? [/^(?:unable|cannot)$/.test(word) ? upToComma(scope, words) : scope] : [];
}

/** "Failed bedside swallow, NGT": the next of a list of notes. */
function upToComma(scope: Scope, words: readonly string[]): Scope {
  const comma = words.indexOf(',', scope.from);
  return comma < 0 || comma > scope.to ? scope : { ...scope, to: comma };
}

/** "A, B and C were absent" is of all three; "A positive and B negative" of the last alone. */
function findingsFrom(words: readonly string[], at: number): number {
  const comma = words.lastIndexOf(',', at);
  const whole = words[at - 1] === 'were' && words.slice(comma, at).some((word) => /^(?:and|or)$/.test(word));
  const other = words.slice(0, at).findLastIndex((word) => /^(?:positive|normal|present)$/.test(word));
  return Math.max(whole ? 0 : comma + 1, other + 1);
}

/** "Aspirin, metformin (held)": the last of a list alone. */
function beforeBracket(words: readonly string[], bracket: number, turns: boolean): Scope {
  const { start } = clauseAround(words, bracket - 1);
  return { from: Math.max(start, words.lastIndexOf(',', bracket) + 1), to: bracket, turns };
}

/** What did not happen is denied itself. */
const happens = /^(?:occur|develop|arise|happen|appear|recur|exist|ensue|emerge|grow|follow|come|return|work)$/;

/** Before "not" and an active verb: the one who did not is not denied. */
const active = /^(?:did|does|do|could|can|would|should|may|might|must|had|has|have|will)$/;

/** What is spoken of before a passive verb: "the source of the fever was not found" denies the source alone. */
function subjectBefore(words: readonly string[], at: number, start: number): Scope {
  const auxiliaries = words.slice(start, at);
  const joined = words[start - 1] ?? '';
  const afterBut =
    joined === 'but' ? auxiliaries.every((word) => auxiliary.test(word)) : joined === 'and' && start === at;
  const from = afterBut ? clauseAround(words, start - 2).start : start;
  const until = afterBut ? start - 1 : at;
  const subject = words.slice(from, until);
  const and = subject.lastIndexOf('and');
  const one = and >= 0 && subject.includes('was') ? from + and + 1 : from;
  const comma = words.lastIndexOf(',', until - 1) + 1;
  const isList = words.slice(comma, until).includes('and');
  const last = comma > one && comma < until && !isList ? comma : one;
  const of = words.slice(last, at).indexOf('of');
  return { from: last, to: of > 0 ? last + of : at };
}

/** "Did not respond to it" says nothing against "it", "not found on biopsy" nothing against the biopsy. */
function objectStart(words: readonly string[], cue: number, end: number): number {
  const respond = /^respon/.test(words[cue + 1] ?? '');
  // "Was not on a mood stabilizer" is against what he was not on.
  const object = words
    .slice(cue + 2, end)
    .findIndex(
      (word, i) =>
        (/^(?:on|by|at|per)$/.test(word) && !goes.test(words[cue + 1 + i] ?? '')) || (respond && word === 'to'),
    );
  const last = object < 0 ? end : cue + 2 + object;
  // "Epidural not feasible, intercostal block": the next of a list of notes.
  const comma = words.indexOf(',', cue);
  const isList = words.slice(comma, last).some((word) => /^(?:or|nor|and)$/.test(word));
  return comma > cue && comma < last && !isList ? comma : last;
}

/** "Did not have to go back on dialysis". */
const goes = /^(?:go|goes|back|put|placed|started|kept|stay|remain|be)$/;

const lasting = /^(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|the)/;

/** "No thrombus, mild regurgitation": what has a grade is there. */
const graded = /^(?:mild|mildly|moderate|severe|trace|trivial|small|large|normal|good|stable)$/;

/** "No fever, cough or chills" is one list; "no fever and he went home" is not. "Denies" takes all that follows. */
function listEnd(words: readonly string[], cue: number, end: number): number {
  const from = cue + 1;
  const rest = words.slice(from, end);
  const until = rest.findIndex(
    (word, i) => /^(?:on|by|at|per)$/.test(word) || (word === 'for' && lasting.test(rest[i + 1] ?? '')),
  );
  // "No metastases and an incidental nodule".
  const found = rest.findIndex((word, i) => {
    const next = rest[i + 1] ?? '';
    return (
      (word === 'and' && /^(?:an?|the|his|her|one|some)$/.test(next)) || (/^(?:and|,)$/.test(word) && graded.test(next))
    );
  });
  const open = found >= 0 ? from + found : end;
  const last = Math.min(until >= 0 ? from + until : end, open, measuredFrom(words, from, end));
  if (/^den|^avoid|^nor|^neither/.test(words[cue] ?? '') || rest.includes('or')) return last;
  const [comma, and] = [rest.indexOf(','), rest.indexOf('and')];
  if (comma < 0)
    return and < 0 || (words[cue] === 'without' && isShort(rest.slice(and + 1))) ? last : Math.min(last, from + and);
  if (and >= 0 && and < comma) return Math.min(last, from + and);
  const tail = rest.slice(comma + 1);
  // "No sports 3 wk, school from 10/21".
  if (tail.some((word) => /^(?:from|until|since)$/.test(word))) return Math.min(last, from + comma);
  const isList =
    tail.length <= 8 && !tail.some((word) => /ed$|ing$|^(?:had|has|given)$/.test(word) || auxiliary.test(word));
  return isList ? last : Math.min(last, from + comma);
}

/** "Without metformin and lisinopril": one more name, and no new statement. */
const isShort = (tail: readonly string[]): boolean =>
  tail.length > 0 &&
  tail.length <= 2 &&
  !tail.some((word) => /ed$|ing$|^(?:he|she|they|had|has|then|given|went|is|was)$/.test(word));

/** "No left shift, procalcitonin 2.1": what is measured is no longer denied. */
function measuredFrom(words: readonly string[], from: number, end: number): number {
  const number = words.findIndex((word, i) => i > from && i < end && /^\d/.test(word));
  const comma = number < 0 ? -1 : words.lastIndexOf(',', number);
  return comma > from ? comma : end;
}
