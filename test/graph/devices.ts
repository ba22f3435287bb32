/** The devices that tests run on: the CPU, and WebGPU where SwiftShader was found (see vitest.config.ts). */
import type { Device } from '../../runtime/graph/ops/rule.ts';

const icd = process.env.ASCLEPIUS_SWIFTSHADER_ICD;
if (icd) process.env.VK_ICD_FILENAMES = icd;

export const devices: readonly { device: Device; missing: boolean }[] = [
  { device: 'cpu', missing: false },
  { device: 'webgpu', missing: !icd },
];
