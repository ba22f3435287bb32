import { describe, expect, it } from 'vitest';
import { adapterType } from '../../runtime/backend/adapter-type.ts';

const info = (vendor: string, architecture: string, device: string, description = '') => ({
  vendor,
  architecture,
  device,
  description,
  isFallbackAdapter: false,
});

describe('the type of an adapter', () => {
  it.each([
    ['software', info('google', 'swiftshader', 'swiftshader-device-subzero-', 'SwiftShader driver 5.0.0')],
    ['software', info('mesa', 'software', 'llvmpipe--llvm-15-0-6--256-bits-', 'llvmpipe: Mesa 22.3.6')],
    ['software', info('microsoft', 'warp', 'microsoft-basic-render-driver', 'D3D12 driver')],
    ['discrete', info('nvidia', 'lovelace', 'nvidia-geforce-rtx-4060')],
    ['integrated', info('nvidia', 'ampere', 'nvidia-tegra-orin--nvgpu-')],
    ['discrete', info('amd', 'rdna-3', 'amd-radeon-rx-7800-xt--radv-navi32-')],
    ['integrated', info('amd', 'rdna-3', 'amd-radeon-780m--radv-gfx1103-')],
    ['integrated', info('amd', 'gcn-5', 'amd-radeon-tm--graphics')],
    ['unknown', info('amd', 'rdna-2', 'amd-custom-gpu-0405')],
    ['discrete', info('intel', 'xe-hpg', 'intel-r--arc-tm--a770-graphics')],
    ['discrete', info('intel', '', 'intel-r--arc-tm--b580-graphics')],
    ['integrated', info('intel', 'xe-2lpg', 'intel-r--arc-tm--140v-gpu')],
    ['integrated', info('intel', 'gen-9', 'intel-r--uhd-graphics-620')],
    ['integrated', info('apple', 'metal-3', 'apple-m3')],
    ['unknown', info('', '', '')],
  ])('is %s for %o', (type, given) => {
    expect(adapterType(given)).toBe(type);
  });

  it('is software for whatever WebGPU itself calls a fallback', () => {
    expect(adapterType({ ...info('nvidia', 'lovelace', 'some-card'), isFallbackAdapter: true })).toBe('software');
  });
});
