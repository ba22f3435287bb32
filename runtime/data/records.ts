/** Where each record of a text file begins, and its text. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { t } from '../protocol/l10n.ts';

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

/** A record without its line end, or why it has no text. */
export type RecordText = { readonly line: number } & (
  | { readonly text: string; readonly fault?: undefined }
  | { readonly text?: undefined; readonly fault: string }
);

/**
 * Every record in turn. Reads a few megabytes at a time, or one record that is longer.
 * @param onBytes how far it has come
 */
export async function* recordTexts(
  path: string,
  { offsets, lines }: RecordPositions,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<RecordText> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const file = await open(path);
  let buffer = new Uint8Array(portion);
  try {
    const { size } = await file.stat();
    const end = (i: number) => offsets[i + 1] ?? size;
    for (let first = 0; first < offsets.length; ) {
      const start = offsets[first] as number;
      let last = first;
      while (last + 1 < offsets.length && end(last + 1) - start <= portion) last++;
      const length = Math.min(longestRecord, end(last) - start);
      if (buffer.length < length) buffer = new Uint8Array(length);
      await file.read(buffer, 0, length, start);
      for (let i = first; i <= last; i++) {
        const line = lines[i] as number;
        const isTooLong = end(i) - (offsets[i] as number) > longestRecord;
        const record = buffer.subarray((offsets[i] as number) - start, end(i) - start);
        yield isTooLong ? { line, fault: t('it is too long') } : { line, ...decoded(decoder, record) };
      }
      onBytes(end(last));
      first = last + 1;
    }
  } finally {
    await file.close();
  }
}

/** Bytes that are read at once. */
const portion = 1 << 22;
/** What an unclosed quote swallows may be longer than a text can be. */
const longestRecord = 1 << 28;

function decoded(decoder: TextDecoder, bytes: Uint8Array): { text: string } | { fault: string } {
  let { length } = bytes;
  // Blank lines behind a record are part of its line end.
  while (length > 0 && (bytes[length - 1] === newline || bytes[length - 1] === carriageReturn)) length--;
  try {
    return { text: decoder.decode(bytes.subarray(0, length)) };
  } catch {
    return { fault: t('it is not UTF-8') };
  }
}
