import { describe, expect, it } from 'vitest';
import { computeError } from '../../runtime/backend/device-loss.ts';

/** As ONNX Runtime 1.30 and Dawn put it. */
const losses = [
  "buffer_manager.cc:543 status == wgpu::MapAsyncStatus::Success was false. Failed to download data from buffer: Failed to execute 'mapAsync' on 'GPUBuffer': [Device] is lost.",
  'Failed to download data from buffer: A valid external Instance reference no longer exists.',
  'WebGPU device lost (2): vkQueueSubmit failed with VK_ERROR_DEVICE_LOST',
  'D3D12 device removed: DXGI_ERROR_DEVICE_REMOVED',
  '[Device "ort"] is lost while waiting for a fence',
];

describe('a failed computation', () => {
  it.each(losses)('is a lost device where the driver says: %s', (message) => {
    expect(computeError('webgpu', new Error(message))).toMatchObject({ code: 'deviceLost' });
  });

  it('is what it was where nothing was lost, and always on the CPU', () => {
    const other = new Error('Non-zero status code returned while running MatMul node: shapes mismatch');
    expect(computeError('webgpu', other)).toBe(other);
    const odd = new Error('something is lost');
    expect(computeError('cpu', odd)).toBe(odd);
  });
});
