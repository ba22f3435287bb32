/** Numbers with a decimal comma, "7,8 mmol/l", as half of Europe writes them; read as with a point, at the same offsets. */

const comma = /(?<![\d.,/])(\d{1,3}),(\d{1,2})(?!\d|,\d|\.\d)/g;
const measured =
  /(?<![\d.,/])\d{1,3},\d{1,2}(?=\s?(?:[mµμ]?g|kg|[cm]?m|m?l|[mµμ]?mol|[mk]?U|IU|%|°|x\s?\d|x\s?10)(?![\p{L}]))/gu;

/** Whether a note measures in them, twice at least: once may be a list. */
export const hasDecimalCommas = (text: string): boolean => [...text.matchAll(measured)].length >= 2;

export const withPoints = (text: string): string => text.replace(comma, '$1.$2');
