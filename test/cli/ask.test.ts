import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryStorage } from '../server/runs.ts';
import { writeTinyModel } from '../server/tiny-model.ts';
import { asclepius, linesOf, start } from './command.ts';

let storage: string;
let model: string;
let note: string;
beforeAll(() => {
  storage = temporaryStorage();
  model = writeTinyModel(join(storage, 'model'));
  note = file('note.txt', 'Chief complaint: cough.\nAllergies: penicillin.\n');
});

const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(storage, name), content);
  return join(storage, name);
};
const common = () => ['--model', model, '--device', 'cpu', '--threads', '1', '--temperature', '1'];
const ask = (...args: string[]) => asclepius(storage, ['ask', ...args, ...common()]);

test('the answer goes to standard output, what produced it to standard error; with --json all as messages', async () => {
  const plain = await ask(note, 'Which allergies?', '--max-new-tokens', '8', '--seed', '3');
  expect(plain.code).toBe(0);
  expect(plain.stdout.trim()).not.toBe('');
  expect(plain.stderr).toContain(`model ${model} (`);
  expect(plain.stderr).toContain('read: characters 1–47');
  expect(plain.stderr).toContain('ended at the limit');
  const json = await ask(note, 'Which allergies?', '--max-new-tokens', '8', '--seed', '3', '--json');
  const messages = linesOf(json.stdout);
  const [tokens, last] = [messages.filter(({ type }) => type === 'token'), messages.at(-1)];
  expect(last).toMatchObject({ type: 'answer', question: 'Which allergies?', sampling: { seed: 3 } });
  expect(tokens.map(({ text }) => text).join('')).toBe(last?.text);
  expect(plain.stdout).toBe(`${last?.text}\n`);
});

test('a follow-up is read with the turns before it, and says how many', async () => {
  const sampled = [note, 'And which reaction?', '--max-new-tokens', '8', '--seed', '3'];
  const turn = (question: string, answer: string) => ['--earlier-question', question, '--earlier-answer', answer];
  const alone = await ask(...sampled);
  const following = await ask(...sampled, ...turn('Which complaint?', 'Cough.'), ...turn('Allergies?', 'Penicillin.'));
  expect(following.stderr).toContain('earlier turns read: 2 of 2');
  expect(following.stdout).not.toBe(alone.stdout);
  expect(alone.stderr).not.toContain('earlier turns');
});

test('Ctrl-C ends the answer under way', async () => {
  const command = start(storage, ['ask', note, 'Why?', ...common(), '--max-new-tokens', '1500', '--json']);
  await command.shows('"type":"token"');
  command.child.kill('SIGINT');
  const { code, stdout } = await command.outcome;
  expect(code).toBe(130);
  expect(stdout).not.toContain('"type":"answer"');
});

test('what cannot be answered is refused with the reason and the remedy', async () => {
  const refusals: [string[], string, string][] = [
    [[join(storage, 'none.txt'), 'Why?'], 'Note not found', 'Check the path'],
    [[storage, 'Why?'], 'it is a folder', 'Check the file'],
    [[file('scan.pdf', Uint8Array.of(37, 80, 68, 70, 0, 255)), 'Why?'], 'is not a text file', 'plain text, UTF-8'],
    [[file('latin.txt', Uint8Array.of(77, 252, 108)), 'Why?'], 'is not a text file', 'plain text, UTF-8'],
    [[file('empty.txt', '\n'), 'Why?'], 'The note is empty', 'Choose a note'],
    [[note], 'Give a question, or a task', '--help'],
    [[note, '--task', 'sumarization'], 'did you mean "Summarization"?', '--help'],
    [[note, 'Why?', '--top-p', '3'], '--top-p: ', '--help'],
    [[note, 'Why?', '--beams', 'many'], '--beams takes a number, not "many"', '--help'],
    [[note, 'Why?', '--earlier-question', 'Who?'], 'needs its --earlier-answer', '--help'],
    [[note, 'Why?', '--run', 'nowhere'], '--run brings model', '--help'],
  ];
  for (const [args, message, remedy] of refusals) {
    const { code, stdout, stderr } = await ask(...args);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(new RegExp(`remedy: .*${remedy}`));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  }
  const gone = await asclepius(storage, ['ask', note, 'Why?', '--model', join(storage, 'gone')]);
  expect(gone.stderr).toContain(`Model not found: ${join(storage, 'gone')}`);
  expect(gone.code).toBe(2);
});
