/** The graphs of a model: training (loss and gradients), evaluation (loss), and generation (logits with a cache). */
import { gradients } from '../graph/autodiff.ts';
import { Builder } from '../graph/builder.ts';
import { addDims, divideDim, multiplyDims, symbol } from '../graph/dim.ts';
import type { Graph, Value } from '../graph/ir.ts';
import { type RecomputePolicy, recompute } from '../graph/recompute.ts';
import { cachedAttention, type PackedRows, packedAttention } from './attention.ts';
import { modelContext } from './context.ts';
import type { AdapterSpec } from './lora.ts';
import type { ModelDescription } from './model.ts';

export interface GraphOptions {
  readonly model: ModelDescription;
  readonly trainWeights: boolean;
  readonly adapter: AdapterSpec | undefined;
  /** Packed rows computed at once. */
  readonly batch: number;
}

export interface TrainingOptions {
  readonly recompute: RecomputePolicy;
  /** Tokens of the longest row. */
  readonly sequenceLength: number;
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
export function trainingGraph(options: GraphOptions, { recompute: policy, sequenceLength }: TrainingOptions): Graph {
  const g = new Builder();
  const { loss } = buildLoss(g, options, {
    training: true,
    keepingSoftmax: policy === 'block' ? 0 : layersKeepingSoftmax(options, sequenceLength),
  });
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
  const { loss, logits } = buildLoss(g, options, { training: false, keepingSoftmax: 0 });
  g.output('loss', loss);
  if (withLogits) g.output('logits', logits);
  return g.finish();
}

/**
 * Prefill and decode in one: rows of one sequence after those in a cache. Inputs: tokens [rows] int32; cos, sin [rows,
 * headDim/2]; mask [rows, past + rows]; past [1] int32; wanted [n] int32, the rows whose logits are wanted; keys.N and
 * values.N [kvHeads, 1, past, headDim]; the adapter's tensors, B times its scale. Outputs: logits [n, vocabulary]; keys
 * and values [layers·kvHeads, 1, rows, headDim] of the rows, for the host to put into the cache: it is fed, never
 * fetched, since what is fetched is copied.
 */
export function generationGraph(
  options: Omit<GraphOptions, 'batch' | 'trainWeights'> & { trainWeights?: boolean },
): Graph {
  const g = new Builder();
  const { model } = options;
  const { headDim } = model.rotary;
  const [past, rows] = [symbol('past'), symbol('rows')];
  const tokens = g.input('tokens', 'i32', [rows]);
  const table = (name: string) => g.input(name, 'f32', [rows, headDim / 2]);
  const added: { keys: Value[]; values: Value[] } = { keys: [], values: [] };
  const attend = cachedAttention(g, model, {
    cos: table('cos'),
    sin: table('sin'),
    mask: g.input('mask', 'f32', [rows, addDims(past, rows)]),
    past: g.input('past', 'i32', [1]),
    cached(layer) {
      const input = (kind: string) => g.input(`${kind}.${layer}`, 'f32', [model.kvHeads, 1, past, headDim]);
      return [input('keys'), input('values')];
    },
    added(keys, values) {
      added.keys.push(keys);
      added.values.push(values);
    },
  });
  const context = modelContext(g, { trainWeights: false, scaledAdapter: true, ...options, attend });
  const hidden = model.hidden(context, tokens);
  const wanted = g.input('wanted', 'i32', [symbol('wanted')]);
  g.output('logits', model.logits(context, g.gather(hidden, wanted)));
  g.output('keys', g.concat(added.keys, 0));
  g.output('values', g.concat(added.values, 0));
  return g.finish();
}

/**
 * Of how many layers the softmax of attention is kept, which grows with the square of the length: of so many that
 * it takes no more than half of what the results of the linear layers take, which are kept in any case.
 */
function layersKeepingSoftmax({ model }: GraphOptions, longest: number): number {
  const ofLayer = model.heads * longest * ((attentionParts + 1) / (2 * attentionParts));
  const results = model.linears.reduce((sum, { outFeatures }) => sum + outFeatures, 0);
  return Math.floor(results / 2 / ofLayer);
}

function buildLoss(
  g: Builder,
  options: GraphOptions,
  { training, keepingSoftmax }: { training: boolean; keepingSoftmax: number },
): { loss: Value; logits: Value } {
  const { model, adapter, batch } = options;
  const rows = multiplyDims(batch, length);
  const tokens = g.input('tokens', 'i32', [batch, length]);
  const attend = packedAttention(g, model, {
    batch,
    length,
    angles: rotaryInputs(g, batch, model.rotary.headDim),
    parts: attentionParts,
    masks: packedMasks(g, batch),
    keepingSoftmax,
  });
  const dropoutSeeds = training && (adapter?.dropout ?? 0) > 0 ? g.input('dropoutSeeds', 'i32', [rows]) : undefined;
  const context = modelContext(g, { ...options, attend, ...(dropoutSeeds ? { dropoutSeeds } : {}) });
  const hidden = model.hidden(context, g.reshape(tokens, [rows]));
  // Logits only where there are labels: never [rows, vocabulary].
  const picked = g.gather(hidden, g.input('labelIndex', 'i32', [labels]));
  const logits = g.keep(model.logits(context, picked));
  const loss = g.crossEntropy(logits, g.input('labels', 'i32', [labels]), g.input('labelWeights', 'f32', [labels]));
  return { loss, logits };
}

/** The scale of the scores lies in the queries' angles: it costs nothing there. */
function rotaryInputs(g: Builder, batch: number, headDim: number): PackedRows['angles'] {
  const table = (name: string) =>
    g.reshape(g.input(name, 'f32', [batch, length, headDim / 2]), [multiplyDims(batch, length), headDim / 2]);
  const keys = [table('cos'), table('sin')] as const;
  const scaled = (value: Value) => g.scale(value, 1 / Math.sqrt(headDim));
  return { keys, queries: [scaled(keys[0]), scaled(keys[1])] };
}

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
