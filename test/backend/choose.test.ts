import { describe, expect, it, vi } from 'vitest';
import { chooseDevice } from '../../runtime/backend/choose.ts';
import type { Adapter, ProbeResult } from '../../runtime/backend/probe.ts';

const adapter = (name: string, type: Adapter['type']): Adapter => ({
  name,
  type,
  vendor: 'some vendor',
  features: [],
  limits: {},
});
const software = adapter('llvmpipe', 'software');
const integrated = adapter('intel uhd graphics 620', 'integrated');
const discrete = adapter('nvidia geforce rtx 4060', 'discrete');
const probing =
  (...adapters: Adapter[]) =>
  async (): Promise<ProbeResult> => ({ adapters });
const broken = async (): Promise<ProbeResult> => ({ adapters: [], error: "Couldn't load Vulkan" });
const timing = (cpu: number, webgpu: number) => async (device: 'cpu' | 'webgpu') => ({ cpu, webgpu })[device];

describe('the choice of a device', () => {
  it('takes the CPU that was asked for without waking a graphics driver', async () => {
    const probe = vi.fn(broken);
    expect(await chooseDevice('cpu', probe)).toEqual({ device: 'cpu', reason: 'CPU: it was asked for.' });
    expect(probe).not.toHaveBeenCalled();
  });

  it('takes a discrete GPU without measuring', async () => {
    const time = vi.fn(timing(1, 2));
    const choice = await chooseDevice('auto', probing(discrete), time);
    expect(choice).toEqual({ device: 'webgpu', reason: 'WebGPU on nvidia geforce rtx 4060: a discrete GPU.' });
    expect(time).not.toHaveBeenCalled();
  });

  it('never takes a software adapter for a GPU, however fast it seems', async () => {
    const choice = await chooseDevice('auto', probing(software), timing(9, 1));
    expect(choice).toEqual({ device: 'cpu', reason: 'CPU: llvmpipe is a software adapter, no GPU.' });
  });

  it('passes over a software adapter to a GPU behind it', async () => {
    expect((await chooseDevice('auto', probing(software, discrete))).device).toBe('webgpu');
  });

  it.each([
    [
      0.5,
      0.2,
      'webgpu',
      'WebGPU on intel uhd graphics 620: a step took 0.20 s on intel uhd graphics 620, 0.50 s on the CPU.',
    ],
    [0.2, 0.5, 'cpu', 'CPU: a step took 0.50 s on intel uhd graphics 620, 0.20 s on the CPU.'],
  ])('lets a real step decide on an integrated GPU: CPU %d s, GPU %d s give %s', async (cpu, gpu, device, reason) => {
    expect(await chooseDevice('auto', probing(integrated), timing(cpu, gpu))).toEqual({ device, reason });
  });

  it('measures an adapter of unknown type too', async () => {
    const choice = await chooseDevice('auto', probing(adapter('amd custom gpu', 'unknown')), timing(2, 1));
    expect(choice.device).toBe('webgpu');
  });

  it('takes the CPU where an integrated GPU was not measured', async () => {
    const choice = await chooseDevice('auto', probing(integrated));
    expect(choice).toEqual({
      device: 'cpu',
      reason: 'CPU: intel uhd graphics 620 may be slower, and no step was timed.',
    });
  });

  it('goes on with the CPU, and warns, where the GPU fails in the trial', async () => {
    const choice = await chooseDevice('auto', probing(integrated), async (device) => {
      if (device === 'webgpu') throw new Error('device lost');
      return 1;
    });
    expect(choice.device).toBe('cpu');
    expect(choice.reason).toBe('CPU: intel uhd graphics 620 failed in a trial step.');
    expect(choice.warning).toContain('driver');
  });

  it('says why there is no GPU', async () => {
    expect((await chooseDevice('auto', broken)).reason).toBe("CPU: no GPU can be used (Couldn't load Vulkan).");
    expect((await chooseDevice('auto', probing())).reason).toContain('no graphics adapter was found');
  });

  it('uses a software adapter when WebGPU is asked for, and warns', async () => {
    const choice = await chooseDevice('webgpu', probing(software));
    expect(choice.device).toBe('webgpu');
    expect(choice.warning).toContain('llvmpipe is no GPU');
  });

  it('does not warn of a real GPU that was asked for', async () => {
    expect(await chooseDevice('webgpu', probing(software, integrated))).toEqual({
      device: 'webgpu',
      reason: 'WebGPU on intel uhd graphics 620: it was asked for.',
    });
  });

  it('refuses WebGPU without an adapter and names the reason', async () => {
    await expect(chooseDevice('webgpu', broken)).rejects.toMatchObject({
      code: 'deviceUnavailable',
      message: expect.stringContaining("Couldn't load Vulkan"),
    });
  });
});
