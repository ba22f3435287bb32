import type { Adapter } from './probe.ts';

/** What WebGPU tells of an adapter (`GPUAdapterInfo`), as far as its type can be read from it. */
export interface AdapterInfo {
  vendor: string;
  architecture: string;
  device: string;
  description: string;
  isFallbackAdapter: boolean;
}

/**
 * The type of an adapter. WebGPU does not tell it, so it is read from the names that Dawn gives (its gpu_info.json) and
 * that drivers give; what is in doubt stays "unknown" and is then decided by measuring.
 */
export function adapterType(info: AdapterInfo): Adapter['type'] {
  const names = wordsOf(`${info.vendor} ${info.architecture} ${info.device} ${info.description}`);
  if (info.isFallbackAdapter || softwareNames.test(names)) return 'software';
  const rule = hardwareRules.find(([pattern]) => pattern.test(names));
  return rule?.[1] ?? 'unknown';
}

/** Dawn joins the words of a name with dashes: "nvidia-geforce-rtx-4060" becomes "nvidia geforce rtx 4060". */
export function wordsOf(name: string): string {
  return name
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter(Boolean)
    .join(' ');
}

const softwareNames = /\b(swiftshader|llvmpipe|lavapipe|softpipe|warp|basic render|software)\b/;

/** The first that fits holds: a discrete card of a vendor stands before what the vendor builds into processors. */
const hardwareRules: readonly [RegExp, Adapter['type']][] = [
  [/\b(tegra|orin|xavier|thor|gb10)\b/, 'integrated'],
  [/\bnvidia\b/, 'discrete'],
  [/\bradeon (rx|pro|vii)\b|\binstinct\b|\bfirepro\b/, 'discrete'],
  [/\bradeon( r| tm)* (graphics|vega|\d{3}m)\b/, 'integrated'],
  [/\bintel\b.*\b(xe \d?hpg|arc( tm)? (pro )?[ab]\d{2,3}m?)\b/, 'discrete'],
  [/\b(intel|apple|arm|mali|qualcomm|adreno|img tec|powervr|broadcom|samsung)\b/, 'integrated'],
];
