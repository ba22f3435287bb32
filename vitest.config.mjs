import { defineConfig } from 'vitest/config';
import { swiftshaderEnvironment } from './scripts/swiftshader.mjs';

// Set on this process, which the test processes inherit from: a loader path counts from a process's start only.
if (!process.env.ASCLEPIUS_SWIFTSHADER_ICD) Object.assign(process.env, swiftshaderEnvironment());

const common = { pool: 'forks', testTimeout: 120_000, hookTimeout: 120_000, watch: false };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', '**/node_modules/**'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // After the others, one file at a time: all share one editor and one browser, and a busy machine is slow to draw.
        test: {
          ...common,
          name: 'e2e',
          include: process.env.ASCLEPIUS_PICTURES ? ['test/e2e/pictures.ts'] : ['test/e2e/**/*.test.ts'],
          // The oldest editor shows no chat.
          exclude: process.env.ASCLEPIUS_CODE_SERVER ? ['test/e2e/chat.test.ts'] : [],
          globalSetup: 'test/e2e/global-setup.ts',
          maxWorkers: 1,
          fileParallelism: false,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
