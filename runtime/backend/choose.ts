/** Where to compute: the user's wish, the adapters there are, and where that leaves a doubt, a measurement. */
import type { Device } from '../graph/ops/rule.ts';
import { errors } from '../protocol/errors.ts';
import type { Adapter, ProbeResult } from './probe.ts';

/** A device, a sentence that says why it was chosen, and what the user should know before relying on it. */
export interface DeviceChoice {
  device: Device;
  reason: string;
  warning?: string;
}

/** Seconds that one real step takes on a device; rejects where the device cannot run it. */
export type TimeStep = (device: Device) => Promise<number>;

/**
 * Chooses the device. An explicit wish is honoured (`webgpu` even on a software adapter, with a warning; it throws
 * `deviceUnavailable` without any adapter). `auto` takes a discrete GPU, never a software adapter, and measures every
 * other GPU against the CPU with `time`, as an integrated one may lose; without `time` it takes the CPU.
 */
export async function chooseDevice(
  wish: 'auto' | Device,
  probe: () => Promise<ProbeResult>,
  time?: TimeStep,
): Promise<DeviceChoice> {
  if (wish === 'cpu') return { device: 'cpu', reason: 'CPU: it was asked for.' };
  const found = await probe();
  return wish === 'webgpu' ? explicitGpu(found) : bestDevice(found, time);
}

function explicitGpu({ adapters, error }: ProbeResult): DeviceChoice {
  const adapter = hardware(adapters) ?? adapters[0];
  if (!adapter) throw errors.deviceUnavailable('webgpu', error ?? noAdapter);
  const choice: DeviceChoice = { device: 'webgpu', reason: `WebGPU on ${adapter.name}: it was asked for.` };
  if (adapter.type !== 'software') return choice;
  return {
    ...choice,
    warning: `${adapter.name} is no GPU: it computes in software on the CPU, right but very slowly.`,
  };
}

async function bestDevice({ adapters, error }: ProbeResult, time?: TimeStep): Promise<DeviceChoice> {
  const gpu = hardware(adapters);
  if (!gpu) return { device: 'cpu', reason: `CPU: ${withoutGpu(adapters[0], error)}.` };
  if (gpu.type === 'discrete') return { device: 'webgpu', reason: `WebGPU on ${gpu.name}: a discrete GPU.` };
  if (time) return fasterDevice(gpu, time);
  return { device: 'cpu', reason: `CPU: ${gpu.name} may be slower, and no step was timed.` };
}

async function fasterDevice(gpu: Adapter, time: TimeStep): Promise<DeviceChoice> {
  const cpuSeconds = await time('cpu');
  let gpuSeconds: number;
  try {
    gpuSeconds = await time('webgpu');
  } catch {
    const reason = `CPU: ${gpu.name} failed in a trial step.`;
    return {
      device: 'cpu',
      reason,
      warning: `The GPU ${gpu.name} could not run a training step; is its driver up to date?`,
    };
  }
  const device = gpuSeconds < cpuSeconds ? 'webgpu' : 'cpu';
  const where = device === 'webgpu' ? `WebGPU on ${gpu.name}` : 'CPU';
  return {
    device,
    reason: `${where}: a step took ${seconds(gpuSeconds)} on ${gpu.name}, ${seconds(cpuSeconds)} on the CPU.`,
  };
}

const noAdapter = 'no graphics adapter was found';
const hardware = (adapters: readonly Adapter[]) => adapters.find(({ type }) => type !== 'software');
const seconds = (value: number) => `${value.toPrecision(2)} s`;

function withoutGpu(software: Adapter | undefined, error: string | undefined): string {
  return software ? `${software.name} is a software adapter, no GPU` : `no GPU can be used (${error ?? noAdapter})`;
}
