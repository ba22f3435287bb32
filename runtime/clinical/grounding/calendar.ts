/** Reckoning with dates, in days since 1970. */
import type { FoundDate } from './dates.ts';
import type { Quantity } from './units.ts';

const msPerDay = 86_400_000;

/** The days that a date can be; a year that it does not tell is one of those given, without a day it is anywhere in its month. */
export const daysOf = ({ readings }: FoundDate, years: readonly number[]): number[] =>
  readings.flatMap(({ year, month, day }) =>
    (year === undefined ? years : [year]).flatMap((one) =>
      (day === undefined ? overTheMonth : [day]).map((of) => Date.UTC(one, month - 1, of) / msPerDay),
    ),
  );

const overTheMonth = [2, 6, 10, 14, 18, 22, 26, 30];

/** The day so many units of time later. @param unit "days", "wk", "month", "yr" */
export function shifted(day: number, count: number, unit: string): number {
  const months = /^mo/.test(unit) ? 1 : /^y/.test(unit) ? 12 : 0;
  if (months === 0) return day + count * (/^w/.test(unit) ? 7 : /^h/.test(unit) ? 1 / 24 : 1);
  const date = new Date(day * msPerDay);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * months, date.getUTCDate()) / msPerDay;
}

/** Whether that time lies between two days, in this order. Days are exact; weeks, months and years may end a day or two off. */
export const isApart = (from: number, to: number, time: Quantity): boolean =>
  Math.abs(shifted(from, time.value, time.unit) - to) <= slackOf(time);

/** The same for times of the day; without both days the clock alone decides. @param from, to in minutes after midnight */
export function areMinutesApart(from: number, to: number, days: number | undefined, time: Quantity): boolean {
  const minutes = 60 * time.amount;
  const slack = time.hedge ? Math.max(5, 0.1 * minutes) : minutes >= 720 ? 30 : minutes >= 120 ? 5 : 1;
  const over = /^(?:over|above)$/.test(time.hedge ?? '') ? Math.max(slack, 0.25 * minutes) : slack;
  const apart = to - from + 1440 * (days ?? 0);
  if (days !== undefined) return apart - minutes <= over && minutes - apart <= slack;
  const off = (((apart - minutes) % 1440) + 1440) % 1440;
  return off <= over || 1440 - off <= slack;
}

/** In days. */
function slackOf({ hedge, amount, unit }: Quantity): number {
  if (hedge) return Math.max(1, (0.1 * amount) / 24);
  return /^(?:mo|y)/.test(unit) ? 2 : /^w/.test(unit) ? 1 : 0;
}

/** Whether a day is one that the date can be; a date without a day is any of its month. */
export function isOnDate(day: number, { readings }: FoundDate): boolean {
  const date = new Date(day * msPerDay);
  return readings.some(
    (one) =>
      one.month === date.getUTCMonth() + 1 &&
      (one.day ?? date.getUTCDate()) === date.getUTCDate() &&
      (one.year ?? date.getUTCFullYear()) === date.getUTCFullYear(),
  );
}
