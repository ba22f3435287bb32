import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { Graph, Node, Value } from '../../runtime/graph/ir.ts';
import { peakBytes } from '../../runtime/graph/liveness.ts';
import { toOnnx } from '../../runtime/graph/onnx/emit.ts';
import type { RecomputePolicy } from '../../runtime/graph/recompute.ts';
import { trainingGraph } from '../../runtime/models/graphs.ts';
import { adapterSpec } from '../../runtime/models/lora.ts';
import { describeModel } from '../../runtime/models/model.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { createEngine } from '../../runtime/train/engine.ts';
import { goldenTraining, openTiny, stepBatches, tinyConfig } from '../models/tiny.ts';
import { decodeModel } from './decode.ts';
import { mlpGraph } from './mlp.ts';

const policies: readonly RecomputePolicy[] = ['none', 'cheap', 'block'];
/** Most tokens of a row: few enough that the softmax of attention is kept, and too many. */
const [short, long] = [16, 131072];
const blocks = 3;

describe('the recompute policies', () => {
  const tiny = openTiny('tiny-tied-llama3');
  const training = goldenTraining(tiny, 'lora');
  const adapter = training.options.adapter && { ...training.options.adapter, dropout: 0.2 };
  const options = { ...training.options, adapter };

  it('give the same loss and gradients to the last bit, dropout included', async () => {
    const results = [];
    for (const recompute of policies)
      for (const sequenceLength of [short, long]) {
        const config = { ...training.config, recompute, sequenceLength };
        const engine = await createEngine(tiny, options, config, 'cpu', 1);
        results.push(await engine.accumulate(training.parameters, stepBatches(tiny, 0), 7));
        await engine.release();
      }
    const [none, ...others] = results;
    expect(none?.gradients.size).toBeGreaterThan(0);
    for (const other of others) {
      expect(other.loss).toBe(none?.loss);
      for (const [name, gradient] of none?.gradients ?? []) expect(other.gradients.get(name), name).toEqual(gradient);
    }
  });

  const model = describeModel({ ...tinyConfig('tiny-untied'), num_hidden_layers: 8 });
  const deep = { ...options, model, adapter: adapterSpec(model, fineTuneConfigSchema.parse({}).lora) };
  const peakOf = (recompute: RecomputePolicy, sequenceLength: number) =>
    peakBytes(trainingGraph(deep, { recompute, sequenceLength }), { quarter: 64, labels: 64 });

  it('need less memory the more they compute again', () => {
    const [none, cheap, block] = policies.map((policy) => peakOf(policy, long)) as [number, number, number];
    expect(cheap).toBeLessThan(0.8 * none);
    expect(block).toBeLessThan(0.8 * cheap);
  });

  it('"cheap" keeps the softmax of attention where rows are short, and where they are long no more than half again', () => {
    // 8 heads that see 5/8 of a row against half of the 544 numbers that a layer's linear results have for a token.
    const most = 54;
    const [without, half, all] = [long, 2 * most, most].map((length) => peakOf('cheap', length)) as [
      number,
      number,
      number,
    ];
    const softmax = 4 * model.heads * model.layers * 64 * 64 * (1 + 2 + 3 + 4);
    expect(all - without).toBeGreaterThan(0.6 * softmax);
    expect(half - without).toBeLessThan(0.6 * (all - without));
    expect(peakOf('block', most)).toBe(peakOf('block', long));
  });
});

describe('what a block computes again', () => {
  it('is left in place by the optimizer of ONNX Runtime: one product a block more', async () => {
    const none = await productsLeft(mlpGraph(blocks, 'none'));
    expect(await productsLeft(mlpGraph(blocks, 'block'))).toBe(none + blocks);
  });

  it('would be merged with the first computation but for the guard', async () => {
    const none = await productsLeft(mlpGraph(blocks, 'none'));
    expect(await productsLeft(withoutGuards(mlpGraph(blocks, 'block')))).toBe(none);
  });

  it('waits for the backward pass to reach the block: the plan never holds two blocks at once', () => {
    const growth = (policy: RecomputePolicy) =>
      peakBytes(mlpGraph(12, policy), { rows: 1000 }) - peakBytes(mlpGraph(6, policy), { rows: 1000 });
    const blockResult = 4 * 1000 * 8;
    expect(growth('block')).toBe(6 * blockResult);
    expect(growth('none')).toBeGreaterThan(6 * 4 * blockResult);
  });
});

/** How many matrix products are left in the optimized model. */
async function productsLeft(graph: Graph): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'asclepius-optimized-'));
  const optimizedModelFilePath = join(folder, 'model.onnx');
  try {
    const none = () => {
      throw new Error('no weights');
    };
    const session = await InferenceSession.create(toOnnx(graph, 'cpu', none), {
      graphOptimizationLevel: 'all',
      optimizedModelFilePath,
      logSeverityLevel: 3,
    });
    await session.release();
    const { node } = decodeModel(readFileSync(optimizedModelFilePath)).graph;
    return node.filter(({ opType }) => /Gemm|MatMul/.test(opType)).length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function withoutGuards(graph: Graph): Graph {
  const seen = (value: Value): Value =>
    value.source.kind === 'node' && value.source.node.op === 'guard'
      ? seen(value.source.node.inputs[0] as Value)
      : value;
  const nodes = graph.nodes.filter(({ op }) => op !== 'guard');
  return { ...graph, nodes: nodes.map((node): Node => ({ ...node, inputs: node.inputs.map(seen) })) };
}
