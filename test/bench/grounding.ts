/**
 * `npm run bench -- grounding [--json]`: planted errors flagged and right statements flagged.
 *
 * `development` is what the checker is tuned on. `final` was measured several times while it was tuned, so its figure is
 * better than the truth. `blind` was written by someone who had not seen the checker, and measured once, on 28 November 2026:
 * 129 of 150 planted errors flagged (86.0%), 53 of 150 right statements flagged (35.3%). That misses the aim of at least 95%
 * and at most 5%. The kinds of what failed on it were then mended, on notes and statements written for it (`more`), so what is
 * measured on it now is no longer blind: whoever mended it was told its kinds with a few dozen words of its statements, and
 * saw its totals many times. `blind-2` was written meanwhile by yet another, who knew of the README that short forms and
 * reckoned days had been weak (one statement is word for word one of `blind`), and measured once after that, the same day: 99 of 120 (82.5%) and 24 of 120 (20.0%), 17 of the 24 among
 * the 31 statements with a reckoned time.
 *
 * `medical` and `surgical` (18 notes each) were written by two more who had not seen the checker. Untouched, that checker flagged
 * 93 of 108 planted errors (86.1%) and 30 of 126 right statements (23.8%) of the one, 95 of 108 (88.0%) and 34 of 126 (27.0%) of
 * the other. The rules were then mended by what failed on `medical`; measured after that, still untouched, `surgical` gave 98 of
 * 108 (90.7%) and 22 of 126 (17.5%). Then it was used as well: both are development now. `stress` was written by whoever made
 * the rules, in five parts, each checked once before it was mended: 21 of 105, 15 of 111, 11 of 95, 10 of 65 and 7 of 57 right
 * statements flagged, and of the errors in the last four 29 of 37, 39 of 47, 28 of 32 and 30 of 31.
 *
 * After all this `blind-2` was measured a second time, once: 109 of 120 (90.8%) and 22 of 120 (18.3%), 4 of the 22 verbatim. That
 * verbatim sentences were flagged led to a look at the notes of the other sets, whose own sentences must all be supported: an
 * answer was read by its own way of writing dates instead of its note's, which is mended since. It was not measured again. Five
 * of its 240 statements, right ones, were seen once by a slip of the hand, and used for nothing.
 *
 * `blind-3` (16 notes) was written on 28 November 2026 by another who had seen neither rules nor sets, and measured once, after all
 * of the above: 85 of 96 planted errors (88.5%) and 25 of 112 right statements (22.3%).
 *
 * Then both `blind-2` and `blind-3` were looked at, and the rules mended by what failed on them: no verdict on a negation where
 * it is not sure what is denied (`unsure.ts`, `denied-findings.ts`), and dates and reckoned times by what they are counted from.
 * They are development sets since. To see whether that holds, whoever made the rules wrote 22 more notes in five parts, each
 * checked before anything was mended by it. Four are `fresh`, on which the checker as it was before flagged 156 of 180 planted
 * errors (86.7%) and 56 of 226 right statements (24.8%); on the last two of them, after what the earlier ones had shown was
 * mended, 37 of 42 and 38 of 48 errors, 12 of 53 and 9 of 56 right statements. Of the fifth, `held-out`, only the figures were
 * looked at: 25 of 30 and 11 of 68 (16.2%) before, 27 of 30 and 5 of 68 (7.4%) at the end. Its author knew the rules, so it is
 * not blind.
 *
 * `blind-4` (12 notes) was written the same evening by another who had seen neither rules nor sets, and measured once after all of
 * the above: 98 of 110 planted errors (89.1%) and 14 of 110 right statements (12.7%). Then it was looked at, and the rules mended by
 * what failed on it: decimal commas, powers of ten, acuities at six metres, tables without bars, two times with one unit, words that
 * were taken for short forms, results of tests, and which drug's doses add up. It is a development set since, on which they now flag
 * 108 of 110 (98.2%) and 0 of 110. `held-out`, of which still only the figures are looked at, went from 27 to 28 of 30 errors, with
 * the same 5 of 68 right statements.
 *
 * `blind-5` (12 notes) was written by yet another who had seen nothing of all this, and measured once after all of it: 87 of 100
 * planted errors (87.0%; of 17 negations 10) and 15 of 100 right statements (15.0%; 6 of 15 with a reckoned time, 4 of 12 with a
 * converted value, 2 of 40 paraphrases). The next day it was looked at and is a development set since.
 *
 * Then came six sets of 14 notes and 220 statements each, `wide-1` to `wide-6`, and `blind-6` (16 notes, 240 statements), by
 * seven writers who had seen nothing of all this. The rules as they were before, on all seven: 701 of 780 planted errors (89.9%),
 * 138 of 780 right statements (17.7%). The sets were taken two by two, each pair measured untouched, then mended by. `wide-3` and
 * `wide-4`, after the first pair: 197 and 33 of 220 (before 196 and 37). `wide-5` and `wide-6`, after the second: 202 and 46 of
 * 220 (before 197 and 45). `blind-6`, once, after all: 117 of 120 (97.5%) and 14 of 120 (11.7%); before 117 and 19. It was not
 * looked at. So what is mended on one writer's words helps little on the next one's: what is left is in words of their own,
 * which rules do not know. Verbatim statements are flagged on none of the 24 of `blind-6`.
 */
import { parseArgs } from 'node:util';
import {
  measureAnswers,
  measureDenials,
  measureStatements,
  type Share,
  type StatementSet,
} from '../clinical/grounding/measure.ts';

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const measured = (['development', 'final'] as const).map((set) => ({
  set,
  ...measureStatements(set),
  answers: measureAnswers(set),
}));
const withoutAnswers = (
  [
    ...['more', 'blind', 'medical', 'surgical', 'stress', 'blind-2', 'blind-3', 'fresh', 'held-out', 'blind-4'],
    ...['blind-5', 'wide-1', 'wide-2', 'wide-3', 'wide-4', 'wide-5', 'wide-6', 'blind-6'],
  ] as StatementSet[]
).map((set) => ({ set, ...measureStatements(set), answers: null }));
const share = ({ flagged, of }: Share) => `${flagged} of ${of} (${((100 * flagged) / of).toFixed(1)}%)`;
const list = (shares: Readonly<Record<string, Share>>) =>
  Object.entries(shares)
    .map(([name, { flagged, of }]) => `${name} ${flagged}/${of}`)
    .join(', ');
for (const { set, wrong, right, byError, byWording, answers } of [...measured, ...withoutAnswers]) {
  console.error(`${set}: planted errors flagged ${share(wrong)}; right statements flagged ${share(right)}`);
  console.error(`  errors: ${list(byError)}`);
  console.error(`  right: ${list(byWording)}${answers ? `; sentences of whole answers ${share(answers)}` : ''}`);
}
const denials = measureDenials();
console.error(`more statements with the wrong sign, of the development: flagged ${share(denials)}`);
const sets = Object.fromEntries([...measured, ...withoutAnswers].map(({ set, ...rest }) => [set, rest]));
if (options.json) console.log(JSON.stringify({ bench: 'grounding', ...sets, denials }));
