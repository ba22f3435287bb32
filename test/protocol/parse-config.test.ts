import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseConfig } from '../../runtime/protocol/parse-config.ts';
import { readConfig } from '../../runtime/protocol/read-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'asclepius-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const faultOf = (value: unknown) => {
  try {
    parseConfig(value, 'my.json');
  } catch (error) {
    return error as { code: string; message: string; remedy: string };
  }
  throw new Error('no fault was found');
};

test('an empty config is complete: every default is filled in', () => {
  const config = parseConfig({}, 'my.json');
  expect(config).toMatchObject({ model: 'embedded', method: 'lora', seed: 42, device: 'auto' });
  expect(config.lora).toEqual({ r: 16, alpha: 32, dropout: 0, targetModules: 'all-linear', useRslora: false });
  expect(parseConfig(config, 'again')).toEqual(config);
});

test('an unknown key is named with its place, and the key that was meant is suggested', () => {
  expect(faultOf({ lora: { rnak: 1 } })).toMatchObject({
    code: 'configUnknownKey',
    message: 'Config my.json: unknown key "lora.rnak"',
  });
  expect(faultOf({ epoch: 3 }).remedy).toBe('Did you mean "epochs"?');
  expect(faultOf({ optimizer: { learningrate: 1e-3 } }).remedy).toBe('Did you mean "optimizer.learningRate"?');
  expect(faultOf({ learningRate: 1e-3 }).remedy).toBe('Did you mean "optimizer.learningRate"?');
  expect(faultOf({ zzzzzz: 1 }).remedy).toContain('Remove the key');
});

test('an unknown key is told before whatever else is wrong', () => {
  expect(faultOf({ seed: -1, sead: 1 }).code).toBe('configUnknownKey');
});

test('a value out of range is named with its key', () => {
  for (const [value, key] of [
    [{ lora: { r: 0 } }, 'lora.r'],
    [{ seed: 2 ** 31 }, 'seed'],
    [{ device: 'cuda' }, 'device'],
    [{ data: { tasks: ['Poetry'] } }, 'data.tasks.0'],
    [{ formatVersion: 2 }, 'formatVersion'],
  ] as const)
    expect(faultOf(value)).toMatchObject({
      code: 'configInvalid',
      message: expect.stringContaining(`my.json: ${key}: `),
    });
  expect(faultOf([]).code).toBe('configInvalid');
});

test('a file that is no JSON is named by its line, and never quoted: it may be a file of notes', async () => {
  const path = join(folder, 'notes.csv');
  for (const text of [
    'patient_id,note\n1,Jane Doe has a cough\n',
    'Jane',
    '{\n"name": "x",\nJane Doe is here and has a cough',
  ]) {
    writeFileSync(path, text);
    const fault = await readConfig(path).catch((error: Error) => error.message);
    expect(fault).toContain(`Config ${path}: not JSON`);
    expect(fault).not.toContain('Jane');
  }
  writeFileSync(path, `\uFEFF{"seed": 7}`);
  expect((await readConfig(path)).seed).toBe(7);
  await expect(readConfig(folder)).rejects.toMatchObject({ code: 'fileUnreadable' });
});

test.each([
  [{ precision: 'bf16' }, 'precision: only "fp32" is computed'],
  [{ devices: [0, 1] }, 'devices: only the CUDA runner uses several GPUs'],
  [{ parallelism: 'ddp' }, 'parallelism: only "none" is computed'],
])('what only the CUDA runner will do is refused, not ignored: %j', (config, message) => {
  const fault = faultOf(config);
  expect(fault.code).toBe('configInvalid');
  expect(fault.message).toContain(message);
});
