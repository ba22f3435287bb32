/** Where to compute: the user's wish, the adapters there are, and where that leaves a doubt, a measurement. */
import type { Device } from '../graph/ops/rule.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
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
  if (wish === 'cpu') return { device: 'cpu', reason: t('CPU: it was asked for.') };
  const found = await probe();
  return wish === 'webgpu' ? explicitGpu(found) : bestDevice(found, time);
}

function explicitGpu({ adapters, error }: ProbeResult): DeviceChoice {
  const adapter = hardware(adapters) ?? adapters[0];
  if (!adapter) throw errors.deviceUnavailable('webgpu', error ?? noAdapter());
  const choice: DeviceChoice = { device: 'webgpu', reason: t('WebGPU on {0}: it was asked for.', adapter.name) };
  if (adapter.type !== 'software') return choice;
  return {
    ...choice,
    warning: t('{0} is no GPU: it computes in software on the CPU, right but very slowly.', adapter.name),
  };
}

async function bestDevice({ adapters, error }: ProbeResult, time?: TimeStep): Promise<DeviceChoice> {
  const gpu = hardware(adapters);
  if (!gpu) return { device: 'cpu', reason: withoutGpu(adapters[0], error) };
  if (gpu.type === 'discrete') return { device: 'webgpu', reason: t('WebGPU on {0}: a discrete GPU.', gpu.name) };
  if (time) return fasterDevice(gpu, time);
  return { device: 'cpu', reason: t('CPU: {0} may be slower, and no step was timed.', gpu.name) };
}

async function fasterDevice(gpu: Adapter, time: TimeStep): Promise<DeviceChoice> {
  const cpuSeconds = await time('cpu');
  let gpuSeconds: number;
  try {
    gpuSeconds = await time('webgpu');
  } catch {
    return {
      device: 'cpu',
      reason: t('CPU: {0} failed in a trial step.', gpu.name),
      warning: t('The GPU {0} could not run a training step; is its driver up to date?', gpu.name),
    };
  }
  const device = gpuSeconds < cpuSeconds ? 'webgpu' : 'cpu';
  const times = [gpu.name, seconds(gpuSeconds), seconds(cpuSeconds)];
  const reason =
    device === 'webgpu'
      ? t('WebGPU on {0}: a step took {1} s on {0}, {2} s on the CPU.', ...times)
      : t('CPU: a step took {1} s on {0}, {2} s on the CPU.', ...times);
  return { device, reason };
}

const noAdapter = () => t('no graphics adapter was found');
const hardware = (adapters: readonly Adapter[]) => adapters.find(({ type }) => type !== 'software');
const seconds = (value: number) => value.toPrecision(2);

function withoutGpu(software: Adapter | undefined, error: string | undefined): string {
  return software
    ? t('CPU: {0} is a software adapter, no GPU.', software.name)
    : t('CPU: no GPU can be used ({0}).', error ?? noAdapter());
}
