/** AdamW (Loshchilov & Hutter 2019, arXiv 1711.05101), step for step as PyTorch computes it. */
import type { FineTuneConfig } from '../protocol/config.ts';

export interface Moments {
  readonly m: Float32Array;
  readonly v: Float32Array;
}
export interface AdamState {
  /** Steps done. */
  step: number;
  readonly moments: ReadonlyMap<string, Moments>;
}

export function newAdamState(parameters: ReadonlyMap<string, Float32Array>): AdamState {
  const moments = [...parameters].map(
    ([name, { length }]) => [name, { m: new Float32Array(length), v: new Float32Array(length) }] as const,
  );
  return { step: 0, moments: new Map(moments) };
}

/** The Euclidean norm over all gradients. */
export function gradientNorm(gradients: ReadonlyMap<string, Float32Array>): number {
  let sum = 0;
  for (const gradient of gradients.values())
    for (let i = 0; i < gradient.length; i++) sum += (gradient[i] as number) ** 2;
  return Math.sqrt(sum);
}

/**
 * Updates the parameters in place. Gradients are first scaled so that their norm is at most maxGradNorm, as
 * torch.nn.utils.clip_grad_norm_ does.
 */
export function adamStep(
  parameters: ReadonlyMap<string, Float32Array>,
  gradients: ReadonlyMap<string, Float32Array>,
  state: AdamState,
  options: FineTuneConfig['optimizer'],
  learningRate: number,
  norm: number,
): void {
  state.step++;
  const { beta1, beta2, epsilon, weightDecay, maxGradNorm } = options;
  const clip = maxGradNorm > 0 ? Math.min(1, maxGradNorm / (norm + 1e-6)) : 1;
  const stepSize = learningRate / (1 - beta1 ** state.step);
  const correction = Math.sqrt(1 - beta2 ** state.step);
  const decay = 1 - learningRate * weightDecay;
  for (const [name, parameter] of parameters) {
    const gradient = gradients.get(name);
    const moments = state.moments.get(name);
    if (!gradient || !moments) continue;
    const { m, v } = moments;
    for (let i = 0; i < parameter.length; i++) {
      const g = (gradient[i] as number) * clip;
      const first = beta1 * (m[i] as number) + (1 - beta1) * g;
      const second = beta2 * (v[i] as number) + (1 - beta2) * g * g;
      m[i] = first;
      v[i] = second;
      parameter[i] = (parameter[i] as number) * decay - (stepSize * first) / (Math.sqrt(second) / correction + epsilon);
    }
  }
}
