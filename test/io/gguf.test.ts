import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../runtime/data/random.ts';
import { readGguf } from '../../runtime/io/gguf/header.ts';
import { openModel } from '../../runtime/io/model.ts';
import { readTensor } from '../../runtime/io/safetensors.ts';
import { describeModel } from '../../runtime/models/model.ts';
import { AsclepiusError } from '../../runtime/protocol/errors.ts';
import { tokenizerFromJson } from '../../runtime/text/tokenizer.ts';
import { goldenModels, loadGolden, readTensors } from '../goldens/load.ts';
import { codeOfAsync } from './errors.ts';
import { mutate } from './mutate.ts';

const folder = mkdtempSync(join(tmpdir(), 'asclepius-gguf-'));
const cacheFolder = join(folder, 'cache');
afterAll(() => rmSync(folder, { recursive: true }));
const open = (path: string) => openModel(path, { cacheFolder });

/** The golden models as llama.cpp stores them: make_fixtures.py, where transformers reads the same weights back. */
const fixture = (name: string) => join(import.meta.dirname, 'fixtures', `${name}.gguf`);

describe.each(goldenModels)('%s as a GGUF file', (name) => {
  const { modelFolder } = loadGolden(name);

  test('has the weights of the Hugging Face folder, to the last bit', async () => {
    const { tensors } = await open(fixture(name));
    const expected = readTensors(join(modelFolder, 'model.safetensors'));
    expect([...tensors.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [key, { shape, data }] of expected) {
      const location = tensors.get(key);
      expect(location?.shape).toEqual(shape);
      expect(location && Buffer.from(readTensor(location).buffer).equals(Buffer.from(data.buffer))).toBe(true);
    }
  });

  test('describes the same model: sizes, rotary frequencies, tied head', async () => {
    const { config, license } = await open(fixture(name));
    const json = JSON.parse(readFileSync(join(modelFolder, 'config.json'), 'utf8'));
    // The GGUF file's frequencies are stretched as Llama 3's, those of the golden values sooner.
    if (json.rope_scaling) json.rope_scaling.original_max_position_embeddings = 8192;
    const { rotary, weights, ...rest } = describeModel(config);
    const { rotary: expectedRotary, weights: expectedWeights, ...expected } = describeModel(json);
    expect(JSON.stringify(rest)).toBe(JSON.stringify(expected));
    expect([...weights]).toEqual([...expectedWeights]);
    expectedRotary.inverseFrequencies.forEach((frequency, i) => {
      expect((rotary.inverseFrequencies[i] as number) / frequency).toBeCloseTo(1, 6);
    });
    expect(config.rms_norm_eps).toBeCloseTo(json.rms_norm_eps, 10);
    expect(license).toBe('apache-2.0');
  });

  test('brings its tokenizer', async () => {
    const { tokenizer } = await open(fixture(name));
    const { encode, decode, eosId } = tokenizerFromJson(tokenizer.tokenizerJson, tokenizer.tokenizerConfig);
    expect(decode(encode('the pain'))).toBe('the pain');
    expect(encode('the')).toHaveLength(2);
    expect(eosId).toBe(0);
  });
});

describe('a GGUF file that lies', () => {
  const path = join(folder, 'lying.gguf');
  const sound = readFileSync(fixture('tiny-tied-llama3'));
  /** Bytes of the header; the rope frequencies are the first tensor. */
  let ropeFrequencies = 0;
  beforeAll(async () => {
    ropeFrequencies = (await readGguf(fixture('tiny-tied-llama3'))).tensors.get('rope_freqs.weight')?.offset ?? 0;
  });
  /** Sound but for what `change` does to its bytes. */
  const lying = (change: (bytes: Buffer) => Uint8Array | undefined) => {
    const bytes = Buffer.from(sound);
    writeFileSync(path, change(bytes) ?? bytes);
    return open(path);
  };
  /** Where a text of the header ends. */
  const endOf = (text: string) => sound.indexOf(text) + text.length;
  /** Where the type and the offset of a tensor stand. */
  const typeOf = (name: string, dimensions: number) => endOf(name) + 4 + 8 * dimensions;

  test.each<[string, (bytes: Buffer) => Uint8Array | undefined, RegExp]>([
    ['is empty', () => new Uint8Array(0), /0 bytes/],
    ['is no GGUF', (bytes) => void bytes.write('GGML'), /"GGUF"/],
    ['claims 2^60 tensors', (bytes) => void bytes.writeBigUInt64LE(2n ** 60n, 8), /claims 1152921504606846976 tensors/],
    ['claims 2^60 metadata', (bytes) => void bytes.writeBigUInt64LE(2n ** 60n, 16), /claims/],
    ['ends within its metadata', (bytes) => bytes.subarray(0, 1000), /header/],
    ['ends within its tensors', (bytes) => bytes.subarray(0, bytes.length - 100), /outside the file/],
    [
      'has an offset outside',
      (bytes) => void bytes.writeBigUInt64LE(2n ** 62n, typeOf('output_norm.weight', 1) + 4),
      /"output_norm\.weight" lies outside/,
    ],
    [
      'lets tensors overlap',
      (bytes) => void bytes.writeBigUInt64LE(32n, typeOf('output_norm.weight', 1) + 4),
      /overlaps/,
    ],
    [
      'has rows that are no whole blocks',
      (bytes) => void bytes.writeUInt32LE(14, typeOf('token_embd.weight', 2)),
      /"token_embd\.weight" has rows of 48/,
    ],
    [
      'has a dimension of 2^40',
      (bytes) => void bytes.writeBigUInt64LE(2n ** 40n, endOf('output_norm.weight') + 4),
      /header/,
    ],
    [
      'has a shape that does not fit',
      (bytes) => void bytes.writeBigUInt64LE(24n, endOf('output_norm.weight') + 4),
      /\[24\]/,
    ],
    [
      'claims a million layers',
      (bytes) => void bytes.writeUInt32LE(1e6, endOf('llama.block_count') + 4),
      /1000000 layers/,
    ],
    [
      'has a text of an exabyte',
      (bytes) => void bytes.writeBigUInt64LE(2n ** 60n, endOf('general.license') + 4),
      /header/,
    ],
  ])('and %s is corrupt', async (_, change, message) => {
    await expect(lying(change)).rejects.toThrow(message);
    expect(await codeOfAsync(() => lying(change))).toBe('weightsCorrupt');
  });

  test.each<[string, (bytes: Buffer) => Uint8Array | undefined, string, RegExp]>([
    [
      'an architecture that is not built',
      rename('llama', 'gemma', 'general.architecture'),
      'modelTypeUnknown',
      /gemma/,
    ],
    [
      'a type of weights that is not built',
      (bytes) => void bytes.writeUInt32LE(10, typeOf('output_norm.weight', 1)),
      'modelUnsupported',
      /Q2_K/,
    ],
    [
      'rope frequencies of another kind',
      (bytes) => void bytes.writeFloatLE(3, ropeFrequencies),
      'modelUnsupported',
      /rope_freqs\.weight/,
    ],
    [
      'a tensor that Llama has not',
      rename('attn_q.weight', 'attn_Q.weight'),
      'modelUnsupported',
      /blk\.0\.attn_Q\.weight/,
    ],
    ['a tokenizer that is not built', rename('gpt-2', 'gpt-9'), 'tokenizerUnsupported', /gpt-9/],
    ['a tensor named twice', rename('blk.1.attn_q.weight', 'blk.0.attn_q.weight'), 'weightsCorrupt', /twice/],
    [
      'a missing tensor',
      (bytes) => void bytes.writeUInt32LE(3, endOf('llama.block_count') + 4),
      'weightsMissing',
      /layers\.2/,
    ],
  ])('of %s is named', async (_, change, code, message) => {
    await expect(lying(change)).rejects.toThrow(message);
    expect(await codeOfAsync(() => lying(change))).toBe(code);
  });

  function rename(from: string, to: string, behind = from) {
    return (bytes: Buffer): undefined => {
      bytes.write(to, bytes.indexOf(from, bytes.indexOf(behind)));
    };
  }

  test('never ends in anything but an error of ours, and never takes much memory', async () => {
    const random = seededRandom(11);
    const before = process.memoryUsage.rss();
    let refused = 0;
    for (let i = 0; i < 300; i++) {
      writeFileSync(path, mutate(sound, random, ropeFrequencies));
      try {
        await open(path);
      } catch (error) {
        expect(error).toBeInstanceOf(AsclepiusError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
    expect(process.memoryUsage.rss() - before).toBeLessThan(500 * 2 ** 20);
  });

  test('does not hurt what was converted before', async () => {
    const path = join(folder, 'copy.gguf');
    copyFileSync(fixture('tiny-tied-llama3'), path);
    const first = (await open(path)).tensors.get('model.norm.weight');
    writeFileSync(path, sound.subarray(0, sound.length - 100));
    expect(await codeOfAsync(() => open(path))).toBe('weightsCorrupt');
    expect(first && readTensor(first)).toBeDefined();
  });
});
