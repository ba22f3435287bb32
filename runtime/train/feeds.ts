/** Turns a packed batch into what the graphs are fed with. */
import type { Feeds } from '../backend/session.ts';
import type { PackedBatch } from '../data/packing.ts';
import { seededRandom } from '../data/random.ts';
import type { ModelDescription } from '../models/model.ts';
import { rotaryTables } from '../models/rotary.ts';

/** Largest seed of a row's dropout mask; see the op dropoutMask. */
const seedLimit = 46336;

/** @param weight the weight of each label's loss: 1 / (label tokens of the whole optimizer step) in training, 1 in evaluation. */
export function batchFeeds(model: ModelDescription, batch: PackedBatch, weight: number): Feeds {
  const { rows, length } = batch;
  const half = model.rotary.headDim / 2;
  const { cos, sin } = rotaryTables(model.rotary, batch.positions);
  const count = batch.labels.length;
  return {
    tokens: { data: batch.tokens, shape: [rows, length] },
    segments: { data: batch.segments, shape: [rows, length] },
    positions: { data: batch.positions, shape: [rows, length] },
    cos: { data: cos, shape: [rows, length, half] },
    sin: { data: sin, shape: [rows, length, half] },
    labelIndex: { data: batch.labelIndex, shape: [count] },
    labels: { data: batch.labels, shape: [count] },
    labelWeights: { data: new Float32Array(count).fill(weight), shape: [count] },
  };
}

/** Seeds of the dropout masks: a function of the run's seed, the step and the micro batch only. */
export function dropoutFeeds(batch: PackedBatch, seed: number, step: number, micro: number): Feeds {
  const random = seededRandom(seed ^ Math.imul(step + 1, 0x9e3779b1) ^ Math.imul(micro + 1, 0x85ebca6b));
  const data = Int32Array.from({ length: batch.rows * batch.length }, () => 1 + Math.floor(random.next() * seedLimit));
  return { dropoutSeeds: { data, shape: [data.length] } };
}
