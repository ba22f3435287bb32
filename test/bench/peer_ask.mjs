/**
 * llama.cpp's side of the benchmark of answers, through node-llama-cpp: prompts in tokens, one a line on standard input;
 * the greedy continuation with its times on standard output.
 *
 *     node peer_ask.mjs FOLDER_WITH_NODE_LLAMA_CPP MODEL.gguf THREADS CONTEXT [ADAPTER.gguf]
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [packages, modelPath, threads, contextSize, adapter] = process.argv.slice(2);
const require = createRequire(join(packages, 'x.js'));
const { getLlama } = await import(pathToFileURL(require.resolve('node-llama-cpp')).href);
const { version } = JSON.parse(readFileSync(join(packages, 'node_modules', 'node-llama-cpp', 'package.json'), 'utf8'));
// What is loaded and logged goes to standard error; standard output carries the results alone.
const llama = await getLlama({ gpu: false, build: 'never', maxThreads: Number(threads), logger: () => {} });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({
  contextSize: Number(contextSize),
  batchSize: Number(contextSize),
  threads: Number(threads),
  ...(adapter ? { lora: adapter } : {}),
});
const sequence = context.getSequence();
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
say({ ready: true, version, threads: Number(threads), precision: 'fp32', adapter: Boolean(adapter) });

for await (const line of createInterface({ input: process.stdin })) {
  const { prompt, maxNewTokens, fresh } = JSON.parse(line);
  if (fresh) await sequence.clearHistory();
  // What is in the context already is not computed again, as node-llama-cpp's own chat does it.
  const known = fresh ? 0 : commonLength(sequence.contextTokens, prompt.slice(0, -1));
  if (known < sequence.nextTokenIndex) {
    await sequence.eraseContextTokenRanges([{ start: known, end: sequence.nextTokenIndex }]);
  }
  const [start, cpuStart] = [performance.now(), process.cpuUsage()];
  let first = 0;
  let cpuFirst = 0;
  const tokens = [];
  for await (const token of sequence.evaluate(prompt.slice(known), { temperature: 0, yieldEogToken: true })) {
    first ||= performance.now();
    cpuFirst ||= cpuSince(cpuStart);
    tokens.push(token);
    if (tokens.length === maxNewTokens) break;
  }
  const seconds = (performance.now() - first) / 1000;
  const [firstSeconds, tokensPerSecond] = [(first - start) / 1000, (tokens.length - 1) / seconds];
  const cpuPerToken = (cpuSince(cpuStart) - cpuFirst) / (tokens.length - 1);
  say({ firstSeconds, tokensPerSecond, cpuFirst, cpuPerToken, tokens, peakBytes: peak() });
}
await llama.dispose();

/** Processor seconds of all threads. */
function cpuSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function commonLength(a, b) {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}

function peak() {
  const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(found[1]) * 1024;
}
