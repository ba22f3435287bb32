/** A look at a file's header alone, to list it or not; whether it can be read shows when it is opened. */
import { type FileHandle, open } from 'node:fs/promises';

/** A CSV file names its columns in its first bytes, a JSONL file in its first rows, a Parquet file in its last bytes. */
const headerBytes = 1 << 16;

/** Whether the header names the columns. A file that cannot be read has none. */
export async function hasColumns(path: string): Promise<boolean> {
  try {
    const header = (await headerOf(path)).toLowerCase();
    const has = (name: string) => header.includes(name);
    return ['question', 'answer', 'task'].every(has) && (has('note') || has('patient'));
  } catch {
    return false;
  }
}

async function headerOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    if (path.endsWith('.parquet')) return await read(file, Math.max(0, (await file.stat()).size - headerBytes));
    const text = await read(file, 0);
    return /\.[ct]sv$/i.test(path) ? (text.split(/[\r\n]/, 1)[0] ?? '') : text;
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, position: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, position);
  return buffer.toString('latin1', 0, bytesRead);
}
