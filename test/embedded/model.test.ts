import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeStart } from '../../runtime/embedded/pretraining/model-folder.ts';
import { openForTraining } from '../../runtime/train/prepare.ts';

const folder = 'runtime/embedded/model';
const megabyte = 1_000_000;
let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'embedded-model-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

test('the embedded model opens, with every weight and its tokenizer', async () => {
  const { description, tokenizer, source } = await openForTraining('embedded', scratch);
  expect(source.tensors.size).toBe(description.weights.size);
  expect(tokenizer.vocabSize).toBe(description.vocabulary);
});

test('its weights are in 16 bits and at most 6 MB', () => {
  const { size } = statSync(join(folder, 'model.safetensors'));
  expect(size).toBeLessThan(6 * megabyte);
  expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')).dtype).toBe('float16');
});

test('its card says that it is synthetic, under which licence it is, and that it is no medical device', () => {
  const card = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(card).toMatch(/license: apache-2\.0/);
  expect(card).toMatch(/trained on synthetic notes only/);
  expect(card).toMatch(/no medical device/);
});

test('pretraining starts from the same weights every time', () => {
  const [first, second] = ['first', 'second'].map((name) => {
    writeStart(join(scratch, name), folder);
    return readFileSync(join(scratch, name, 'model.safetensors'));
  });
  expect(first?.equals(second as Buffer)).toBe(true);
});
