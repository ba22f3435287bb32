import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { createDecoder, type Decoder } from '../../runtime/generate/decoder.ts';
import { greedyWriter } from '../../runtime/generate/greedy.ts';
import { readTensor } from '../../runtime/io/safetensors.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { cacheFolder } from '../../runtime/runs/storage.ts';
import { createPlanner } from '../../runtime/train/plan.ts';
import { type OpenedModel, openForTraining } from '../../runtime/train/prepare.ts';
import { relativeError } from '../goldens/load.ts';
import { smollm2 } from './smollm2.ts';

const readJson = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));
// Made by make_goldens.py: what the `gguf` package and transformers make of the same file.
const golden = readJson('goldens.json') as {
  sha256: string;
  tensors: Record<string, { sha256: string; first: number[] }>;
  logits: { tokens: number[]; positions: number; values: string };
  greedy: { tokens: number[]; prompt: string; written: number[]; text: string };
};
// Made by test/io/llama_tokens.mjs: what llama.cpp makes of them.
const expected = readJson('tokens.json') as { texts: string[]; tokens: Record<string, number[][]> };

const found = await smollm2(golden.sha256);
const skipped = found.path === undefined ? found.reason : undefined;
if (skipped) console.warn(`Skipped: ${skipped}`);

describe.skipIf(skipped)(`SmolLM2-135M-Instruct${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'asclepius-real-'));
  let decoder: Promise<Decoder> | undefined;
  afterAll(async () => {
    await (await decoder)?.release();
    rmSync(home, { recursive: true });
  });
  let opened: Promise<OpenedModel> | undefined;
  const open = () => {
    opened ??= openForTraining(found.path as string, home);
    return opened;
  };
  const decode = async () => {
    const options = { adapter: undefined, trainWeights: false, device: 'cpu', threads: 2 } as const;
    decoder ??= createDecoder(await open(), options);
    return decoder;
  };

  test('is planned for the form: its layers with their sizes, and the memory by part, with nothing converted', async () => {
    const config = fineTuneConfigSchema.parse({ model: found.path, device: 'cpu', lora: { r: 16 } });
    const { model, memory, problems } = await createPlanner({ storage: home }).describe(
      config,
      new AbortController().signal,
      true,
    );
    expect(problems).toEqual([]);
    expect(model).toMatchObject({ modelType: 'llama', layers: 30, width: 576, vocabulary: 49_152 });
    const weightsOf = (name: string) => model?.linears.find((group) => group.name === name);
    expect(model?.linears).toHaveLength(7);
    expect(weightsOf('q_proj')).toMatchObject({ layers: 30, parameters: 30 * 576 * 576 });
    expect(weightsOf('down_proj')).toMatchObject({ parameters: 30 * 576 * 1536, adapterParameters: 30 * 16 * 2112 });
    expect(memory?.weights).toBe(538_060_032);
    expect(existsSync(cacheFolder(home))).toBe(false);
  });

  // First of those that need the weights, as it is the one that finds nothing in the cache.
  test('is fine-tuned on the sample from the command line, and the held-out loss falls', async () => {
    symlinkSync(found.path as string, join(home, 'model.gguf'));
    const config = join(home, 'small.finetune.json');
    writeFileSync(config, JSON.stringify(fineTune));
    const program = join(import.meta.dirname, '../../runtime/cli/main.ts');
    const { stdout } = await execa(process.execPath, [program, 'finetune', config, '--json'], {
      env: { ASCLEPIUS_HOME: home },
      stdin: 'ignore',
    });
    const events = stdout.split('\n').map((line) => JSON.parse(line));
    const converting = events.filter(({ type }) => type === 'progress');
    expect(converting.at(-1)).toMatchObject({ what: 'Converting the weights', done: 538_060_032, total: 538_060_032 });
    const steps = events.filter(({ type }) => type === 'step').map(({ loss }) => loss);
    expect(steps).toHaveLength(fineTune.maxSteps);
    const { type, heldOutLoss } = events.at(-1);
    expect(type).toBe('done');
    // The figures lie far apart: an untrained model's loss does not fall by chance.
    expect(heldOutLoss.after).toBeLessThan(0.95 * heldOutLoss.before);
  }, 600_000);

  test('has the tokenizer that llama.cpp makes of it', async () => {
    const { tokenizer } = await open();
    const [ids] = Object.values(expected.tokens);
    expect(expected.texts.map((text) => tokenizer.encode(text))).toEqual(ids);
    expect(ids?.map((each) => tokenizer.decode(each))).toEqual(expected.texts);
    expect(tokenizer.encode(golden.greedy.prompt)).toEqual(golden.greedy.tokens);
    expect(tokenizer.decode([tokenizer.eosId])).toBe('<|im_end|>');
  });

  test('has every weight to the last bit as gguf dequantizes it, in the order of Hugging Face', async () => {
    const { source } = await open();
    expect([...source.tensors.keys()].sort()).toEqual(Object.keys(golden.tensors).sort());
    for (const [name, location] of source.tensors) {
      const values = readTensor(location);
      expect([...values.subarray(0, 8)]).toEqual(golden.tensors[name]?.first);
      const digest = createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
      expect(digest.slice(0, 16)).toBe(golden.tensors[name]?.sha256);
    }
  });

  test('gives the logits that transformers gives at every position of a prompt', async () => {
    const { tokens, values } = golden.logits;
    const model = await decode();
    const cache = model.newCache(tokens.length);
    const logits: Float32Array[] = [];
    for (const token of tokens) logits.push(...(await model.advance(cache, { tokens: [token] }, {})));
    const theirs = new Float32Array(Uint8Array.from(Buffer.from(values, 'base64')).buffer);
    const ours = Float32Array.from(logits.flatMap((row) => [...row].filter((_, id) => id % 97 === 0)));
    expect(relativeError(ours, theirs)).toBeLessThan(1e-3);
  });

  test('answers a question in English', async () => {
    const { tokenizer } = await open();
    const tokens = await greedyWriter(await decode(), {}, tokenizer.eosId)(golden.greedy.tokens, 12);
    const text = tokenizer.decode(tokens);
    expect(text).toMatch(/\bParis\b/);
    expect(golden.greedy.text).toContain(text);
  });

  test('is kept in the cache of the storage folder', async () => {
    const { source } = await open();
    for (const { file } of source.tensors.values()) expect(file.startsWith(cacheFolder(home))).toBe(true);
  });
});

/** Twelve rows and a handful of steps: enough to see it learn the form of the answers. */
const fineTune = {
  model: './model.gguf',
  data: { source: 'embedded', maxRows: 16, heldOutFraction: 0.25 },
  sequenceLength: 512,
  gradientAccumulation: 1,
  maxSteps: 5,
  optimizer: { learningRate: 1e-3 },
  device: 'cpu',
  threads: 2,
};
