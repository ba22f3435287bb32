import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openModel } from '../../runtime/io/model.ts';
import { readTensor, type TensorLocation, writeSafetensors } from '../../runtime/io/safetensors.ts';
import { loadGolden, readTensors } from '../goldens/load.ts';
import { codeOfAsync } from './errors.ts';
import { writeTensors } from './safetensors-file.ts';

let home = '';
let folder = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'asclepius-folder-'));
  folder = join(home, 'model');
  cpSync(loadGolden('tiny-tied-llama3').modelFolder, folder, { recursive: true });
  writeFileSync(join(folder, 'tokenizer.json'), '{}');
});
afterEach(() => rmSync(home, { recursive: true }));

const open = () => openModel(folder, { cacheFolder: join(home, 'cache') });
const golden = () => readTensors(join(loadGolden('tiny-tied-llama3').modelFolder, 'model.safetensors'));
const norm = 'model.norm.weight';
const place = (tensors: ReadonlyMap<string, TensorLocation>, name = norm) => tensors.get(name) as TensorLocation;
const change = (name: string, values: object) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...values }));
};

async function expectGoldenValues(): Promise<void> {
  const { tensors } = await open();
  for (const [name, { data }] of golden()) expect(readTensor(place(tensors, name))).toEqual(data);
}

/** As `save_pretrained` splits a model: two files, and an index that says where each tensor is. */
function shard(): void {
  const names = [...golden().keys()];
  const weightMap: Record<string, string> = {};
  for (const [i, part] of [names.slice(0, 5), names.slice(5)].entries()) {
    const file = `model-0000${i + 1}-of-00002.safetensors`;
    writeTensors(join(folder, file), Object.fromEntries([...golden()].filter(([name]) => part.includes(name))));
    for (const name of part) weightMap[name] = file;
  }
  rmSync(join(folder, 'model.safetensors'));
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: weightMap }));
}

describe('a model folder', () => {
  test('in float32 is used where it lies', async () => {
    const { tensors } = await open();
    expect(place(tensors).file).toBe(join(realpathSync(folder), 'model.safetensors'));
    await expectGoldenValues();
  });

  test('in several files has every tensor from the file that the index names', async () => {
    shard();
    const { tensors } = await open();
    expect(new Set([...tensors.values()].map(({ file }) => file)).size).toBe(2);
    await expectGoldenValues();
  });

  test('whose files are links, as in the Hub cache, is read in the real folder', async () => {
    const blobs = join(home, 'blobs');
    mkdirSync(blobs);
    renameSync(join(folder, 'model.safetensors'), join(blobs, 'c0ffee'));
    symlinkSync(join('..', 'blobs', 'c0ffee'), join(folder, 'model.safetensors'));
    const { tensors } = await open();
    expect(place(tensors).file).toBe(join(realpathSync(blobs), 'c0ffee'));
    await expectGoldenValues();
  });

  test('whose shards lie in different folders is brought together', async () => {
    shard();
    const elsewhere = join(home, 'elsewhere');
    mkdirSync(elsewhere);
    renameSync(join(folder, 'model-00002-of-00002.safetensors'), join(elsewhere, 'part'));
    symlinkSync(join(elsewhere, 'part'), join(folder, 'model-00002-of-00002.safetensors'));
    const { tensors } = await open();
    expect(new Set([...tensors.values()].map(({ file }) => dirname(file))).size).toBe(1);
    await expectGoldenValues();
  });

  test.each(['F16', 'BF16'] as const)('in %s is converted to what those 16 bits say', async (dtype) => {
    const tensors = [...golden()].map(([name, tensor]) => ({ name, ...tensor }));
    writeSafetensors(join(folder, 'model.safetensors'), tensors, { dtype });
    const opened = (await open()).tensors;
    for (const { name, data } of tensors) {
      const values = readTensor(place(opened, name));
      expect(place(opened, name).dtype).toBe('F32');
      const relative = 2 ** (dtype === 'F16' ? -11 : -8);
      data.forEach((value, i) => {
        expect(Math.abs((values[i] as number) - value)).toBeLessThanOrEqual(Math.abs(value) * relative + 2 ** -25);
      });
    }
  });

  test('may hold tensors that the model is not made of', async () => {
    const extra = { 'model.layers.0.self_attn.rotary_emb.inv_freq': { shape: [2], data: Float32Array.of(1, 2) } };
    writeTensors(join(folder, 'model.safetensors'), { ...Object.fromEntries(golden()), ...extra });
    await expectGoldenValues();
  });

  test('names the licence of its card', async () => {
    writeFileSync(join(folder, 'README.md'), '---\nlicense: apache-2.0\ntags: [x]\n---\n# A model\n');
    expect((await open()).license).toBe('apache-2.0');
  });
});

const faults: [string, () => void, string, RegExp][] = [
  ['no config', () => rmSync(join(folder, 'config.json')), 'fileMissing', /config\.json/],
  ['a config that is no JSON', () => writeFileSync(join(folder, 'config.json'), '{'), 'fileUnreadable', /config\.json/],
  ['no tokenizer', () => rmSync(join(folder, 'tokenizer.json')), 'fileMissing', /tokenizer\.json/],
  ['no weights', () => rmSync(join(folder, 'model.safetensors')), 'fileMissing', /model\.safetensors/],
  ['an unknown model_type', () => change('config.json', { model_type: 'mamba' }), 'modelTypeUnknown', /"mamba"/],
  [
    'quantized weights',
    () => change('config.json', { quantization_config: { quant_method: 'gptq' } }),
    'modelUnsupported',
    /"gptq"/,
  ],
  [
    'weights cut off',
    () => truncateSync(join(folder, 'model.safetensors'), 9000),
    'weightsCorrupt',
    /outside the file/,
  ],
  ['bytes behind its weights', () => appendFileSync(join(folder, 'model.safetensors'), 'x'), 'weightsCorrupt', /1 of/],
  [
    'a missing tensor',
    () => {
      const { [norm]: _, ...rest } = Object.fromEntries(golden());
      writeTensors(join(folder, 'model.safetensors'), rest);
    },
    'weightsMissing',
    /model\.norm\.weight/,
  ],
  [
    'another shape than its config says',
    () => change('config.json', { vocab_size: 300 }),
    'weightsCorrupt',
    /256.*300/,
  ],
  [
    'a shard missing',
    () => {
      shard();
      rmSync(join(folder, 'model-00002-of-00002.safetensors'));
    },
    'fileMissing',
    /00002-of-00002/,
  ],
  [
    'an index that points out of the folder',
    () => {
      shard();
      change('model.safetensors.index.json', { weight_map: { [norm]: '../../secret.safetensors' } });
    },
    'weightsCorrupt',
    /secret/,
  ],
  [
    'an index that names the wrong shard',
    () => {
      shard();
      change('model.safetensors.index.json', { weight_map: { [norm]: 'model-00001-of-00002.safetensors' } });
    },
    'weightsMissing',
    /model\.norm\.weight/,
  ],
];

test.each(faults)('a folder with %s is refused by name', async (_, make, code, message) => {
  make();
  await expect(open()).rejects.toThrow(message);
  expect(await codeOfAsync(open)).toBe(code);
});

test('a path that is neither a folder nor a GGUF file is refused', async () => {
  const path = join(folder, 'config.json');
  expect(await codeOfAsync(() => openModel(path, { cacheFolder: home }))).toBe('fileUnreadable');
  expect(await codeOfAsync(() => openModel(join(home, 'none'), { cacheFolder: home }))).toBe('modelMissing');
});
