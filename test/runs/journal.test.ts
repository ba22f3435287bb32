import { appendFileSync, fsyncSync, mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EventBody } from '../../runtime/protocol/events.ts';
import { journalPath, openJournal, readJournal } from '../../runtime/runs/journal.ts';

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  return { ...fs, fsyncSync: vi.fn(fs.fsyncSync), writeSync: vi.fn(fs.writeSync) };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asclepius-test-'));
});
afterEach(() => {
  vi.clearAllMocks();
  rmSync(folder, { recursive: true });
});

const warning = (message: string): EventBody => ({ type: 'warning', message });
const text = () => readFileSync(journalPath(folder), 'utf8');

/** A journal of so many events, closed again. */
function write(count: number, attempt = 1): void {
  const journal = openJournal(folder);
  for (let i = 1; i <= count; i++) journal.append(attempt, i, warning(`${i}`));
  journal.close();
}

test('what was appended is read again, and the next writer counts on', () => {
  write(3);
  write(2, 2);
  const events = readJournal(folder);
  expect(events.map(({ seq, attempt, step }) => [seq, attempt, step])).toEqual([
    [1, 1, 1],
    [2, 1, 2],
    [3, 1, 3],
    [4, 2, 1],
    [5, 2, 2],
  ]);
  expect(readJournal(join(folder, 'nowhere'))).toEqual([]);
});

test('appending never changes what is there', () => {
  write(3);
  const before = text();
  write(1);
  expect(text().startsWith(before)).toBe(true);
});

test('a last line that a kill tore anywhere is passed over, and cut off by the next writer', () => {
  write(2);
  const sound = text();
  const line = sound.slice(sound.indexOf('\n') + 1);
  for (const length of [1, 2, 10, line.length - 2, line.length - 1]) {
    writeFileSync(journalPath(folder), sound + line.slice(0, length));
    expect(readJournal(folder)).toHaveLength(2);
  }
  write(1);
  expect(readJournal(folder).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('a gap, a line twice, or a line that is no event is found out and named', () => {
  write(3);
  const [first, second, third] = text().split('\n');
  const corrupt = (lines: unknown[], line: number) => {
    writeFileSync(journalPath(folder), lines.map((each) => `${each}\n`).join(''));
    expect(() => readJournal(folder)).toThrow(`line ${line} of its journal is not event ${line}`);
  };
  corrupt([first, third], 2);
  corrupt([first, first], 2);
  corrupt([first, second, 'text'], 3);
  corrupt([first, second?.replace('warning', 'rumour')], 2);
});

test('events that a power cut must not take back are on the disk when the append returns', () => {
  const journal = openJournal(folder);
  journal.append(1, 1, warning('may be lost'));
  expect(fsyncSync).not.toHaveBeenCalled();
  journal.append(1, 1, { type: 'checkpoint', path: 'x', bytes: 1 });
  expect(fsyncSync).toHaveBeenCalledTimes(1);
  for (const body of [
    { type: 'rewound', toStep: 1 },
    { type: 'stopped', reason: 'asked' },
  ] as const)
    journal.append(1, 1, body);
  expect(fsyncSync).toHaveBeenCalledTimes(3);
  journal.close();
});

test('a disk that takes half a line and then is full leaves the journal as it was', () => {
  const journal = openJournal(folder);
  journal.append(1, 1, warning('one'));
  const before = text();
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  vi.mocked(writeSync)
    .mockImplementationOnce((_, bytes) => {
      appendFileSync(journalPath(folder), (bytes as unknown as Buffer).subarray(0, 10));
      return 10;
    })
    .mockImplementationOnce(() => {
      throw full;
    });
  expect(() => journal.append(1, 2, warning('two'))).toThrow(expect.objectContaining({ code: 'diskFull' }));
  expect(text()).toBe(before);
  journal.append(1, 2, warning('two'));
  journal.close();
  expect(readJournal(folder).map(({ seq }) => seq)).toEqual([1, 2]);
});

test('a write that takes a line in pieces leaves a whole line', () => {
  const journal = openJournal(folder);
  vi.mocked(writeSync).mockImplementationOnce((_, bytes) => {
    appendFileSync(journalPath(folder), (bytes as unknown as Buffer).subarray(0, 5));
    return 5;
  });
  journal.append(1, 1, warning('in pieces'));
  journal.close();
  expect(readJournal(folder)).toMatchObject([{ seq: 1, message: 'in pieces' }]);
});
