import { expect, test } from 'vitest';
import { longSectionCharacters, longSections, sectionsOf } from '../../runtime/clinical/sections.ts';
import { labelledFiles } from './discharge/measure.ts';

const parts = (note: string) =>
  sectionsOf(note).map(({ title, name, bodyStart, end }) => [title, name, note.slice(bodyStart, end).trim()]);

test('a section is its heading, its range and the text up to the next heading', () => {
  const note = 'Chief Complaint:\nchest pain\n\nBrief Hospital Course: He was treated.\nHe improved.\n\n';
  expect(parts(note)).toEqual([
    ['Chief Complaint', 'complaint', 'chest pain'],
    ['Brief Hospital Course', 'hospitalCourse', 'He was treated.\nHe improved.'],
  ]);
});

test.each([
  ['HOSPITAL COURSE\ngood', 'hospitalCourse'],
  ['## Discharge Medications\n\ngood', 'dischargeMedications'],
  ['**Follow-up:** good', 'followUp'],
  ['Hospital course - good', 'hospitalCourse'],
  ['【퇴원약】good', 'dischargeMedications'],
  ['입원경과：good', 'hospitalCourse'],
  ['■ Therapie und Verlauf\ngood', 'hospitalCourse'],
  ['Évolution : good', 'hospitalCourse'],
  ['3. Tratamiento al alta\ngood', 'dischargeMedications'],
  ['[Discharge Diagnosis]\ngood', 'dischargeDiagnosis'],
])('a heading is known however it is written: %j', (note, name) => {
  expect(parts(note).map(([, ...rest]) => rest)).toEqual([[name, 'good']]);
});

test('what an unknown heading says belongs to the section around it', () => {
  const note = 'Pertinent Results:\nSodium: 131\nCXR: clear\nDischarge Condition: good';
  expect(sectionsOf(note).filter(({ level }) => level === 1)).toMatchObject([
    { title: 'Pertinent Results', end: note.indexOf('\nDischarge') },
    { title: 'Discharge Condition' },
  ]);
});

test('a note whose line ends were lost keeps its sections', () => {
  const long = 'She was treated and improved. '.repeat(30);
  const note = `Chief Complaint: cough Brief Hospital Course: ${long} Discharge Medications: none`;
  expect(parts(note).map(([title]) => title)).toEqual([
    'Chief Complaint',
    'Brief Hospital Course',
    'Discharge Medications',
  ]);
});

test('only sections with much text are long', () => {
  const note = `Chief Complaint: cough\n\nHospital Course:\n${'She improved. '.repeat(longSectionCharacters / 14 + 1)}\n`;
  expect(longSections(note).map(({ title }) => title)).toEqual(['Hospital Course']);
});

test('sections lie in their note, in order, whatever the text', () => {
  for (const { text } of labelledFiles('development')) {
    const sections = sectionsOf(text);
    for (const { title, start, bodyStart, end } of sections) {
      expect(text.slice(start).startsWith(title)).toBe(true);
      expect(bodyStart).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }
    const starts = sections.map(({ start }) => start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  }
});
