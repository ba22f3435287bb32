/** Safetensors bytes as a test wants them, sound or not. */
import { writeFileSync } from 'node:fs';

export interface Entry {
  dtype: string;
  shape: readonly number[];
  data_offsets: [number, number];
}

/** A file's bytes; `length` is what it claims for its header, the truth where it is not given. */
export function safetensorsBytes(header: unknown, data: Uint8Array = new Uint8Array(0), length?: bigint): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(length ?? BigInt(json.length));
  return Buffer.concat([prefix, json, data]);
}

export function writeTensors(
  path: string,
  tensors: Record<string, { shape: readonly number[]; data: Float32Array }>,
): void {
  let end = 0;
  const header: Record<string, Entry> = {};
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const parts = Object.values(tensors).map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  writeFileSync(path, safetensorsBytes(header, Buffer.concat(parts)));
}
