import { expect, test } from 'vitest';
import { nextInstruction, promptParts } from '../../runtime/text/prompts.ts';

const whole = (template: 'asclepius' | 'kosaim') => {
  const { before, after } = promptParts(template, 'Which drug?');
  return `${before}Pt on ASA.${after}`;
};

test('the Asclepius prompt is that of the published models, byte for byte', () => {
  expect(whole('asclepius')).toBe(
    'You are an intelligent clinical languge model.\n' +
      "Below is a snippet of patient's discharge summary and a following instruction from healthcare professional.\n" +
      'Write a response that appropriately completes the instruction.\n' +
      'The response should provide the accurate answer to the instruction, while being concise.\n' +
      '\n[Discharge Summary Begin]\nPt on ASA.\n[Discharge Summary End]\n' +
      '\n[Instruction Begin]\nWhich drug?\n[Instruction End]\n',
  );
});

test('the KoSAIM prompt ends where the answer begins', () => {
  expect(whole('kosaim')).toBe(
    'Instruct: Answer to the question for the given clinical note.\n' +
      '[note start]\nPt on ASA.\n[note end]\n\nQuestion: Which drug?\n\nOutput: ',
  );
});

test('a question or note with replacement patterns stays as it is', () => {
  expect(promptParts('asclepius', "$& $1 $'").after).toContain("\n$& $1 $'\n");
});

test('a follow-up gets the instruction of the template again, set off as the first one is', () => {
  expect(nextInstruction('asclepius', 'And why?')).toBe('\n\n[Instruction Begin]\nAnd why?\n[Instruction End]\n');
  expect(nextInstruction('kosaim', 'And why?')).toBe('\n\nQuestion: And why?\n\nOutput: ');
});
