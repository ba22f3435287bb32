/** `asclepius devices`. */
import { probeAdapters } from '../backend/probe.ts';
import { readArguments } from './arguments.ts';
import { bytes, table } from './figures.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } }, 0);
  const found = await probeAdapters();
  if (values.json) {
    console.log(JSON.stringify(found));
    return 0;
  }
  const rows = found.adapters.map(({ name, vendor, type, features, limits }) => [
    name,
    vendor,
    type,
    features.includes('shader-f16') ? 'f32, f16' : 'f32',
    bytes(limits.maxBufferSize ?? 0),
  ]);
  if (rows.length > 0) console.log(table([['adapter', 'vendor', 'type', 'floats', 'largest buffer'], ...rows]));
  else console.log(`No graphics adapter: ${found.error ?? 'none was found'}. Training runs on the CPU.`);
  return 0;
}
