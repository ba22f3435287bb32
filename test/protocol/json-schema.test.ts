import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

test('a stale JSON schema is found out and written anew; every default in it is the schema’s own', () => {
  const copy = mkdtempSync(join(tmpdir(), 'asclepius-test-'));
  try {
    cpSync(join(root, 'runtime', 'protocol'), join(copy, 'protocol'), { recursive: true });
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [join(copy, 'protocol', 'json-schema.ts'), ...args], { encoding: 'utf8' });
    const generated = join(copy, 'protocol', 'generated', 'finetune.schema.json');
    const committed = readFileSync(generated, 'utf8');
    expect(run('--check').status).toBe(0);
    appendFileSync(generated, ' ');
    const stale = run('--check');
    expect(stale.status).toBe(1);
    expect(stale.stderr).toContain('node runtime/protocol/json-schema.ts');
    expect(run().status).toBe(0);
    expect(readFileSync(generated, 'utf8')).toBe(committed);
    const { properties } = JSON.parse(committed);
    expect(properties.seed).toMatchObject({ type: 'integer', minimum: 0, default: 42 });
    expect(properties.lora.additionalProperties).toBe(false);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
