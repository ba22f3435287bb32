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

const [newline, carriageReturn, quote] = [0x0a, 0x0d, 0x22];

/**
 * Finds the records that are not blank.
 * @param delimiter of a CSV file, whose quoted fields may hold line breaks (RFC 4180); without it, a record is a line
 */
export async function recordPositions(path: string, delimiter?: string): Promise<RecordPositions> {
  const between = delimiter?.charCodeAt(0);
  const [offsets, lines]: [number[], number[]] = [[], []];
  let [offset, line] = [0, 1];
  let place: 'recordStart' | 'fieldStart' | 'plain' | 'quoted' | 'quoteInQuoted' = 'recordStart';
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    for (const byte of chunk as Uint8Array) {
      if (place === 'recordStart' && byte !== newline && byte !== carriageReturn) {
        offsets.push(offset);
        lines.push(line);
        place = 'fieldStart';
      }
      if (byte === newline) line++;
      offset++;
      if (place === 'quoted') place = byte === quote ? 'quoteInQuoted' : 'quoted';
      else if (byte === newline) place = 'recordStart';
      else if (between === undefined || place === 'recordStart') continue;
      else if (byte === between) place = 'fieldStart';
      else if (byte === quote && place !== 'plain') place = 'quoted';
      else place = 'plain';
    }
  }
  return { offsets, lines };
}
