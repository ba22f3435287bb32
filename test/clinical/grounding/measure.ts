/**
 * How many planted errors the checker flags, and how many right statements: on the two halves that it was made with, and on
 * sets written by people who had seen neither the checker nor the other sets (`blind` to `blind-5`, `medical`, `surgical`,
 * `wide-1` to `wide-6`), each measured untouched first and then used for the development. `more`, `stress` and `fresh` are
 * by whoever made the rules, to find what fails. Of `held-out`, written along with `fresh`, and of `blind-6`, written as the
 * blind ones were, only the figures were looked at.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckedSentence, type Checker, createChecker } from '../../../runtime/clinical/grounding/checker.ts';
import { developmentAnswers, finalAnswers } from './answers.ts';
import { blind2Notes } from './blind-2-notes.ts';
import { blindNotes } from './blind-notes.ts';
import { furtherStatements } from './further-statements.ts';
import { moreAnswers } from './more-answers.ts';
import { moreDenials } from './more-denials.ts';
import { moreStatements } from './more-statements.ts';
import { notes } from './notes.ts';
import { type Planted, planted } from './planted.ts';

export type Half = 'development' | 'final';
/** Sets whose notes lie beside them. */
type WithNotes =
  | 'medical'
  | 'surgical'
  | 'blind-3'
  | 'fresh'
  | 'held-out'
  | 'blind-4'
  | 'blind-5'
  | 'blind-6'
  | `wide-${1 | 2 | 3 | 4 | 5 | 6}`;
export type StatementSet = Half | 'more' | 'blind' | 'blind-2' | 'stress' | WithNotes;

export interface Share {
  readonly flagged: number;
  readonly of: number;
}

export interface StatementShares {
  readonly wrong: Share;
  readonly right: Share;
  /** Errors by what was changed, right statements by how they are worded. */
  readonly byError: Readonly<Record<string, Share>>;
  readonly byWording: Readonly<Record<string, Share>>;
}

/** Of `more` a note's text stands for its name. */
export function plantedStatements(set: StatementSet): Planted[] {
  if (set === 'more')
    return [...moreStatements, ...furtherStatements].flatMap(({ note, statements }) =>
      statements.flatMap((statement) => planted(note, statement)),
    );
  const text = readFileSync(join(import.meta.dirname, `${set}.jsonl`), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

export const notesOf = (set: WithNotes): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${set}-notes.json`), 'utf8'));
const ownNotes = { blind: blindNotes, 'blind-2': blind2Notes };

const notesOfEarlierSets = { ...notes, ...blindNotes, ...blind2Notes, ...notesOf('medical'), ...notesOf('surgical') };

/** Each set has its own: two authors may give the same name to a note. `stress` is about those of the sets before it. */
function notesFor(set: StatementSet): Readonly<Record<string, string>> {
  if (set === 'blind' || set === 'blind-2') return ownNotes[set];
  if (set === 'development' || set === 'final' || set === 'more') return notes;
  return set === 'stress' ? notesOfEarlierSets : notesOf(set);
}
const checkers = new Map<string, Checker>();

/** By the text of the note. */
function checkerOf(note: string): Checker {
  const checker = checkers.get(note) ?? createChecker(note);
  checkers.set(note, checker);
  return checker;
}
const isFlagged = ({ verdict }: CheckedSentence) => verdict === 'unsupported';

/** Right answers at full length. */
function answersOf(half: Half): { checker: Checker; answer: string }[] {
  const named = Object.entries(half === 'final' ? finalAnswers : developmentAnswers);
  const answers = named.flatMap(([name, texts]) =>
    texts.map((answer) => ({ checker: checkerOf(notesFor(half)[name] ?? name), answer })),
  );
  const more = moreAnswers.map(({ note, answer }) => ({ checker: createChecker(note), answer }));
  return half === 'final' ? answers : [...answers, ...more];
}

/** Statements with the wrong sign about more notes, of the development alone. */
export function measureDenials(): Share {
  const flagged = moreDenials.flatMap((statements, i) => {
    const checker = createChecker(moreAnswers[i]?.note ?? '');
    return statements.map((statement) => ({ flagged: checker.check(statement).some(isFlagged) }));
  });
  return shareOf(flagged);
}

export function measureStatements(set: StatementSet): StatementShares {
  const named = notesFor(set);
  const checked = plantedStatements(set).map((item) => ({
    ...item,
    flagged: checkerOf(named[item.note] ?? item.note)
      .check(item.statement)
      .some(isFlagged),
  }));
  const [wrong, right] = [checked.filter(({ error }) => error !== null), checked.filter(({ error }) => error === null)];
  return {
    wrong: shareOf(wrong),
    right: shareOf(right),
    byError: sharesBy(wrong, ({ error }) => error ?? ''),
    byWording: sharesBy(right, ({ wording }) => wording),
  };
}

/** Sentences of right answers at full length. */
export function measureAnswers(half: Half): Share {
  const sentences = answersOf(half).flatMap(({ checker, answer }) => checker.check(answer).map(isFlagged));
  return shareOf(sentences.map((flagged) => ({ flagged })));
}

const shareOf = (items: readonly { flagged: boolean }[]): Share => ({
  flagged: items.filter(({ flagged }) => flagged).length,
  of: items.length,
});

function sharesBy<T extends { flagged: boolean }>(
  items: readonly T[],
  key: (item: T) => string,
): Record<string, Share> {
  const keys = [...new Set(items.map(key))];
  return Object.fromEntries(keys.map((one) => [one, shareOf(items.filter((item) => key(item) === one))]));
}
