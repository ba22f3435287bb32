import { expect, it } from 'vitest';
import { createEngine } from '../../runtime/train/engine.ts';
import { secondsOfStep } from '../../runtime/train/trial.ts';
import { goldenTraining, openTiny } from '../models/tiny.ts';

const tiny = openTiny('tiny-tied-llama3');
const example = {
  rowId: '1',
  task: 'Summarization',
  tokens: Int32Array.of(5, 6, 7, 8),
  labelStart: 1,
  trimmed: false,
} as const;

it.each(['lora', 'full'] as const)('a step of %s is timed and leaves the weights as they are', async (method) => {
  const { options, parameters, config } = goldenTraining(tiny, method);
  const before = new Map([...parameters].map(([name, data]) => [name, data.slice()]));
  const seconds = await secondsOfStep(await createEngine(tiny, options, config, 'cpu', 1), parameters, [[example]], 2);
  expect(seconds).toBeGreaterThan(0);
  expect(parameters).toEqual(before);
});

it('a step that fails gives its engine back', async () => {
  const { options, config } = goldenTraining(tiny, 'lora');
  const engine = await createEngine(tiny, options, config, 'cpu', 1);
  let released = false;
  const watched = {
    ...engine,
    release: async () => {
      released = true;
    },
  };
  await expect(secondsOfStep(watched, new Map(), [[example]], 2)).rejects.toThrow();
  expect(released).toBe(true);
  await engine.release();
});
