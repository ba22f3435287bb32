/** The graphs of a model: training (loss and gradients), evaluation (loss), and generation (logits with a cache). */
import { gradients } from '../graph/autodiff.ts';
import { Builder } from '../graph/builder.ts';
import { addDims, type Dim, divideDim, multiplyDims, symbol } from '../graph/dim.ts';
import type { Graph, Value } from '../graph/ir.ts';
import { type RecomputePolicy, recompute } from '../graph/recompute.ts';
import { type AttentionInputs, modelContext } from './context.ts';
import type { AdapterSpec } from './lora.ts';
import type { ModelDescription } from './model.ts';

export interface GraphOptions {
  readonly model: ModelDescription;
  readonly trainWeights: boolean;
  readonly adapter: AdapterSpec | undefined;
  /** Packed rows computed at once. */
  readonly batch: number;
}

/** Parts in which training takes the queries of a row; its length must be a multiple. */
export const attentionParts = 4;
const length = multiplyDims(attentionParts, symbol('quarter'));
const labels = symbol('labels');
/** Finite, so that a row that attends to nothing gives no NaN. */
const masked = -1e9;

/**
 * Inputs: tokens, segments, positions [batch, length] int32; cos, sin [batch, length, headDim/2]; labelIndex, labels
 * [labels] int32 and labelWeights [labels]; dropoutSeeds [batch·length] int32 where there is dropout; the trained
 * tensors by name. Outputs: `loss`, Σ weight · −log p(label), and `gradient:NAME` of each trained tensor.
 */
export function trainingGraph(options: GraphOptions, policy: RecomputePolicy): Graph {
  const g = new Builder();
  const { loss } = buildLoss(g, options, true);
  g.output('loss', loss);
  const trained = g.inputs.filter((input) => isTrained(input, options));
  const backwardStart = g.nodes.length;
  const grads = gradients(g, loss, trained);
  trained.forEach((value, i) => {
    const gradient = grads[i];
    if (gradient) g.output(`gradient:${nameOf(value)}`, gradient);
  });
  return recompute(g, backwardStart, policy);
}

/** As the training graph, without dropout and gradients; `withLogits` adds the output `logits` [labels, vocabulary]. */
export function evaluationGraph(options: GraphOptions, withLogits = false): Graph {
  const g = new Builder();
  const { loss, logits } = buildLoss(g, options, false);
  g.output('loss', loss);
  if (withLogits) g.output('logits', logits);
  return g.finish();
}

/**
 * Prefill and decode in one: tokens [1, length] after `past` ones. Inputs: tokens; cos, sin; mask [1, 1, length, past +
 * length]; last [1] int32, whose logits are wanted; key.N, value.N [1, kvHeads, past, headDim]. Outputs: logits [1,
 * vocabulary], new.key.N and new.value.N [1, kvHeads, past + length, headDim].
 */
export function generationGraph(
  options: Omit<GraphOptions, 'batch' | 'trainWeights'> & { trainWeights?: boolean },
): Graph {
  const g = new Builder();
  const { model } = options;
  const { headDim } = model.rotary;
  const past = symbol('past');
  const length = symbol('length');
  const cached = [1, model.kvHeads, past, headDim];
  const attention: AttentionInputs = {
    batch: 1,
    length,
    ...rotaryInputs(g, 1, length, headDim),
    parts: 1,
    masks: [g.input('mask', 'f32', [1, 1, length, addDims(past, length)])],
    cache(layer, k, v) {
      const grow = (kind: string, value: Value) => {
        const all = g.concat([g.input(`${kind}.${layer}`, 'f32', cached), value], 2);
        g.output(`new.${kind}.${layer}`, all);
        return all;
      };
      return [grow('key', k), grow('value', v)];
    },
  };
  const tokens = g.input('tokens', 'i32', [1, length]);
  const last = g.input('last', 'i32', [1]);
  const context = modelContext(g, { trainWeights: false, ...options, attention });
  const hidden = model.hidden(context, g.reshape(tokens, [length]));
  g.output('logits', model.logits(context, g.gather(hidden, last)));
  return g.finish();
}

function buildLoss(g: Builder, options: GraphOptions, training: boolean): { loss: Value; logits: Value } {
  const { model, adapter, batch } = options;
  const rows = multiplyDims(batch, length);
  const tokens = g.input('tokens', 'i32', [batch, length]);
  const attention = {
    batch,
    length,
    ...rotaryInputs(g, batch, length, model.rotary.headDim),
    parts: attentionParts,
    masks: packedMasks(g, batch),
  };
  const dropoutSeeds = training && (adapter?.dropout ?? 0) > 0 ? g.input('dropoutSeeds', 'i32', [rows]) : undefined;
  const context = modelContext(g, { ...options, attention, ...(dropoutSeeds ? { dropoutSeeds } : {}) });
  const hidden = model.hidden(context, g.reshape(tokens, [rows]));
  // Logits only where there are labels: never [rows, vocabulary].
  const picked = g.gather(hidden, g.input('labelIndex', 'i32', [labels]));
  const logits = g.keep(model.logits(context, picked));
  const loss = g.crossEntropy(logits, g.input('labels', 'i32', [labels]), g.input('labelWeights', 'f32', [labels]));
  return { loss, logits };
}

const rotaryInputs = (g: Builder, batch: number, length: Dim, headDim: number) => ({
  cos: g.input('cos', 'f32', [batch, length, headDim / 2]),
  sin: g.input('sin', 'f32', [batch, length, headDim / 2]),
});

/** Each token sees the earlier ones of its own segment: for each part of the queries [batch, 1, part, keys seen]. */
function packedMasks(g: Builder, batch: number): Value[] {
  const segments = g.split(g.input('segments', 'i32', [batch, length]), 1, attentionParts);
  const positions = g.split(g.input('positions', 'i32', [batch, length]), 1, attentionParts);
  const asColumn = (value: Value) => g.reshape(value, [batch, 1, divideDim(length, attentionParts), 1]);
  const asRow = (parts: Value[], last: number) => {
    const seen = multiplyDims(last + 1, divideDim(length, attentionParts));
    return g.reshape(g.concat(parts.slice(0, last + 1), 1), [batch, 1, 1, seen]);
  };
  return segments.map((segment, i) => {
    const same = g.equal(asColumn(segment), asRow(segments, i));
    const earlier = g.greaterOrEqual(asColumn(positions[i] as Value), asRow(positions, i));
    return g.where(g.and(same, earlier), g.scalar(0), g.scalar(masked));
  });
}

const nameOf = (value: Value) => (value.source.kind === 'input' ? value.source.name : '');

function isTrained(value: Value, { model, trainWeights, adapter }: GraphOptions): boolean {
  const name = nameOf(value);
  if (trainWeights && model.weights.has(name)) return true;
  return (
    adapter?.targets.some((target) => name === `${target.name}.lora_A` || name === `${target.name}.lora_B`) ?? false
  );
}
