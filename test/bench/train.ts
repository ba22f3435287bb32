/**
 * `npm run bench -- train [--peer] [--json]`: training speed and memory on the SmolLM2-135M shape, r = 16 on all seven
 * linears, rows of 512 tokens of which 128 are the answer; with --peer against PyTorch + PEFT, round by round in turn.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pythonWith } from '../python.ts';
import { type Contestant, startContestant } from './contestant.ts';
import { median } from './median.ts';

const warmUps = 2;
/** Seconds. Who takes longer for a step (bf16 without instructions for it) is measured in one round, of one step, alone. */
const slow = 30;
const { values: options } = parseArgs({
  options: {
    peer: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    steps: { type: 'string', default: '2' },
    threads: { type: 'string', default: '2' },
    rows: { type: 'string', default: '1' },
    recompute: { type: 'string', default: 'cheap' },
    checkpointing: { type: 'boolean', default: false },
  },
});
interface Round {
  readonly round: number;
  readonly steps: number;
  readonly tokensPerSecond: number;
  readonly peakBytes: number;
  readonly seconds: number;
  readonly loss: number;
}
type Name = 'ours' | 'fp32' | 'bf16';
const report = (text: string) => console.error(text);

const contestants = await start();
try {
  print(await race(contestants));
} finally {
  await Promise.all([...contestants.values()].map((contestant) => contestant.close()));
}

async function start(): Promise<Map<Name, Contestant<Round>>> {
  const common = ['--threads', options.threads, '--rows', options.rows];
  const script = (file: string) => join(import.meta.dirname, file);
  const started = new Map<Name, Contestant<Round>>();
  const ours = [script('ours_train.ts'), ...common, '--recompute', options.recompute];
  started.set('ours', await startContestant(process.execPath, ours));
  if (!options.peer) return started;
  const found = await pythonWith(['torch', 'transformers', 'peft']);
  if (found.python === undefined) {
    await started.get('ours')?.close();
    throw new Error(`--peer needs a Python with PyTorch and PEFT: ${found.reason}`);
  }
  const flags = options.checkpointing ? ['--checkpointing'] : [];
  for (const precision of ['fp32', 'bf16'] as const) {
    const peer = ['-B', script('peer_train.py'), ...common, '--precision', precision, ...flags];
    started.set(precision, await startContestant(found.python, peer));
  }
  return started;
}

/** Everyone's rounds in turn, the order reversed every other time, so that a drift of the machine hits all alike. */
async function race(contestants: ReadonlyMap<Name, Contestant<Round>>): Promise<Map<Name, Round[]>> {
  const rounds = new Map([...contestants.keys()].map((name): [Name, Round[]] => [name, []]));
  const isSlow = new Set<Name>();
  for (let round = 1 - warmUps; round <= Number(options.rounds); round++) {
    const order = round % 2 === 0 ? [...contestants] : [...contestants].reverse();
    for (const [name, contestant] of order) {
      if (isSlow.has(name) && round > 1) continue;
      const steps = round > 0 && !isSlow.has(name) ? Number(options.steps) : 1;
      const result = await contestant.tell({ round, steps });
      if (result.seconds / steps > slow) isSlow.add(name);
      if (round > 0) rounds.get(name)?.push(result);
      const speed = `${result.tokensPerSecond.toFixed(0)} tokens/s, peak ${(result.peakBytes / 1e9).toFixed(2)} GB`;
      report(`${round > 0 ? `round ${round}` : 'warm-up'}  ${name.padEnd(4)}  ${speed}`);
      await pause(300); // until the worker threads of the one before have stopped spinning
    }
  }
  return rounds;
}

function print(rounds: ReadonlyMap<Name, readonly Round[]>): void {
  const summary = (name: Name) => {
    const all = rounds.get(name);
    if (!all) return undefined;
    const tokensPerSecond = median(all.map((round) => round.tokensPerSecond));
    const peakBytes = Math.max(...all.map((round) => round.peakBytes));
    return { tokensPerSecond, peakBytes, ...contestants.get(name)?.about, all };
  };
  const [ours, fp32, bf16] = [summary('ours'), summary('fp32'), summary('bf16')];
  const ratios = ours &&
    fp32 &&
    bf16 && {
      fp32: ours.tokensPerSecond / fp32.tokensPerSecond,
      bf16: ours.tokensPerSecond / bf16.tokensPerSecond,
      memory: ours.peakBytes / fp32.peakBytes,
    };
  report(`ours: ${ours?.tokensPerSecond.toFixed(0)} tokens/s, median of ${options.rounds} rounds`);
  if (ratios) report(`ratios: ${JSON.stringify(ratios)}`);
  const cpu = cpus();
  const machine = { processor: cpu[0]?.model, logicalProcessors: cpu.length, system: process.platform };
  const peer = fp32 && bf16 && { fp32, bf16 };
  if (options.json) console.log(JSON.stringify({ bench: 'train', machine, warmUps, ours, peer, ratios }));
}
