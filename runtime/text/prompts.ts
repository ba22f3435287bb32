/** The prompt templates, byte for byte as the published models were trained on them. */
import type { FineTuneConfig } from '../protocol/config.ts';

type Template = FineTuneConfig['prompt'];

/** The prompt is before + note + after; the answer follows at once, then the end token. */
export interface PromptParts {
  readonly before: string;
  readonly after: string;
}

/** @param question the instruction of the row, or what the user asks */
export function promptParts(template: Template, question: string): PromptParts {
  const { before, afterNote } = templates[template];
  return { before, after: afterNote + nextInstruction(template, question) };
}

/** What stands between the end token of an answer and the answer to the next question: set off as the first question is. */
export function nextInstruction(template: Template, question: string): string {
  return `\n\n${templates[template].instruction(question)}`;
}

interface TemplateParts {
  readonly before: string;
  readonly afterNote: string;
  instruction(question: string): string;
}

const templates: Record<Template, TemplateParts> = {
  /**
   * Kweon et al., Findings of ACL 2024 (arXiv 2309.00237). The misspelt "languge" is theirs; the released models
   * have learnt it.
   */
  asclepius: {
    before: `You are an intelligent clinical languge model.
Below is a snippet of patient's discharge summary and a following instruction from healthcare professional.
Write a response that appropriately completes the instruction.
The response should provide the accurate answer to the instruction, while being concise.

[Discharge Summary Begin]
`,
    afterNote: `
[Discharge Summary End]`,
    instruction: (question) => `[Instruction Begin]
${question}
[Instruction End]
`,
  },
  /** The hands-on session of KoSAIM 2024. Its template had no end token; here every example ends with one. */
  kosaim: {
    before: `Instruct: Answer to the question for the given clinical note.
[note start]
`,
    afterNote: `
[note end]`,
    instruction: (question) => `Question: ${question}

Output: `,
  },
};
