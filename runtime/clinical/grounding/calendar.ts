/** Reckoning with dates, in days since 1970. */
import type { FoundDate } from './dates.ts';

const msPerDay = 86_400_000;

/** The days that a date can be; a year that it does not tell is one of those given. */
export const daysOf = ({ readings }: FoundDate, years: readonly number[]): number[] =>
  readings.flatMap(({ year, month, day }) =>
    day === undefined
      ? []
      : (year === undefined ? years : [year]).map((one) => Date.UTC(one, month - 1, day) / msPerDay),
  );

export const daysBetween = (a: number, b: number): number => Math.abs(a - b);

/** The day so many units of time later. @param unit "days", "wk", "month", "yr" */
export function shifted(day: number, count: number, unit: string): number {
  const months = /^mo/.test(unit) ? 1 : /^y/.test(unit) ? 12 : 0;
  if (months === 0) return day + count * (/^w/.test(unit) ? 7 : /^h/.test(unit) ? 1 / 24 : 1);
  const date = new Date(day * msPerDay);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * months, date.getUTCDate()) / msPerDay;
}
