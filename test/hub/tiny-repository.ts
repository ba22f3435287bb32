/** What a hub would hold of the tiny model, beside files that no one needs. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTinyModel } from '../server/tiny-model.ts';
import type { FakeRepository } from './fake-hub.ts';

export function tinyRepository(): FakeRepository {
  const folder = mkdtempSync(join(tmpdir(), 'asclepius-tiny-'));
  try {
    writeTinyModel(folder);
    const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
    return {
      license: 'apache-2.0',
      files: {
        '.gitattributes': '*.safetensors filter=lfs\n',
        'README.md': '---\nlicense: apache-2.0\n---\n# Tiny\n',
        LICENSE: 'Apache License 2.0\n',
        'pytorch_model.bin': Buffer.alloc(100_000),
        'training_args.bin': Buffer.alloc(100),
        ...Object.fromEntries(files),
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
