/** "RE" and "LE" of eye notes: the right and the left eye, where other notes mean a lower extremity. */
import type { Expansion } from './abbreviations.ts';

const forms: readonly Expansion[] = [
  { from: ['RE'], exact: true, to: ['right', 'eye'] },
  { from: ['LE'], exact: true, to: ['left', 'eye'] },
];

/** Those forms, if a note is about eyes and has one of them. */
export const eyeForms = (note: string): readonly Expansion[] =>
  /\b[RL]E\b/.test(note) && /\b(?:VA|IOP|visual acuity|intraocular|fundus|retinal?)\b/i.test(note) ? forms : [];
