/** The file formats: each puts the records of a file into a table of text, in order, and tells the place of each. */

import { csvSource } from './csv.ts';
import type { Connection } from './database.ts';
import { jsonLinesSource } from './json-lines.ts';
import { parquetSource } from './parquet.ts';

export interface Broken {
  /** Line of a text file from 1, row number of a Parquet file from 1. */
  readonly line: number;
  /** What is wrong, in words that quote nothing. */
  readonly reason: string;
}

export interface FillOptions {
  /** Read the first so many records only. */
  readonly limit?: number;
  /** @param bytes of the file that are done with */
  readonly onBytes?: (bytes: number) => void;
}

export interface Filled {
  /** The line of each record that was read; a Parquet file has none, there the record's number counts. */
  readonly lines?: readonly number[];
  readonly broken: readonly Broken[];
}

/** A file whose shape is known. */
export interface TableSource {
  /** Fills `t.records`, whose columns are those of `columns`. */
  fill(connection: Connection, options: FillOptions): Promise<Filled>;
  /** SQL that gives every record's task as the file has it, in no order, for a first look. */
  readonly tasks: string;
}

/** @param onBytes bytes looked at so far. @throws dataColumns naming what is missing */
export type Format = (path: string, connection: Connection, onBytes?: (bytes: number) => void) => Promise<TableSource>;

/** The format for a file's ending, or none. */
export function formatOf(path: string): Format | undefined {
  return formats[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''];
}

const formats: Readonly<Record<string, Format>> = {
  csv: csvSource,
  tsv: csvSource,
  txt: csvSource,
  jsonl: jsonLinesSource,
  ndjson: jsonLinesSource,
  parquet: parquetSource,
};
