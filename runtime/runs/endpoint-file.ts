/** The file in a run folder that says where its process can be reached; whoever can read it may connect. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../io/atomic.ts';
import { processIdentitySchema, thisProcess } from './process-identity.ts';

const endpointSchema = z.object({ ...processIdentitySchema.shape, port: z.number().int(), token: z.string().min(1) });
/** An address of this very process, on 127.0.0.1, with the token that opens it. */
export type Endpoint = z.output<typeof endpointSchema>;

export const host = '127.0.0.1';

export function writeEndpoint(folder: string, port: number, token: string): void {
  const endpoint: Endpoint = { ...thisProcess(), port, token };
  writeFileAtomic(pathIn(folder), JSON.stringify(endpoint));
}

/** What the folder says; undefined where nothing is served. The process may be gone: see `isAlive`. */
export function readEndpoint(folder: string): Endpoint | undefined {
  try {
    return endpointSchema.parse(JSON.parse(readFileSync(pathIn(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

export const removeEndpoint = (folder: string) => rmSync(pathIn(folder), { force: true });

const pathIn = (folder: string) => join(folder, 'endpoint.json');
