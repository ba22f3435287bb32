import { defineConfig } from 'vitest/config';
import { swiftshaderEnvironment } from './scripts/swiftshader.mjs';

// Set on this process, which the test processes inherit from: a loader path counts from a process's start only.
if (!process.env.ASCLEPIUS_SWIFTSHADER_ICD) Object.assign(process.env, swiftshaderEnvironment());

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    watch: false,
  },
});
