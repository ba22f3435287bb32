/** Our side of the benchmark of answers, with the protocol of peer_ask.mjs; an adapter comes as PEFT's folder. */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createDecoder } from '../../runtime/generate/decoder.ts';
import { createPrefixMemory } from '../../runtime/generate/prefix-memory.ts';
import { write } from '../../runtime/generate/write.ts';
import { loadAdapter } from '../../runtime/io/adapter.ts';
import { adapterOnModel } from '../../runtime/models/lora.ts';
import { samplingSchema } from '../../runtime/protocol/ask.ts';
import { openForTraining } from '../../runtime/train/prepare.ts';
import { peakBytes } from './peak.ts';

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'embedded' },
    storage: { type: 'string', default: '' },
    threads: { type: 'string', default: '2' },
    adapter: { type: 'string' },
  },
});
const say = (value: object) => console.log(JSON.stringify(value));
const threads = Number(options.threads);

const opened = await openForTraining(options.model, options.storage);
const adapter =
  options.adapter === undefined ? undefined : adapterOnModel(opened.description, loadAdapter(options.adapter));
const where = { trainWeights: false, device: 'cpu', threads } as const;
const decoder = await createDecoder(opened, { adapter: adapter?.spec, ...where });
const loaded = decoder.load(adapter?.parameters ?? new Map(), adapter?.spec.scale);
let memory = createPrefixMemory(decoder);
say({ ready: true, threads, precision: 'fp32', adapter: adapter !== undefined });

for await (const line of createInterface({ input: process.stdin })) {
  const { prompt, maxNewTokens, fresh } = JSON.parse(line) as {
    prompt: number[];
    maxNewTokens: number;
    fresh: boolean;
  };
  if (fresh) memory = createPrefixMemory(decoder);
  const [start, cpuStart] = [performance.now(), process.cpuUsage()];
  const known = memory.recall(loaded, prompt, prompt.length + maxNewTokens);
  const sampling = samplingSchema.parse({ maxNewTokens });
  let first = 0;
  let cpuFirst = 0;
  const tokens: number[] = [];
  // No end token: both sides write the whole length.
  const ends = new Set<number>();
  for await (const token of write({ decoder, loaded, cache: known.cache, prompt, ends, sampling })) {
    first ||= performance.now();
    cpuFirst ||= cpuSince(cpuStart);
    tokens.push(token);
  }
  const seconds = (performance.now() - first) / 1000;
  known.tokens = [...prompt, ...tokens].slice(0, known.cache.length);
  const tokensPerSecond = (tokens.length - 1) / seconds;
  const cpuPerToken = (cpuSince(cpuStart) - cpuFirst) / (tokens.length - 1);
  say({ firstSeconds: (first - start) / 1000, tokensPerSecond, cpuFirst, cpuPerToken, tokens, peakBytes: peakBytes() });
}
await decoder.release();

/** Processor seconds of all threads. */
function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
