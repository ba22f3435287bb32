/** What is told of a value outside its sentence's words: the name of its column, and that its day was the first or the last. */
import { daysOf } from './calendar.ts';
import { type FoundDate, sameDate } from './dates.ts';
import type { Reading, Sentence, Value } from './reading.ts';
import { datesIn, daysWithRole } from './timeline.ts';

/** How surely a stem is told of the value. */
export function wordsBeyond(value: Value, sentence: Sentence, note: Reading): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const column = sentence.columns.find(({ start, end }) => start <= value.start && value.start < end);
  for (const stem of column?.stems ?? []) words.set(stem, inColumn);
  const dates = [...(column?.dates ?? []), ...ownDates(sentence)];
  for (const stem of dates.flatMap((date) => stayWords(date, note))) words.set(stem, onDay);
  return words;
}

const [inColumn, onDay] = [0.8, 0.6];

/** How much of the claim the column of a value tells: its words, and its date. */
export function columnScore(value: Value, sentence: Sentence, claim: Sentence, note: Reading): number {
  const column = sentence.columns.find(({ start, end }) => start <= value.start && value.start < end);
  if (!column) return 0;
  const words = wordsBeyond(value, sentence, note);
  const shared = claim.terms.filter(({ stem }) => words.has(stem)).length;
  const dates = datesIn(claim).filter(({ date }) => column.dates.some((other) => sameDate(date, other))).length;
  return shared + 2 * dates;
}

/** Of a sentence that tells one date alone. */
function ownDates(sentence: Sentence): FoundDate[] {
  const dates = datesIn(sentence).map(({ date }) => date);
  return dates.length === 1 ? dates : [];
}

/** A value of the day of admission is told "on admission". */
function stayWords(date: FoundDate, note: Reading): string[] {
  const days = daysOf(date, note.years);
  const isDay = (role: string) => daysWithRole(role, note).some((day) => days.includes(day));
  const [coming, going] = [isDay('coming'), isDay('going')];
  if (coming === going) return [];
  return coming ? ['admiss', 'admit', 'arriv', 'present'] : ['discharg'];
}
