/**
 * Writes what llama.cpp makes of some texts with the tokenizers of GGUF files. Needs node-llama-cpp, which is no dependency
 * of this project: install it in any folder and run
 *
 *     python test/io/make_fixtures.py VOCABULARIES
 *     node test/io/llama_tokens.mjs FOLDER_WITH_NODE_LLAMA_CPP test/io/fixtures/tokens.json VOCABULARIES/*.gguf
 *     node test/io/llama_tokens.mjs FOLDER_WITH_NODE_LLAMA_CPP test/real-weights/tokens.json SMOLLM2.gguf
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const texts = [
  'BP 120/80 mmHg, HR 98, Temp 37.2 C.',
  'Pt is a 67 y/o F w/ h/o CHF, COPD & DM2 (HbA1c 8.4%).',
  "It's what we'll do; THEY'RE sure she'd say I'm right, don't they?",
  "IT'S A MAN'S WORLD, WE'LL SEE",
  '12345 1234567890 0.05 1,024.50 12:30 2026-11-25',
  'Two  spaces,   three,\ttabs\t\tand\n\nnew lines\n \n  end  ',
  '  leading and trailing  ',
  'Ångström, naïve café, µg/dL, ±5°, “quoted” – dash…',
  '血圧は正常 мама ελληνικά',
  'emoji 😀👍🏽 and a zero\u200bwidth',
  'x<=3 && y>=4 || $5^2~`tilde`',
  'xyz 1234567 123456',
  'a',
  '3',
  '',
];

const [packages, output, ...models] = process.argv.slice(2).map((path) => resolve(path));
const { getLlama } = await import(pathToFileURL(createRequire(join(packages, 'x.js')).resolve('node-llama-cpp')).href);
const llama = await getLlama({ gpu: false, build: 'never' });
const tokens = {};
for (const path of models.sort()) {
  const model = await llama.loadModel({ modelPath: path, vocabOnly: true });
  tokens[basename(path, '.gguf')] = texts.map((text) => model.tokenize(text, false));
  await model.dispose();
}
const lines = Object.entries(tokens).map(([kind, ids]) => `    "${kind}": ${JSON.stringify(ids)}`);
writeFileSync(output, `{\n  "texts": ${JSON.stringify(texts)},\n  "tokens": {\n${lines.join(',\n')}\n  }\n}\n`);
await llama.dispose();
