/** `asclepius devices`. */
import { availableParallelism, cpus, totalmem } from 'node:os';
import { type Adapter, probeAdapters } from '../backend/probe.ts';
import { readArguments } from './arguments.ts';
import { bytes, table } from './figures.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } }, 0);
  const found = await probeAdapters();
  const processor = { name: cpus()[0]?.model ?? 'unknown', threads: availableParallelism(), memory: totalmem() };
  if (values.json) {
    console.log(JSON.stringify({ processor, ...found }));
    return 0;
  }
  console.log(`Processor: ${processor.name}, ${processor.threads} threads, ${bytes(processor.memory)} of memory`);
  if (found.adapters.length > 0) console.log(`\n${table([head, ...found.adapters.map(row)])}`);
  else console.log(`No graphics adapter: ${found.error ?? 'none was found'}. Training runs on the CPU.`);
  return 0;
}

const head = ['adapter', 'vendor', 'type', 'floats', 'largest buffer', 'taken by auto'];

const row = ({ name, vendor, type, features, limits }: Adapter) => [
  name,
  vendor,
  type,
  features.includes('shader-f16') ? 'f32, f16' : 'f32',
  bytes(limits.maxBufferSize ?? 0),
  takenByAuto[type],
];

/** As backend/choose.ts chooses. */
const takenByAuto: Record<Adapter['type'], string> = {
  discrete: 'yes',
  integrated: 'if faster',
  unknown: 'if faster',
  software: 'never',
};
