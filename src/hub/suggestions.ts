/** Models that the families of the runtime can load, small enough for a machine without a graphics card. */

export interface Suggestion {
  readonly repo: string;
  /** From the number of parameters, in 16 bits; the hub says exactly what is fetched. */
  readonly approximateBytes: number;
  readonly license: string;
}

const smolLm2 = (size: string, parameters: number): Suggestion => ({
  repo: `HuggingFaceTB/SmolLM2-${size}-Instruct`,
  approximateBytes: 2 * parameters,
  license: 'apache-2.0',
});

export const suggestions: readonly Suggestion[] = [
  smolLm2('135M', 134_515_008),
  smolLm2('360M', 361_821_120),
  smolLm2('1.7B', 1_711_376_384),
];
