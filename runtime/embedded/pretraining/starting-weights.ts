/**
 * The weights that the base model starts from. Most are drawn as usual. Two things that trained transformers are known
 * to grow, and that a run of an hour on a laptop has hardly the time to find, are laid out beforehand: a head of the
 * first layer that looks at the previous token, and heads of the second that look for what followed the current token
 * earlier (induction heads: Olsson et al. 2022, arXiv 2209.11895; a start near trained attention: Trockman & Kolter 2023,
 * arXiv 2305.09828). They know no word: token vectors are random. Training then changes every weight.
 */
import { seededRandom } from '../../data/random.ts';
import { randomWeights } from '../../models/full.ts';
import type { ModelDescription } from '../../models/model.ts';

/** Spread of the token vectors, and how strongly the prepared heads act; found by looking at copied random tokens. */
const start = { spread: 0.12, damping: 0.25, constant: 5, focus: 3, previous: 0.2, match: 5, read: 0.3, write: 2.4 };
const previousHeads = 2;
const matchingHeads = 4;
/** Angles that tell the previous token from its neighbours: the fastest ones. */
const angles = 4;

type Weights = ReadonlyMap<string, Float32Array>;

/** All weights by name, the same for the same seed. Dimension 0 is a constant, the last ones hold the previous token. */
export function startingWeights(model: ModelDescription, seed: number): Map<string, Float32Array> {
  const { normal } = seededRandom(seed);
  const weights = randomWeights(model, normal);
  const words = model.width - previousHeads * model.rotary.headDim;
  spreadTokens(weights, model.width, words);
  for (let layer = 0; layer < model.layers; layer++)
    for (const name of ['self_attn.o_proj', 'mlp.down_proj'])
      scale(tensor(weights, `model.layers.${layer}.${name}.weight`), start.damping);
  const views = Array.from({ length: previousHeads * model.rotary.headDim }, () =>
    Float32Array.from({ length: words - 1 }, () => normal() / Math.sqrt(words)),
  );
  preparePrevious(attentionOf(weights, 0), model, words, views);
  prepareMatching(attentionOf(weights, 1), model, words, views);
  return weights;
}

function tensor(weights: Weights, name: string): Float32Array {
  const found = weights.get(name);
  if (!found) throw new Error(`the model has no weight "${name}"`);
  return found;
}

const scale = (values: Float32Array, factor: number) =>
  values.forEach((value, i) => {
    values[i] = value * factor;
  });

function spreadTokens(weights: Weights, width: number, words: number): void {
  const table = tensor(weights, 'model.embed_tokens.weight');
  table.forEach((value, i) => {
    const dimension = i % width;
    const drawn = value * (dimension < words ? start.spread / 0.02 : 0.1);
    table[i] = dimension === 0 ? start.spread * start.constant : drawn;
  });
}

const attentionOf = (weights: Weights, layer: number) => {
  const of = (name: string) => tensor(weights, `model.layers.${layer}.self_attn.${name}_proj.weight`);
  return { q: of('q'), k: of('k'), v: of('v'), o: of('o') };
};
type Attention = ReturnType<typeof attentionOf>;

/** The constant turns to one angle as a query and to the next one as a key, so that they meet one token apart. */
function preparePrevious(
  { q, k, v, o }: Attention,
  { width, heads, rotary }: ModelDescription,
  words: number,
  views: Float32Array[],
) {
  const { headDim } = rotary;
  for (const [row, view] of views.entries()) {
    const within = row % headDim;
    if (within < angles) {
      const angle = rotary.inverseFrequencies[within] as number;
      q[row * width] = start.focus;
      k[row * width] = start.focus * Math.cos(angle);
      k[(row + headDim / 2) * width] = start.focus * Math.sin(angle);
    }
    v.fill(0, row * width, (row + 1) * width).set(view, row * width + 1);
    for (let to = 0; to < width; to++) o[to * heads * headDim + row] = to === words + row ? start.previous : 0;
  }
}

/** Queries are the token, keys the token before; what is read there is written as the next token. */
function prepareMatching(
  { q, k, v, o }: Attention,
  { width, heads, rotary }: ModelDescription,
  words: number,
  views: Float32Array[],
) {
  for (let row = 0; row < matchingHeads * rotary.headDim; row++) {
    const view = row % views.length;
    q.fill(0, row * width, (row + 1) * width).set(
      (views[view] as Float32Array).map((value) => value * start.match),
      row * width + 1,
    );
    k.fill(0, row * width, (row + 1) * width)[row * width + words + view] = start.match;
    const word = row + 1;
    v.fill(0, row * width, (row + 1) * width);
    if (word < words) v[row * width + word] = start.read;
    for (let to = 0; to < width; to++)
      o[to * heads * rotary.headDim + row] = to === word && word < words ? start.write : 0;
  }
}
