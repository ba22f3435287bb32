/**
 * A run's journal: one event a line, appended only. `seq` counts from 1 without a gap across attempts. A process killed
 * while it writes leaves a torn last line, which readers pass over and the next writer cuts off.
 */
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAll, writeError } from '../io/atomic.ts';
import { errors } from '../protocol/errors.ts';
import { type EventBody, parseEvent, type RunEvent } from '../protocol/events.ts';
import { t } from '../protocol/l10n.ts';

export interface Journal {
  /** Every event so far, oldest first; the event with `seq` n stands at n − 1. */
  readonly events: readonly RunEvent[];
  /** Writes the event before it returns. @throws diskFull, leaving the journal as it was */
  append(attempt: number, step: number, body: EventBody): RunEvent;
  close(): void;
}

export const journalPath = (runFolder: string) => join(runFolder, 'journal.jsonl');

/** Opens for writing; only the holder of the run's lock may. @throws runCorrupt, fileUnreadable */
export function openJournal(runFolder: string): Journal {
  const { events, soundBytes } = load(runFolder);
  const file = openSync(journalPath(runFolder), 'a', 0o600);
  ftruncateSync(file, soundBytes);
  let size = soundBytes;
  return {
    events,
    append(attempt, step, body) {
      const event = eventAt(events.length + 1, attempt, step, body);
      const line = Buffer.from(`${JSON.stringify(event)}\n`);
      try {
        writeAll(file, line);
        if (mustLast.has(body.type)) fsyncSync(file);
      } catch (error) {
        ftruncateSync(file, size);
        throw writeError(error, journalPath(runFolder), line.length);
      }
      size += line.length;
      events.push(event);
      return event;
    },
    close: () => closeSync(file),
  };
}

/** An event of now; its place in the history comes first, so that a line is easy to read. */
export function eventAt(seq: number, attempt: number, step: number, body: EventBody): RunEvent {
  const place = { type: body.type, seq, attempt, step, time: new Date().toISOString() };
  return { ...place, ...body };
}

/** Reads the journal of any run, under way or not. @throws runCorrupt, fileUnreadable */
export function readJournal(runFolder: string): RunEvent[] {
  return load(runFolder).events;
}

/** What a power cut must not take back. */
const mustLast: ReadonlySet<EventBody['type']> = new Set(['rewound', 'checkpoint', 'stopped', 'failed', 'done']);

function load(runFolder: string): { events: RunEvent[]; soundBytes: number } {
  const bytes = readBytes(journalPath(runFolder));
  const soundBytes = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.toString('utf8', 0, soundBytes).split('\n').slice(0, -1);
  return { events: lines.map((line, index) => parseLine(line, index + 1, runFolder)), soundBytes };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return Buffer.alloc(0);
    throw errors.fileUnreadable(path, t('Journal'), code ?? t('unknown reason'));
  }
}

function parseLine(line: string, seq: number, runFolder: string): RunEvent {
  try {
    const event = parseEvent(JSON.parse(line));
    if (event.seq === seq) return event;
  } catch {
    // Said below, with the line.
  }
  throw errors.runCorrupt(runFolder, t('line {0} of its journal is not event {0}', seq));
}
