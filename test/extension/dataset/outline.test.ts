import { expect, test } from 'vitest';
import { outlineOf } from '../../../src/dataset/outline.ts';

const titles = ['Question', 'Answer', 'Note'];
const document = (note: string) =>
  ['# Head', '', '## Question', '', 'Why?', '', '## Answer', '', 'So.', '', '## Note', '', note].join('\n').split('\n');

test('question, answer and note are sections that end before the next one', () => {
  const sections = outlineOf(document('text'), titles);
  expect(sections).toEqual([
    { title: 'Question', level: 1, start: 2, end: 4 },
    { title: 'Answer', level: 1, start: 6, end: 8 },
    { title: 'Note', level: 1, start: 10, end: 12 },
  ]);
});

test('headings of a note fold with what stands below them, in every way that notes write them', () => {
  const note =
    'Chief complaint: vomiting\n\nHOSPITAL COURSE\nstable\n\n**Labs:**\nsodium 151\n## Plan:\nrest\nand fluids';
  const inner = outlineOf(document(note), titles).filter(({ level }) => level === 2);
  expect(inner.map(({ title, start, end }) => [title, end - start])).toEqual([
    ['Chief complaint', 0],
    ['HOSPITAL COURSE', 1],
    ['Labs', 1],
    ['Plan', 2],
  ]);
});

test('a section title inside the note is text of the note', () => {
  const sections = outlineOf(document('## Answer\nnot the answer'), titles).filter(({ level }) => level === 1);
  expect(sections.map(({ title }) => title)).toEqual(titles);
});

test('sentences with a colon in lower case, list items and a line of megabytes are no headings', () => {
  const note = `- apixaban: 85 mg\nthe plan: rest\n${'A'.repeat(3_000_000)}: x`;
  expect(outlineOf(document(note), titles)).toHaveLength(3);
});
