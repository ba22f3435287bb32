/** Figures as people read them, in the language of the editor. */
import { t } from '../l10n.ts';

const language = document.documentElement.lang || 'en';
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat(language, { maximumSignificantDigits: 21 });
const short = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
const compactFormat = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
const shares = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 });

export const count = (value: number): string => whole.format(value);
/** Any number, to its last digit. */
export const figure = (value: number): string => exact.format(value);
export const compact = (value: number): string => compactFormat.format(value);
export const share = (value: number): string => shares.format(value);

/** 1 GiB = 2³⁰ bytes. */
export function bytes(value: number): string {
  if (value >= 2 ** 30) return `${short.format(value / 2 ** 30)} GiB`;
  return value >= 2 ** 20 ? `${whole.format(value / 2 ** 20)} MiB` : `${whole.format(value / 2 ** 10)} KiB`;
}

/** About how long, from seconds. */
export function duration(seconds: number): string {
  if (seconds < 60) return t('{0} s', whole.format(seconds));
  if (seconds < 3600) return t('{0} min', whole.format(seconds / 60));
  return t('{0} h {1} min', whole.format(Math.floor(seconds / 3600)), whole.format((seconds % 3600) / 60));
}
