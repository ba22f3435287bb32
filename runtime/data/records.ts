/**
 * Where each record of a text file begins. DuckDB gives neither the line of a row (a quoted field spans several) nor
 * word of the rows that an unclosed quote swallows; both are found by counting here. The values come from elsewhere.
 */
import { createReadStream } from 'node:fs';

export interface RecordPositions {
  /** Byte offset of the record's first byte. */
  readonly offsets: number[];
  /** Its line, from 1; a line ends with \n, \r\n or \r. */
  readonly lines: number[];
  /** Bytes of the longest record, line end included. */
  readonly longest: number;
  /** Whether the records of the file end in more than one of the three ways. */
  readonly mixedEnds: boolean;
}

export interface ScanOptions {
  /** Of a CSV file, whose quoted fields may hold line breaks (RFC 4180); without it, a record is a line. */
  readonly delimiter?: string;
  /** @param bytes read so far */
  onProgress?(bytes: number): void;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/** Where in a record a byte lies; numbers, as this runs once for each byte of the file. */
const recordStart = 0;
const fieldStart = 1;
const plain = 2;
const quoted = 3;
const quoteInQuoted = 4;

/** The ways a record can end, as bits. */
const ends = { newline: 1, return: 2, both: 4 } as const;

interface Scan {
  readonly delimiter: number;
  readonly offsets: number[];
  readonly lines: number[];
  /** Bytes before this chunk. */
  before: number;
  line: number;
  place: number;
  previous: number;
  /** Which of `ends` were seen; a \r that ended a record counts when it is known what follows. */
  ends: number;
  returned: boolean;
}

/** Finds the records that are not blank. */
export async function recordPositions(path: string, options: ScanOptions = {}): Promise<RecordPositions> {
  const { delimiter, onProgress } = options;
  const scan: Scan = {
    delimiter: delimiter?.charCodeAt(0) ?? -1,
    offsets: [],
    lines: [],
    before: 0,
    line: 1,
    place: recordStart,
    previous: 0,
    ends: 0,
    returned: false,
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    scanChunk(scan, chunk);
    onProgress?.(scan.before);
  }
  const { offsets, lines } = scan;
  if (scan.returned) scan.ends |= ends.return;
  const longest = offsets.reduce((most, start, i) => Math.max(most, (offsets[i + 1] ?? scan.before) - start), 0);
  return { offsets, lines, longest, mixedEnds: (scan.ends & (scan.ends - 1)) !== 0 };
}

function scanChunk(scan: Scan, bytes: Uint8Array): void {
  const { delimiter, offsets, lines, before } = scan;
  let { line, place, previous } = scan;
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i] as number;
    if (place === quoted) {
      // Nearly every byte of a file of notes is met here.
      for (; byte !== quote; byte = bytes[i] as number) {
        if (byte === carriageReturn || (byte === newline && previous !== carriageReturn)) line++;
        previous = byte;
        if (++i === bytes.length) break;
      }
      if (i === bytes.length) break;
      place = quoteInQuoted;
      previous = byte;
      continue;
    }
    const lineEnds = byte === newline || byte === carriageReturn;
    if (scan.returned) {
      scan.ends |= byte === newline ? ends.both : ends.return;
      scan.returned = false;
    }
    if (lineEnds) {
      if (byte === carriageReturn || previous !== carriageReturn) line++;
      if (place !== recordStart && byte === newline) scan.ends |= ends.newline;
      if (place !== recordStart && byte === carriageReturn) scan.returned = true;
      place = recordStart;
    } else {
      if (place === recordStart) {
        offsets.push(before + i);
        lines.push(line);
        place = fieldStart;
      }
      if (byte === delimiter) place = fieldStart;
      else place = byte === quote && place !== plain && delimiter >= 0 ? quoted : plain;
    }
    previous = byte;
  }
  Object.assign(scan, { line, place, previous, before: before + bytes.length });
}
