/** `asclepius ask`: a question about a note in a file, answered as it is written. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Assistant } from '../generate/assistant.ts';
import {
  type Answer,
  type AskProgress,
  type AskRequestInput,
  type AskToken,
  askRequestSchema,
  type EarlierTurn,
} from '../protocol/ask.ts';
import { tasks } from '../protocol/config.ts';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { nearest } from '../protocol/nearest.ts';
import { storageFolder } from '../runs/storage.ts';
import { readArguments } from './arguments.ts';
import { exitCodes } from './failure.ts';
import { count } from './figures.ts';

const options = {
  task: { type: 'string' },
  'earlier-question': { type: 'string', multiple: true },
  'earlier-answer': { type: 'string', multiple: true },
  model: { type: 'string' },
  run: { type: 'string' },
  adapter: { type: 'string' },
  prompt: { type: 'string' },
  'max-new-tokens': { type: 'string' },
  temperature: { type: 'string' },
  'top-k': { type: 'string' },
  'top-p': { type: 'string' },
  'min-p': { type: 'string' },
  'repetition-penalty': { type: 'string' },
  beams: { type: 'string' },
  'length-penalty': { type: 'string' },
  seed: { type: 'string' },
  stop: { type: 'string', multiple: true },
  context: { type: 'string' },
  'max-parts': { type: 'string' },
  device: { type: 'string' },
  threads: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, options, 2);
  const [file, question] = positionals;
  if (file === undefined) throw errors.usage('ask needs the file of a note; "-" is standard input');
  const request = requestOf(values, question, readNote(file));
  const show = values.json ? jsonView() : textView();
  // Loaded here, as it brings the library that computes along.
  const { createAssistant } = await import('../generate/assistant.ts');
  const assistant = createAssistant({ storage: storageFolder(), onProgress: show.progress, onToken: show.token });
  return answerUnlessInterrupted(assistant, request, show);
}

async function answerUnlessInterrupted(assistant: Assistant, request: AskRequestInput, show: View): Promise<number> {
  const interrupt = new AbortController();
  const onInterrupt = () => (interrupt.signal.aborted ? process.exit(exitCodes.interrupted) : interrupt.abort());
  process.on('SIGINT', onInterrupt);
  try {
    show.answer(await assistant.answer(askRequestSchema.parse(request), interrupt.signal));
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof AsclepiusError && error.code === 'cancelled')) throw error;
    show.interrupted();
    return exitCodes.interrupted;
  } finally {
    process.off('SIGINT', onInterrupt);
    await assistant.release();
  }
}

/** @throws fileMissing, fileUnreadable, noteBinary */
function readNote(path: string): string {
  const found = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path !== '-' && !found) throw errors.fileMissing(path, 'Note');
  if (found?.isDirectory()) throw errors.fileUnreadable(path, 'Note', 'it is a folder');
  const bytes = readFileSync(path === '-' ? 0 : path);
  // A text has no zero bytes, and UTF-8 has a form that other files seldom keep to.
  if (bytes.includes(0)) throw errors.noteBinary(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw errors.noteBinary(path);
  }
}

type Values = ReturnType<typeof readArguments<typeof options>>['values'];

/** @throws usage for a value that the schema does not take */
function requestOf(values: Values, question: string | undefined, note: string): AskRequestInput {
  if (values.run !== undefined && (values.model ?? values.adapter ?? values.prompt) !== undefined)
    throw errors.usage('--run brings model, adapter and prompt along: leave them out');
  if (question === undefined && values.task === undefined) throw errors.usage('Give a question, or a task with --task');
  const request = defined({
    ask: 'cli',
    note,
    question,
    task: values.task === undefined ? undefined : taskNamed(values.task),
    earlier: earlierTurns(values),
    model: values.model === undefined || values.model === 'embedded' ? values.model : resolve(values.model),
    adapter: values.adapter === undefined ? undefined : resolve(values.adapter),
    run: values.run,
    prompt: values.prompt,
    device: values.device,
    threads: numberOf(values, 'threads'),
    contextTokens: numberOf(values, 'context'),
    maxParts: numberOf(values, 'max-parts'),
    keepWarmSeconds: 0,
    sampling: defined({
      maxNewTokens: numberOf(values, 'max-new-tokens'),
      temperature: numberOf(values, 'temperature'),
      topK: numberOf(values, 'top-k'),
      topP: numberOf(values, 'top-p'),
      minP: numberOf(values, 'min-p'),
      repetitionPenalty: numberOf(values, 'repetition-penalty'),
      beams: numberOf(values, 'beams'),
      lengthPenalty: numberOf(values, 'length-penalty'),
      seed: numberOf(values, 'seed'),
      stop: values.stop,
    }),
  });
  const parsed = askRequestSchema.safeParse(request);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
  const name = String(path.at(-1) ?? 'question').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw errors.usage(`--${name.replace('context-tokens', 'context')}: ${message}`);
}

/** The first question goes with the first answer, and so on. @throws usage where one lacks the other */
function earlierTurns(values: Values): EarlierTurn[] {
  const [questions, answers] = [values['earlier-question'] ?? [], values['earlier-answer'] ?? []];
  if (questions.length !== answers.length)
    throw errors.usage('Each --earlier-question needs its --earlier-answer, in the same order');
  return questions.map((question, i) => ({ question, answer: answers[i] ?? '' }));
}

function defined<T extends Record<string, unknown>>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function numberOf(values: Values, name: keyof Values): number | undefined {
  const value = values[name];
  if (typeof value !== 'string') return undefined;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) throw errors.usage(`--${name} takes a number, not "${value}"`);
  return number;
}

/** Whatever its case. */
function taskNamed(name: string): string {
  const found = tasks.find((task) => task.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const near = nearest(name, tasks);
  throw errors.usage(`Unknown task "${name}"; ${near ? `did you mean "${near}"?` : `there are ${tasks.join(', ')}`}`);
}

interface View {
  progress(progress: AskProgress): void;
  token(token: AskToken): void;
  answer(answer: Answer): void;
  interrupted(): void;
}

/** One message a line on standard output; the last is the answer. */
function jsonView(): View {
  const say = (type: string, value: object) => console.log(JSON.stringify({ type, ...value }));
  return {
    progress: (progress) => say('progress', progress),
    token: (token) => say('token', token),
    answer: (answer) => say('answer', answer),
    interrupted: () => {},
  };
}

/** The answer alone on standard output; on standard error what is going on and what produced it. */
function textView(): View {
  let part = 0;
  const note = (text: string) => console.error(text);
  return {
    progress(progress) {
      if (progress.phase === 'loading' && progress.total > 0 && progress.done === 0) note('Converting the weights …');
      if (progress.phase === 'reading' && progress.parts > 1 && progress.done === progress.reused)
        note(`Reading part ${progress.part + 1} of ${progress.parts} …`);
    },
    token(token) {
      if (token.part > part) process.stdout.write('\n\n');
      part = token.part;
      process.stdout.write(token.text);
    },
    answer(answer) {
      process.stdout.write('\n');
      note(`\n${provenance(answer)}`);
    },
    interrupted: () => note('\nInterrupted.'),
  };
}

/** What produced the answer, and what it leaves out. */
function provenance({ parts, read, unread, earlier, model, adapter, seconds, tokensPerSecond }: Answer): string {
  const ranges = (list: Answer['read']) => list.map(({ start, end }) => `${count(start + 1)}–${count(end)}`).join(', ');
  const tokens = parts.reduce((sum, { newTokens }) => sum + newTokens, 0);
  const files = [`model ${model.path} (${model.sha256.slice(0, 12)})`];
  if (adapter) files.push(`adapter ${adapter.path} (${adapter.sha256.slice(0, 12)})`);
  const lines = [files.join(', ')];
  const of = parts.length > 1 ? ` in ${parts.length} parts` : '';
  lines.push(`read: characters ${ranges(read)}${of}${unread.length > 0 ? `; NOT read: ${ranges(unread)}` : ''}`);
  if (earlier.given > 0) lines.push(`earlier turns read: ${earlier.read} of ${earlier.given}`);
  if (parts.some(({ ended }) => ended === 'limit'))
    lines.push('the answer ended at the limit of tokens, not by itself');
  const speed = tokensPerSecond > 0 ? `, ${tokensPerSecond.toFixed(1)} tokens/s` : '';
  lines.push(`first token after ${(seconds.loading + seconds.firstToken).toFixed(2)} s, ${tokens} tokens${speed}`);
  return lines.join('\n');
}
