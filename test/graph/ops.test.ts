import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, type Feeds, type HostTensor, type Session } from '../../runtime/backend/session.ts';
import { seededRandom } from '../../runtime/data/random.ts';
import { gradients } from '../../runtime/graph/autodiff.ts';
import { Builder } from '../../runtime/graph/builder.ts';
import { evaluateDim } from '../../runtime/graph/dim.ts';
import type { Graph, OpName, Value } from '../../runtime/graph/ir.ts';
import { opRules } from '../../runtime/graph/ops/table.ts';
import { type Case, cases, type Input } from './cases.ts';
import { type Dense, fromHost, sizeOfShape } from './dense.ts';
import { devices } from './devices.ts';

/** Values of `n`, one after the other in the same session. */
const sizes = [2, 5];
/** Step of the central differences: float32 rounds to about 1e-7/step, the third derivative adds step². */
const step = 0.02;
const forwardTolerance = 2e-5;
const gradientTolerance = 4e-3;

interface Trial {
  readonly op: OpName;
  readonly index: number;
  readonly name: string;
  readonly test: Case;
}
const trials: Trial[] = (Object.keys(cases) as OpName[]).flatMap((op) =>
  cases[op].map((test, index) => ({ op, index, name: `${op}: ${test.title}`, test })),
);
const inputKey = ({ op, index }: Trial, i: number) => `${op}.${index}.in${i}`;
const weightKey = ({ op, index }: Trial, i: number) => `${op}.${index}.weight${i}`;
const outputKey = ({ op, index }: Trial, i: number) => `${op}.${index}.out${i}`;
const gradientKey = ({ op, index }: Trial, i: number) => `${op}.${index}.gradient${i}`;
const isDifferentiated = ({ op, test }: Trial) =>
  opRules[op].vjp !== null && test.inputs.some(({ trained }) => trained);

/** All cases of all ops side by side, with the gradients of a weighted sum of each one's outputs. */
function graphOfAll(chosen: readonly Trial[]): Graph {
  const g = new Builder();
  const losses: Value[] = [];
  const trained = new Map<string, Value>();
  for (const trial of chosen) {
    const inputs = trial.test.inputs.map(({ dtype, shape }, i) => g.input(inputKey(trial, i), dtype, shape));
    const outputs = [trial.test.build(g, ...inputs)].flat() as Value[];
    outputs.forEach((output, i) => {
      g.output(outputKey(trial, i), output);
      if (!isDifferentiated(trial) || output.type.dtype !== 'f32') return;
      const { shape } = output.type;
      const weighted = g.mul(output, g.input(weightKey(trial, i), 'f32', shape));
      losses.push(shape.length === 0 ? weighted : g.reduceSum(weighted, [...shape.keys()], false));
    });
    if (isDifferentiated(trial))
      inputs.forEach((value, i) => {
        if (trial.test.inputs[i]?.trained) trained.set(gradientKey(trial, i), value);
      });
  }
  const loss = losses.reduce((a, b) => g.add(a, b));
  const grads = gradients(g, loss, [...trained.values()]);
  [...trained.keys()].forEach((key, i) => {
    g.output(key, grads[i] as Value);
  });
  return g.finish();
}

function feedsOf(chosen: readonly Trial[], graph: Graph, n: number): Record<string, HostTensor> {
  const random = seededRandom(n);
  const generators = new Map<string, Input>(
    chosen.flatMap((trial) => trial.test.inputs.map((input, i) => [inputKey(trial, i), input] as const)),
  );
  return Object.fromEntries(
    graph.inputs.map(({ source, type }) => {
      const name = source.kind === 'input' ? source.name : '';
      const shape = type.shape.map((dim) => evaluateDim(dim, { n }));
      const value = generators.get(name)?.value ?? ((draw: number) => 2 * draw - 1);
      const numbers = Array.from({ length: sizeOfShape(shape) }, (_, i) => value(random.next(), i));
      return [name, { data: type.dtype === 'i32' ? Int32Array.from(numbers) : Float32Array.from(numbers), shape }];
    }),
  );
}

type Results = Record<string, HostTensor>;
const dense = (tensors: Results, key: string): Dense => fromHost(tensors[key] as HostTensor);

/** Σ weight · output of one case, summed in double precision. */
function weightedSum(trial: Trial, feeds: Feeds, results: Results): number {
  let sum = 0;
  for (let i = 0; results[outputKey(trial, i)]; i++) {
    const weights = feeds[weightKey(trial, i)]?.data ?? [];
    weights.forEach((weight, at) => {
      sum += weight * (results[outputKey(trial, i)]?.data[at] as number);
    });
  }
  return sum;
}

/** Central differences, all cases at once: in each pair of runs the k-th trained number of every case is moved. */
async function finiteDifferences(session: Session, feeds: Results): Promise<Record<string, number[]>> {
  const differentiated = trials.filter(isDifferentiated);
  const places = differentiated.map((trial) =>
    trial.test.inputs.flatMap(({ trained }, i) =>
      trained ? [...(feeds[inputKey(trial, i)]?.data.keys() ?? [])].map((at) => ({ trial, i, at })) : [],
    ),
  );
  const found: Record<string, number[]> = {};
  for (let k = 0; k < Math.max(...places.map((list) => list.length)); k++) {
    const moved = places.flatMap((list) => list[k] ?? []);
    const sums = async (by: number) => {
      const changed = { ...feeds };
      for (const { trial, i, at } of moved) {
        const { data, shape } = feeds[inputKey(trial, i)] as HostTensor;
        const copy = Float32Array.from(data);
        copy[at] = (copy[at] as number) + by;
        changed[inputKey(trial, i)] = { data: copy, shape };
      }
      const results = await session.run(changed);
      return moved.map(({ trial }) => weightedSum(trial, feeds, results));
    };
    const [up, down] = [await sums(step), await sums(-step)];
    moved.forEach(({ trial, i, at }, place) => {
      const list = found[gradientKey(trial, i)] ?? [];
      found[gradientKey(trial, i)] = list;
      list[at] = ((up[place] as number) - (down[place] as number)) / (2 * step);
    });
  }
  return found;
}

const graph = graphOfAll(trials);
const feeds = sizes.map((n) => feedsOf(trials, graph, n));
let differences: Record<string, number[]>[];

beforeAll(async () => {
  const session = await compile(graph, undefined, { device: 'cpu', threads: 1 });
  differences = [];
  for (const fed of feeds) differences.push(await finiteDifferences(session, fed));
  await session.release();
});

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number, what: string): void {
  expect(actual.length, what).toBe(expected.length);
  expected.forEach((value, i) => {
    const difference = Math.abs((actual[i] as number) - value);
    expect(difference, `${what}[${i}]: ${actual[i]}, expected ${value}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(value)),
    );
  });
}

describe.each(devices)('on $device', ({ device, missing }) => {
  let session: Session | undefined;
  const results: Results[] = [];
  beforeAll(async () => {
    if (missing) return;
    session = await compile(graph, undefined, { device, threads: 1, strict: true });
    for (const fed of feeds) results.push(await session.run(fed));
  });
  afterAll(() => session?.release());

  describe.skipIf(missing)('the values of', () => {
    it.each(trials.filter(({ test }) => test.reference))('$name', (trial) => {
      results.forEach((result, run) => {
        const inputs = trial.test.inputs.map((_, i) => dense(feeds[run] as Results, inputKey(trial, i)));
        const expected = [trial.test.reference?.(...inputs)].flat() as Dense[];
        expected.forEach(({ shape, data }, i) => {
          const actual = dense(result, outputKey(trial, i));
          expect(actual.shape).toEqual(shape);
          expectClose(
            actual.data,
            data,
            trial.test.tolerance?.[device] ?? forwardTolerance,
            `n=${sizes[run]} output ${i}`,
          );
        });
      });
    });
  });

  describe.skipIf(missing)('the gradients of', () => {
    it.each(trials.filter(isDifferentiated))('$name', (trial) => {
      results.forEach((result, run) => {
        trial.test.inputs.forEach(({ trained }, i) => {
          if (!trained) return;
          const expected = differences[run]?.[gradientKey(trial, i)] as number[];
          const actual = dense(result, gradientKey(trial, i));
          expect(actual.shape).toEqual(feeds[run]?.[inputKey(trial, i)]?.shape);
          expectClose(actual.data, expected, gradientTolerance, `n=${sizes[run]} input ${i}`);
        });
      });
    });
  });
});
