/** Is a text the note of a hospital stay, as written at discharge? Told by its headings and by what stands below them. */

import { isStayName } from './section-names.ts';
import { type NoteSection, sectionsOf } from './sections.ts';

/** A note tells itself in its first part; the rest of a long file is not read. */
const readCharacters = 40_000;

/** Whether the text is a discharge note. Takes a few milliseconds whatever the file's size. */
export function isDischargeNote(text: string): boolean {
  const note = text.slice(0, readCharacters);
  if (note.trim() === '' || isMachineText(note)) return false;
  const points = headingPoints(sectionsOf(note));
  return points >= enough && facts(note) >= 2;
}

const enough = 5;

/** Headings of a stay weigh most, those that other notes share less, those of other documents against it; each name once. */
export function headingPoints(sections: readonly NoteSection[]): number {
  const names = new Set(sections.flatMap(({ name }) => (name === undefined ? [] : [name])));
  const stay = [...names].filter(isStayName);
  const other = sections.filter(({ name }) => name === 'other').length;
  const common = [...names].filter((name) => !isStayName(name) && name !== 'other' && name !== 'administration').length;
  const told = stay.filter((name) => name !== 'dischargeDate' && name !== 'dischargeTitle');
  if (told.length === 0) return 0;
  return 3 * told.length + (stay.length - told.length) + Math.min(common, 4) - 2 * other;
}

/** Code, markup, tables and logs: they may hold notes, or name their headings, but are none. */
function isMachineText(text: string): boolean {
  const start = text.trimStart();
  if (/^(?:\{|\[\s*[{"[]|%PDF|\\documentclass|diff --git|#include|#!|<[!?])/.test(start)) return true;
  if (start.startsWith('<') && start.includes('</')) return true;
  if (/^(?:import|export|from|const|let|def|class|package|using|SELECT|INSERT|CREATE)\b|^(?:--|\/[/*])\s/.test(start))
    return true;
  const [first = ''] = start.split('\n', 1);
  return /^["\w]+(?:[,\t]["\w]+){2,}\s*$/.test(first);
}

const signs: readonly RegExp[] = [
  /\d\s?(?:mg|mcg|µg|g|kg|ml|mL|mmol|units?|lb|L|cm|mm|pg|ng|UI)\b/g,
  /\b\d{1,3}[- ]?(?:y\/?o\b|yo\b|year[- ]olds?|jährig|años|ans\b)|\d{1,3}세|\b\d{2}[MF]\b/gi,
  /\b\d{2,3}\/\d{2,3}\b/g,
  /\b[A-Z][A-Za-z]{1,5} \d+(?:[.,]\d+)?\b/g,
  /\b(?:underwent|presented|presenting|admitted|treated|started|received|tolerated|transferred|denie[sd]|died|improved|resolved|restarted|showed|demonstrated)\b/gi,
  /내원|시행|투여|호전/g,
];

/** How many things a text tells of a patient: doses, ages, pressures, values, what was done. Guides and checklists tell none. */
function facts(text: string): number {
  return signs.reduce((sum, sign) => sum + (text.match(sign)?.length ?? 0), 0);
}
