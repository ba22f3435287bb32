/**
 * The probe process: writes the adapters that Dawn finds, as one line of JSON, the one Dawn takes for high performance
 * (and so ONNX Runtime too) first. It may be killed by a driver at any point; `probe.ts` makes an answer of that.
 */
import { create } from 'webgpu';
import { adapterType, wordsOf } from './adapter-type.ts';
import type { Adapter } from './probe.ts';

// WebGPU hands out one adapter a request, so each wish that may lead to another one is asked.
const requests: GPURequestAdapterOptions[] = [
  { powerPreference: 'high-performance' },
  { powerPreference: 'low-power' },
  { forceFallbackAdapter: true },
];

const gpu = create([]);
const found = new Map<string, Adapter>();
for (const request of requests) {
  const adapter = await gpu.requestAdapter(request);
  if (!adapter) continue;
  const described = describe(adapter);
  if (!found.has(described.name)) found.set(described.name, described);
}
process.stdout.write(`\n${JSON.stringify([...found.values()])}`, () => process.exit(0));

function describe({ info, features, limits }: GPUAdapter): Adapter {
  return {
    name: wordsOf(info.device || info.description || info.vendor) || 'unnamed adapter',
    vendor: info.vendor,
    type: adapterType(info),
    features: [...features].sort(),
    limits: numbersOf(limits),
  };
}

/** The limits are getters of a native object, which JSON does not see. */
function numbersOf(limits: GPUSupportedLimits): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const name in limits) {
    const value: unknown = limits[name as keyof GPUSupportedLimits];
    if (typeof value === 'number') numbers[name] = value;
  }
  return numbers;
}
