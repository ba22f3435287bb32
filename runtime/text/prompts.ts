/** The prompt templates, byte for byte as the published models were trained on them. */
import type { FineTuneConfig } from '../protocol/config.ts';

/** The prompt is before + note + after; the answer follows at once, then the end token. */
export interface PromptParts {
  readonly before: string;
  readonly after: string;
}

/** @param question the instruction of the row, or what the user asks */
export function promptParts(template: FineTuneConfig['prompt'], question: string): PromptParts {
  return templates[template](question);
}

const templates: Record<FineTuneConfig['prompt'], (question: string) => PromptParts> = {
  /**
   * Kweon et al., Findings of ACL 2024 (arXiv 2309.00237). The misspelt "languge" is theirs; the released models
   * have learnt it.
   */
  asclepius: (question) => ({
    before: `You are an intelligent clinical languge model.
Below is a snippet of patient's discharge summary and a following instruction from healthcare professional.
Write a response that appropriately completes the instruction.
The response should provide the accurate answer to the instruction, while being concise.

[Discharge Summary Begin]
`,
    after: `
[Discharge Summary End]

[Instruction Begin]
${question}
[Instruction End]
`,
  }),
  /** The hands-on session of KoSAIM 2024. Its template had no end token; here every example ends with one. */
  kosaim: (question) => ({
    before: `Instruct: Answer to the question for the given clinical note.
[note start]
`,
    after: `
[note end]

Question: ${question}

Output: `,
  }),
};
