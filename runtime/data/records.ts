/**
 * Where each record of a text file begins. DuckDB gives neither the line of a row (a quoted field spans several) nor
 * word of the rows that an unclosed quote swallows; both are found by counting here. The values come from DuckDB alone.
 */
import { createReadStream } from 'node:fs';

export interface RecordPositions {
  /** Byte offset of the record's first byte. */
  readonly offsets: number[];
  /** Its line, from 1. */
  readonly lines: number[];
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

/**
 * Finds the records that are not blank.
 * @param delimiter of a CSV file, whose quoted fields may hold line breaks (RFC 4180); without it, a record is a line
 */
export async function recordPositions(path: string, delimiter?: string): Promise<RecordPositions> {
  const between = delimiter?.charCodeAt(0);
  const positions: RecordPositions = { offsets: [], lines: [] };
  let [before, line, place] = [0, 1, recordStart];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes: Uint8Array = chunk;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (place === recordStart && byte !== newline && byte !== carriageReturn) {
        positions.offsets.push(before + i);
        positions.lines.push(line);
        place = fieldStart;
      }
      if (byte === newline) line++;
      if (place === quoted) place = byte === quote ? quoteInQuoted : quoted;
      else if (byte === newline) place = recordStart;
      else if (between === undefined || place === recordStart) continue;
      else if (byte === between) place = fieldStart;
      else place = byte === quote && place !== plain ? quoted : plain;
    }
    before += bytes.length;
  }
  return positions;
}
