import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beamSearch } from '../../runtime/generate/beams.ts';
import { createDecoder, type Decoder, type Loaded, prefill } from '../../runtime/generate/decoder.ts';
import { write } from '../../runtime/generate/write.ts';
import { samplingSchema } from '../../runtime/protocol/ask.ts';
import { goldenModels, relativeError } from '../goldens/load.ts';
import { goldenTraining, openTiny } from '../models/tiny.ts';
import { type GoldenText, goldens } from './goldens.ts';

it('ends early in some of the golden searches', () => {
  const searches = goldenModels.flatMap((name) => goldens.generation[name].cases).filter(({ beams }) => beams > 1);
  expect(searches.some(({ tokens }) => tokens.length < 16)).toBe(true);
});

describe.each(goldenModels)('a text written by %s', (name) => {
  const tiny = openTiny(name);
  const { options, parameters } = goldenTraining(tiny, 'lora');
  const { prompt, cases } = goldens.generation[name];
  let decoder: Decoder;
  let loaded: Loaded;
  beforeAll(async () => {
    decoder = await createDecoder(tiny, { adapter: options.adapter, trainWeights: false, device: 'cpu', threads: 1 });
    loaded = decoder.load(parameters, options.adapter?.scale);
  });
  afterAll(() => decoder?.release());

  const writingOf = ({ end, tokens: _, ...setting }: GoldenText, more: object = {}) => ({
    decoder,
    loaded,
    cache: decoder.newCache(64),
    prompt,
    ends: new Set([end]),
    sampling: samplingSchema.parse({ maxNewTokens: 16, ...setting, ...more }),
  });

  /** As transformers gives it: with its end token. */
  async function greedy(golden: GoldenText): Promise<number[]> {
    const tokens: number[] = [];
    const writing = write(writingOf(golden));
    for (;;) {
      const { done, value } = await writing.next();
      if (done) return value === 'end' ? [...tokens, golden.end] : tokens;
      tokens.push(value);
    }
  }
  async function beams(golden: GoldenText): Promise<number[]> {
    const { tokens, ended } = await beamSearch(writingOf(golden));
    return ended === 'end' ? [...tokens, golden.end] : [...tokens];
  }

  it('is the one that transformers writes, token by token', async () => {
    const single = cases.filter((golden) => golden.beams === 1);
    expect(single.some(({ tokens }) => tokens.length < 16)).toBe(true);
    for (const golden of single) expect(await greedy(golden)).toEqual(golden.tokens);
  });

  it('is the one that transformers finds with several beams, penalties of length and of repetition, and end tokens', async () => {
    const several = cases.filter((golden) => golden.beams > 1);
    const wrong = [];
    for (const golden of several) {
      const { tokens, ...setting } = golden;
      const ours = await beams(golden);
      if (JSON.stringify(ours) !== JSON.stringify(tokens)) wrong.push({ setting, ours, tokens });
    }
    expect(wrong).toEqual([]);
  });

  it('that repeats itself takes fewer runs than it has tokens, and leaves a cache that holds just it', async () => {
    const [golden] = cases as [GoldenText, ...GoldenText[]];
    const writing = writingOf({ ...golden, end: -1 }, { maxNewTokens: 100 });
    const following = (token: number) => 5 + ((token + 1) % 12);
    let runs = 0;
    const advance: Decoder['advance'] = async (cache, rows, trained) => {
      runs++;
      const logits = await decoder.advance(cache, rows, trained);
      (rows.wanted ?? [rows.tokens.length - 1]).forEach((row, i) => {
        logits[i]?.fill(0).fill(1, following(rows.tokens[row] as number), following(rows.tokens[row] as number) + 1);
      });
      return logits;
    };
    const tokens = [...prompt];
    for await (const token of write({ ...writing, decoder: { ...decoder, advance } })) tokens.push(token);
    const written = tokens.slice(prompt.length - 1);
    expect(written.length).toBe(101);
    expect(written.slice(1)).toEqual(written.slice(0, -1).map(following));
    expect(runs).toBeLessThan(40);
    expect(writing.cache.length).toBe(tokens.length - 1);
    const kept = await prefill(decoder, writing.cache, tokens.slice(-1), loaded);
    const anew = await prefill(decoder, decoder.newCache(64), tokens, loaded);
    expect(relativeError(kept, anew)).toBeLessThan(2e-5);
  });

  it('is given up before its next token where it is cancelled', async () => {
    const [golden] = cases as [GoldenText, ...GoldenText[]];
    const cancel = new AbortController();
    const writing = write({ ...writingOf(golden), signal: cancel.signal });
    await writing.next();
    cancel.abort();
    await expect(writing.next()).rejects.toMatchObject({ code: 'cancelled' });
    await expect(beamSearch({ ...writingOf(golden, { beams: 2 }), signal: cancel.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
