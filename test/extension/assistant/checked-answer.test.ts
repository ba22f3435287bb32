import { expect, test } from 'vitest';
import { createChecker } from '../../../runtime/clinical/grounding/checker.ts';
import type { AnswerPart } from '../../../runtime/protocol/ask.ts';
import { checkAnswer } from '../../../src/assistant/checked-answer.ts';

const note = `Chief complaint: chest pain
Medications: apixaban 5 mg twice daily. Metoprolol 25 mg once daily.
Hospital course: The patient underwent cardiac catheterization on 12 March 2050. He was discharged home.`;
const [first, second] = [note.indexOf('Medications'), note.indexOf('Hospital')];

const part = (start: number, end: number, text: string): AnswerPart => ({
  ...{ start, end, text, ended: 'end', promptTokens: 1, reusedTokens: 0, newTokens: 1 },
});
/** The note stands behind other text in its document. */
const passage = { start: 1000, end: 1000 + note.length, text: note };
const check = (...parts: AnswerPart[]) => checkAnswer({ parts }, passage, createChecker);

test('a sentence that the note says is linked to the place in the document that says it', () => {
  const { parts, evidence } = check(part(0, note.length, 'Apixaban 5 mg was given twice daily.'));
  const [statement] = parts[0]?.statements ?? [];
  expect(statement?.verdict).toBe('supported');
  const place = evidence[(statement?.evidence[0] ?? 0) - 1];
  expect(place?.quote).toContain('apixaban 5 mg twice daily');
  expect(note.slice((place?.span.start ?? 0) - 1000, (place?.span.end ?? 0) - 1000)).toBe(place?.quote);
  expect(place?.statements).toEqual(['Apixaban 5 mg was given twice daily.']);
});

test('a changed dose is called by its words, with the dose of the note beside it', () => {
  const { parts, evidence } = check(part(0, note.length, 'Apixaban 10 mg was given twice daily.'));
  const [statement] = parts[0]?.statements ?? [];
  expect(statement?.verdict).toBe('unsupported');
  expect(statement?.evidence).toEqual([]);
  const [fault] = statement?.faults ?? [];
  expect(fault).toMatchObject({ kind: 'number', said: '10 mg', instead: { quote: '5 mg' } });
  expect(evidence[(fault?.instead?.number ?? 0) - 1]?.quote).toBe('5 mg');
});

test('two sentences on one place share its number', () => {
  const { parts, evidence } = check(
    part(0, note.length, 'Apixaban 5 mg was given twice daily. It was apixaban 5 mg twice daily.'),
  );
  const [one, two] = parts[0]?.statements ?? [];
  expect(one?.evidence[0]).toBe(two?.evidence[0]);
  expect(evidence[0]?.statements).toHaveLength(2);
});

test('of a note read in parts, each answer is held against its own part, and places count in the whole document', () => {
  const text = 'The patient underwent cardiac catheterization on 12 March 2050.';
  const { parts, evidence } = check(part(0, second, text), part(second, note.length, `${text} `));
  expect(parts.map(({ statements }) => statements[0]?.verdict)).toEqual(['unsupported', 'supported']);
  expect(evidence.at(-1)?.span.start).toBeGreaterThanOrEqual(1000 + second);
});

test('an answer that several parts give is shown once, below all of them', () => {
  const { parts } = check(part(0, first, 'Chest pain.'), part(first, note.length, 'Chest pain.'));
  expect(parts).toHaveLength(1);
  expect(parts[0]?.labels.map(({ start }) => start)).toEqual([0, first]);
});

test('lines of an answer stay lines', () => {
  const { parts } = check(part(0, note.length, 'Apixaban 5 mg twice daily.\nMetoprolol 25 mg once daily.'));
  expect(parts[0]?.statements.map(({ onNewLine }) => onNewLine)).toEqual([false, true]);
});
