/** The model card beside what was trained: what it is made of, under which terms, and how it did. No note text. */

export interface ModelCard {
  readonly baseModel: string;
  readonly data: string;
  readonly dataRows: number;
  /** Of the base model, where it names one. */
  readonly license?: string;
  readonly metrics: Readonly<Record<string, number>>;
}

/** Markdown with the front matter of the Hugging Face Hub. @param library peft or transformers */
export function modelCardText({ baseModel, data, dataRows, license, metrics }: ModelCard, library: string): string {
  const figures = Object.entries(metrics);
  return [
    '---',
    `library_name: ${library}`,
    `base_model: ${JSON.stringify(baseModel)}`,
    ...(license ? [`license: ${license}`] : []),
    'tags:',
    '- asclepius',
    '- clinical',
    '---',
    '',
    `# Fine-tuned from ${baseModel}`,
    '',
    'Trained on this machine with Asclepius for VS Code. **This is no medical device**: do not use its answers for the care',
    'of a patient. Weights trained on clinical notes can give away what was in them; treat this folder as you treat the',
    'notes.',
    '',
    '| | |',
    '|---|---|',
    `| base model | ${baseModel} |`,
    `| licence of the base model | ${license ?? 'not stated by the base model'} |`,
    `| training data | ${data}, ${dataRows} training rows; the data's own licence applies |`,
    ...figures.map(([name, value]) => `| ${name} | ${value} |`),
    '',
  ].join('\n');
}
