import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../runtime/data/random.ts';
import { chooseToken, penalized, warped } from '../../runtime/generate/sampling.ts';
import { samplingSchema } from '../../runtime/protocol/ask.ts';
import { goldens } from './goldens.ts';

const { logits: values, seen, cases } = goldens.warping;
const logits = Float32Array.from(values);

describe('what is drawn from', () => {
  it.each(cases.map(({ setting, scores }) => ({ name: JSON.stringify(setting), setting, scores })))(
    'is what transformers leaves, with $name',
    ({ setting, scores }) => {
      const warping = samplingSchema.parse(setting);
      const ours = warped(penalized(logits, warping.repetitionPenalty, seen), warping);
      expect([...ours].map((score) => score === Number.NEGATIVE_INFINITY)).toEqual(
        scores.map((score) => score === null),
      );
      scores.forEach((score, i) => {
        if (score !== null) expect(ours[i]).toBeCloseTo(score, 5);
      });
    },
  );
});

describe('a token', () => {
  const sampling = (more: object) => samplingSchema.parse(more);
  const drawn = (more: object, seed: number, times: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: times }, () => chooseToken(logits, sampling(more), [], random));
  };

  it('is the likeliest where nothing is drawn, unless it was used and use is punished', () => {
    const likeliest = values.indexOf(Math.max(...values));
    expect(chooseToken(logits, sampling({}), [], seededRandom(1))).toBe(likeliest);
    expect(chooseToken(logits, sampling({ repetitionPenalty: 9 }), [likeliest], seededRandom(1))).not.toBe(likeliest);
  });

  it('is drawn by the seed: the same again, and another with another', () => {
    expect(drawn({ temperature: 1 }, 5, 40)).toEqual(drawn({ temperature: 1 }, 5, 40));
    expect(drawn({ temperature: 1 }, 6, 40)).not.toEqual(drawn({ temperature: 1 }, 5, 40));
  });

  it('is drawn as often as its probability says, and never where it is left out', () => {
    const scores = warped(logits, sampling({ temperature: 0.9, topK: 4 }));
    const weights = [...scores].map(Math.exp);
    const sum = weights.reduce((a, b) => a + b, 0);
    const counts = new Array<number>(24).fill(0);
    const times = 20_000;
    for (const token of drawn({ temperature: 0.9, topK: 4 }, 3, times)) counts[token] = (counts[token] as number) + 1;
    weights.forEach((weight, token) => {
      const share = weight / sum;
      // Five standard deviations of a binomial count.
      const allowed = 5 * Math.sqrt((share * (1 - share)) / times);
      expect(Math.abs((counts[token] as number) / times - share)).toBeLessThanOrEqual(allowed);
    });
  });
});
