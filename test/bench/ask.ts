/**
 * `npm run bench -- ask [--peer] [--json]`: time to the first token, tokens/s and peak memory of answers on SmolLM2-135M in
 * float32, a prompt of 700 tokens and an answer of 128, with and without an adapter; with --peer against llama.cpp
 * (node-llama-cpp) on the same numbers, round by round in turn. Also how soon a second question on the note is answered.
 */
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { promptTokens } from '../../runtime/data/examples.ts';
import { seededRandom } from '../../runtime/data/random.ts';
import { readTable } from '../../runtime/data/rows.ts';
import { embeddedSample } from '../../runtime/embedded/paths.ts';
import { saveAdapter } from '../../runtime/io/adapter.ts';
import { adapterSpec, adapterTensors, initialAdapter } from '../../runtime/models/lora.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { type OpenedModel, openForTraining } from '../../runtime/train/prepare.ts';
import { smollm2, smollm2Sha256 } from '../real-weights/smollm2.ts';
import { type Contestant, startContestant } from './contestant.ts';
import { writeAdapter, writeFloat32Model } from './gguf.ts';
import { median } from './median.ts';

/** What the figures are held against. */
const peerVersion = '3.22.1';

const { values: options } = parseArgs({
  options: {
    peer: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    prompt: { type: 'string', default: '700' },
    answer: { type: 'string', default: '128' },
    threads: { type: 'string', default: '2' },
  },
});
const report = (text: string) => console.error(text);
const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'asclepius');
const maxNewTokens = Number(options.answer);

interface Round {
  readonly firstSeconds: number;
  readonly tokensPerSecond: number;
  /** Processor seconds of all threads, up to the first token and for each one after it: they tell less of a busy machine. */
  readonly cpuFirst: number;
  readonly cpuPerToken: number;
  readonly peakBytes: number;
  readonly tokens: readonly number[];
}
type Name = 'ours' | 'oursAdapter' | 'peer' | 'peerAdapter';
type Contestants = ReadonlyMap<Name, Contestant<Round>>;

const found = await smollm2(smollm2Sha256);
if (found.path === undefined) throw new Error(found.reason);
const opened = await openForTraining(found.path, cache);
const prompts = await promptsOf(opened);
const contestants = await start(opened, found.path);
try {
  const rounds = await race(contestants);
  print(rounds, await repeated(contestants));
} finally {
  await Promise.all([...contestants.values()].map((contestant) => contestant.close()));
}

/** Two questions on one note, as tokens; the first prompt is as long as was asked for, but for a few. */
async function promptsOf({ tokenizer }: OpenedModel) {
  const { rows } = await readTable(embeddedSample(), { onMalformed: 'skip' });
  const notes = rows.slice(0, 8).map((row) => row.note);
  const prompt = (note: string, question: string) =>
    promptTokens(tokenizer, 'asclepius', { note, question }, Number.POSITIVE_INFINITY)?.tokens ?? [];
  let note = notes.join('\n');
  for (const length = Number(options.prompt); prompt(note, 'Summarize this note.').length > length; )
    note = note.slice(0, -Math.max(1, prompt(note, '').length - length));
  return { first: prompt(note, 'Summarize this note.'), second: prompt(note, 'Who was the attending physician?') };
}

async function start(model: OpenedModel, path: string): Promise<Contestants> {
  const { folder, file } = await adapterFiles(model, path);
  const { threads } = options;
  const ours = (...more: string[]) => {
    const script = join(import.meta.dirname, 'ours_ask.ts');
    const args = [script, '--model', path, '--storage', cache, '--threads', threads, ...more];
    return startContestant<Round>(process.execPath, args);
  };
  const started = new Map<Name, Contestant<Round>>();
  started.set('ours', await ours());
  started.set('oursAdapter', await ours('--adapter', folder));
  if (!options.peer) return started;
  const packages = await peerPackages();
  const float32 = join(cache, 'SmolLM2-135M-Instruct.F32.gguf');
  await writeFloat32Model(path, float32);
  const context = String(Math.ceil((Number(options.prompt) + maxNewTokens) / 256) * 256);
  const peer = (...more: string[]) => {
    const args = [join(import.meta.dirname, 'peer_ask.mjs'), packages, float32, threads, context, ...more];
    return startContestant<Round>(process.execPath, args);
  };
  started.set('peer', await peer());
  started.set('peerAdapter', await peer(file));
  return started;
}

/** A random adapter on all seven linears, r = 16, as PEFT's folder and as llama.cpp's file. */
async function adapterFiles({ description }: OpenedModel, path: string) {
  const { lora } = fineTuneConfigSchema.parse({ lora: { r: 16, alpha: 32 } });
  const spec = adapterSpec(description, lora);
  const random = seededRandom(3);
  const parameters = initialAdapter(spec, random.next);
  for (const [name, values] of parameters)
    if (name.endsWith('lora_B')) for (let i = 0; i < values.length; i++) values[i] = 0.004 * (random.next() - 0.5);
  const folder = join(cache, 'bench-adapter');
  const said = { r: 16, loraAlpha: 32, loraDropout: 0, useRslora: false, targetModules: ['all-linear'], baseModel: '' };
  saveAdapter(folder, said, adapterTensors(spec, parameters), {
    baseModel: '',
    data: 'none',
    dataRows: 0,
    metrics: {},
  });
  const file = join(cache, 'bench-adapter.gguf');
  await writeAdapter(path, file, spec, parameters, description.rotary.headDim);
  return { folder, file };
}

/** node-llama-cpp, prebuilt, in a folder of its own. */
async function peerPackages(): Promise<string> {
  const folder = join(cache, `node-llama-cpp-${peerVersion}`);
  if (existsSync(folder)) return folder;
  const draft = mkdtempSync(join(cache, 'node-llama-cpp-'));
  try {
    writeFileSync(join(draft, 'package.json'), '{ "private": true }');
    const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `node-llama-cpp@${peerVersion}`];
    await execa('npm', install, { cwd: draft, stdin: 'ignore' });
    renameSync(draft, folder);
    return folder;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Everyone's rounds in turn, the order reversed every other time, so that a drift of the machine hits all alike. */
async function race(all: Contestants): Promise<Map<Name, Round[]>> {
  const rounds = new Map([...all.keys()].map((name): [Name, Round[]] => [name, []]));
  for (let round = 0; round <= Number(options.rounds); round++) {
    for (const [name, contestant] of round % 2 === 0 ? [...all] : [...all].reverse()) {
      const result = await contestant.tell({ prompt: prompts.first, maxNewTokens, fresh: true });
      if (round > 0) rounds.get(name)?.push(result);
      const { firstSeconds, tokensPerSecond, cpuFirst, cpuPerToken, peakBytes } = result;
      const figures =
        `first token ${firstSeconds.toFixed(2)} s (cpu ${cpuFirst.toFixed(2)}), ` +
        `${tokensPerSecond.toFixed(1)} tokens/s (cpu ${(1000 * cpuPerToken).toFixed(0)} ms each)`;
      const title = round > 0 ? `round ${round}` : 'warm-up';
      report(`${title}  ${name.padEnd(11)}  ${figures}, peak ${(peakBytes / 1e9).toFixed(2)} GB`);
      await pause(300); // until the worker threads of the one before have stopped spinning
    }
  }
  return rounds;
}

/** First tokens when the note is known: of the same question again, and of another one. */
async function repeated(all: Contestants) {
  const again: Partial<Record<Name, { same: Round; other: Round }>> = {};
  for (const [name, contestant] of all) {
    const ask = (prompt: readonly number[]) => contestant.tell({ prompt, maxNewTokens: 2, fresh: false });
    again[name] = { same: await ask(prompts.first), other: await ask(prompts.second) };
    await pause(300);
  }
  return again;
}

function print(rounds: ReadonlyMap<Name, readonly Round[]>, again: Awaited<ReturnType<typeof repeated>>): void {
  const summary = (name: Name) => {
    const all = rounds.get(name);
    if (!all) return undefined;
    const firstSeconds = median(all.map((round) => round.firstSeconds));
    const cpuFirst = median(all.map((round) => round.cpuFirst));
    const share = (round: Round) => ({ seconds: round.firstSeconds / firstSeconds, cpu: round.cpuFirst / cpuFirst });
    const repeatShare = again[name] && { same: share(again[name].same), other: share(again[name].other) };
    return {
      firstSeconds,
      tokensPerSecond: median(all.map((round) => round.tokensPerSecond)),
      cpuFirst,
      cpuPerToken: median(all.map((round) => round.cpuPerToken)),
      peakBytes: Math.max(...all.map((round) => round.peakBytes)),
      repeatShare,
      ...contestants.get(name)?.about,
    };
  };
  const [ours, oursAdapter, peer, peerAdapter] = (['ours', 'oursAdapter', 'peer', 'peerAdapter'] as const).map(summary);
  type Summary = NonNullable<ReturnType<typeof summary>>;
  const ratio = (a: Summary | undefined, b: Summary | undefined) =>
    a &&
    b && {
      firstToken: a.firstSeconds / b.firstSeconds,
      tokensPerSecond: a.tokensPerSecond / b.tokensPerSecond,
      cpuFirst: a.cpuFirst / b.cpuFirst,
      cpuPerToken: a.cpuPerToken / b.cpuPerToken,
      memory: a.peakBytes / b.peakBytes,
    };
  const [written, theirs] = [rounds.get('ours')?.[0]?.tokens ?? [], rounds.get('peer')?.[0]?.tokens];
  const differs = theirs?.findIndex((token, i) => token !== written[i]);
  const result = {
    bench: 'ask',
    machine: { processor: cpus()[0]?.model, logicalProcessors: cpus().length, system: process.platform },
    prompt: prompts.first.length,
    answer: maxNewTokens,
    ours,
    oursAdapter,
    peer: peer && { ...peer, package: `node-llama-cpp ${peerVersion}` },
    peerAdapter,
    ratios: ratio(ours, peer) && { base: ratio(ours, peer), adapter: ratio(oursAdapter, peerAdapter) },
    /** How many tokens of the greedy answer are the same on both sides. */
    ...(differs === undefined ? {} : { sameTokens: differs < 0 ? maxNewTokens : differs }),
  };
  if (result.ratios) report(`ratios: ${JSON.stringify(result.ratios)}`);
  report(`second question, share of the first: ${JSON.stringify(ours?.repeatShare)}`);
  if (options.json) console.log(JSON.stringify(result));
}
