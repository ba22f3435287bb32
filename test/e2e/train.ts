import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { toolNode } from '../../scripts/setup.mjs';

/** A run in the extension's storage, by the command line. */
export async function train(storage: string, config: { readonly name: string }): Promise<void> {
  const path = join(storage, `${config.name}.finetune.json`);
  writeFileSync(path, JSON.stringify(config));
  const program = join(import.meta.dirname, '..', '..', 'dist', 'asclepius.mjs');
  await execa(toolNode(), [program, 'finetune', path], { env: { ASCLEPIUS_HOME: storage } });
}
