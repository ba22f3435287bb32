/**
 * The JSON schema of the fine-tune config, for editors. Run as a program it writes generated/finetune.schema.json anew;
 * with --check it only says whether that file is up to date, by its exit code.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fineTuneConfigSchema } from './config.ts';

const generated = fileURLToPath(new URL('./generated/finetune.schema.json', import.meta.url));

/** Draft 7, which VS Code knows best; every key is optional there, as it is for a user. */
export function fineTuneJsonSchema(): string {
  const schema = z.toJSONSchema(fineTuneConfigSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'Asclepius fine-tune config' }, null, 2)}\n`;
}

/** Whether the committed file says what the schema says. */
export function jsonSchemaIsCurrent(): boolean {
  try {
    return readFileSync(generated, 'utf8').replaceAll('\r\n', '\n') === fineTuneJsonSchema();
  } catch {
    return false;
  }
}

function main(check: boolean): number {
  if (check && jsonSchemaIsCurrent()) return 0;
  if (check) {
    console.error('finetune.schema.json is stale: run "node runtime/protocol/json-schema.ts"');
    return 1;
  }
  mkdirSync(dirname(generated), { recursive: true });
  writeFileSync(generated, fineTuneJsonSchema());
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.includes('--check'));
