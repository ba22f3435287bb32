/** Training every weight: where the weights come from. */
import type { ModelDescription } from './model.ts';

/** All weights, read from the model's files. */
export function initialWeights(
  { weights }: ModelDescription,
  read: (name: string) => Float32Array,
): Map<string, Float32Array> {
  const tensors = new Map<string, Float32Array>();
  for (const name of weights.keys()) tensors.set(name, read(name));
  return tensors;
}

/** Fresh weights as transformers draws them: N(0, 0.02), norms 1. `normal` gives standard normal numbers. */
export function randomWeights({ weights }: ModelDescription, normal: () => number): Map<string, Float32Array> {
  const draw = (shape: readonly number[]) => {
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
    return shape.length === 1 ? data.fill(1) : data.map(() => 0.02 * normal());
  };
  return new Map([...weights].map(([name, shape]) => [name, draw(shape)]));
}
