import { describe, expect, it } from 'vitest';
import { mostRelevant, noteParts } from '../../runtime/generate/note-parts.ts';

/** A token a word or mark. */
const count = (text: string) => text.match(/\w+|[^\w\s]/g)?.length ?? 0;
const sentence = 'The patient was seen by the team and felt better on the next day. ';
const section = (heading: string, sentences: number) => `${heading}:\n${sentence.repeat(sentences).trim()}\n\n`;

describe('the parts of a long note', () => {
  const note = `Admission date: 3 May 2024\n\n${section('Chief Complaint', 2)}${section('Hospital Course', 30)}${section('Allergies', 1)}${section('Discharge Medications', 3)}`;

  it('follow one another without a gap, each within the limit', async () => {
    for (const limit of [5, 40, 100, 10_000]) {
      const parts = await noteParts(note, limit, count);
      expect(parts.map(({ start, end }) => note.slice(start, end)).join('')).toBe(note);
      for (const { start, end } of parts) expect(count(note.slice(start, end))).toBeLessThanOrEqual(limit);
    }
  });

  it('hold each section whole that can be, and cut the others between sentences', async () => {
    const parts = await noteParts(note, 60, count);
    const texts = parts.map(({ start, end }) => note.slice(start, end));
    for (const whole of [section('Allergies', 1), section('Discharge Medications', 3)])
      expect(texts.some((text) => text.includes(whole))).toBe(true);
    for (const text of texts) expect(text).toMatch(/^(Admission|Chief|Hospital|The patient |Allergies|Discharge)/);
  });

  it('are few: each is filled', async () => {
    const parts = await noteParts(note, 100, count);
    expect(parts.length).toBeLessThanOrEqual(Math.ceil((count(note) / 100) * 1.5));
  });

  it('carry the heading that they begin under', async () => {
    const parts = await noteParts(note, 60, count);
    const middle = parts.filter(({ start }) => note.slice(start).startsWith('The patient'));
    expect(middle.length).toBeGreaterThan(1);
    for (const { heading } of middle) expect(heading).toBe('Hospital Course');
  });

  it('cut what has no place to cut, but no character in two', async () => {
    const solid = '😀'.repeat(50);
    const parts = await noteParts(solid, 7, (text) => [...text].length);
    expect(parts.map(({ start, end }) => solid.slice(start, end)).join('')).toBe(solid);
    for (const { start, end } of parts) expect(solid.slice(start, end)).toMatch(/^(😀)+$/u);
  });

  it('are given up where that is asked for', async () => {
    await expect(noteParts(note, 5, count, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('of more parts than may be read', () => {
  const texts = [
    'Fever and cough.',
    'Allergic to penicillin.',
    'Went home.',
    'Penicillin rash, penicillin stopped.',
    'Diet.',
  ];
  const note = texts.join(' ');
  const parts = texts.map((text) => ({ start: note.indexOf(text), end: note.indexOf(text) + text.length }));
  const chosen = (question: string, most: number) =>
    mostRelevant(note, parts, question, most).map(({ start, end }) => note.slice(start, end));

  it('those are read that share most with the question, in their order', () => {
    expect(chosen('Is there a penicillin allergy?', 2)).toEqual([texts[1], texts[3]]);
  });

  it('the first are read where the question tells nothing apart', () => {
    expect(chosen('Summarize.', 2)).toEqual([texts[0], texts[1]]);
    expect(chosen('Summarize.', 9)).toEqual(texts);
  });
});
