import { mkdirSync, rmSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../runtime/data/random.ts';
import { type AssistantOptions, createAssistant } from '../../runtime/generate/assistant.ts';
import { saveAdapter } from '../../runtime/io/adapter.ts';
import { adapterSpec, adapterTensors, initialAdapter } from '../../runtime/models/lora.ts';
import { describeModel } from '../../runtime/models/model.ts';
import { type AskProgress, type AskRequestInput, type AskToken, askRequestSchema } from '../../runtime/protocol/ask.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { newRun, temporaryStorage } from '../server/runs.ts';
import { tinyConfig, writeTinyModel } from '../server/tiny-model.ts';

let storage: string;
let model: string;
beforeAll(() => {
  storage = temporaryStorage();
  model = writeTinyModel(join(storage, 'model'));
});

const note = 'Chief complaint: cough.\nAllergies: penicillin.\nThe patient went home on the third day.\n';

/** An adapter of rank 2 with values that change every answer. */
function writeAdapter(folder: string, seed: number): string {
  const description = describeModel(tinyConfig);
  const { lora } = fineTuneConfigSchema.parse({ lora: { r: 2, alpha: 4 } });
  const spec = adapterSpec(description, lora);
  const random = seededRandom(seed);
  const parameters = initialAdapter(spec, random.next);
  for (const [name, values] of parameters)
    if (name.endsWith('lora_B')) for (let i = 0; i < values.length; i++) values[i] = random.next() - 0.5;
  const said = { r: 2, loraAlpha: 4, loraDropout: 0, useRslora: false, targetModules: ['q_proj'], baseModel: model };
  const card = { baseModel: model, data: 'test', dataRows: 1, metrics: {} };
  saveAdapter(folder, said, adapterTensors(spec, parameters), card);
  return folder;
}

function start(options: Partial<AssistantOptions> = {}) {
  const heard = { progress: [] as AskProgress[], tokens: [] as AskToken[] };
  const assistant = createAssistant({
    storage,
    onProgress: (progress) => heard.progress.push(progress),
    onToken: (token) => heard.tokens.push(token),
    ...options,
  });
  const ask = (more: Partial<AskRequestInput> = {}, signal?: AbortSignal) => {
    const common = { ask: 'a', model, note, question: 'Which allergies?', device: 'cpu', threads: 1 } as const;
    const sampling = { maxNewTokens: 12, temperature: 1, ...more.sampling };
    return assistant.answer(askRequestSchema.parse({ ...common, ...more, sampling }), signal);
  };
  const loads = () => heard.progress.filter(({ phase }) => phase === 'loading').length;
  return { assistant, ask, heard, loads };
}

describe('an answer', () => {
  it('streams: the pieces make up its text, and it carries what produced it', async () => {
    const { ask, heard, assistant } = start();
    const answer = await ask({ task: 'Summarization', question: '' });
    expect(heard.tokens.length).toBeGreaterThan(1);
    expect(heard.tokens.map(({ text }) => text).join('')).toBe(answer.text);
    expect(answer).toMatchObject({
      question: 'Summarize this note in three sentences.',
      model: { path: model, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      prompt: 'asclepius',
      read: [{ start: 0, end: note.length }],
      unread: [],
      device: 'cpu',
      threads: 1,
      sampling: { maxNewTokens: 12, temperature: 1, seed: 1 },
    });
    expect(answer.template.before).toMatch(/^You are an intelligent clinical languge model/);
    expect(answer.adapter).toBeUndefined();
    expect(answer.parts[0]?.newTokens).toBeLessThanOrEqual(12);
    expect(heard.progress.at(-1)).toMatchObject({ phase: 'reading', done: answer.parts[0]?.promptTokens });
    await assistant.release();
  });

  it('is another one with an adapter, by turns without loading, and the same as from a model that knows no other', async () => {
    const [one, two] = [writeAdapter(join(storage, 'one'), 1), writeAdapter(join(storage, 'two'), 2)];
    const fresh = async (adapter?: string) => {
      const { ask, assistant } = start();
      const { text } = await ask(adapter ? { adapter } : {});
      await assistant.release();
      return text;
    };
    const alone = [await fresh(), await fresh(one), await fresh(two)];
    expect(new Set(alone).size).toBe(3);
    const { ask, loads, assistant } = start();
    const turns = [one, undefined, two, one, undefined, two];
    const answers = [];
    for (const adapter of turns) answers.push(await ask(adapter ? { adapter } : {}));
    expect(answers.map(({ text }) => text)).toEqual(
      turns.map((adapter) => alone[[undefined, one, two].indexOf(adapter)]),
    );
    expect(loads()).toBe(1);
    expect(answers[0]?.adapter).toEqual({ path: one, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(answers[0]?.adapter?.sha256).not.toBe(answers[2]?.adapter?.sha256);
    // Each knows the note from its own turn before, and none takes another's memory for its own.
    expect(
      answers.slice(3).every(({ parts }) => parts[0]?.reusedTokens === (parts[0]?.promptTokens as number) - 1),
    ).toBe(true);
    await assistant.release();
  });

  it('to another question about the note reads only what is new, and is the same as without', async () => {
    const { ask, assistant } = start();
    await ask();
    const again = await ask({ question: 'How did the patient leave?' });
    const [part] = again.parts;
    expect(part?.reusedTokens).toBeGreaterThan(note.length / 2);
    expect(part?.reusedTokens).toBeLessThan((part?.promptTokens as number) - 20);
    const { ask: askFresh, assistant: other } = start();
    expect((await askFresh({ question: 'How did the patient leave?' })).text).toBe(again.text);
    await assistant.release();
    await other.release();
  });

  it('to a follow-up rests on the turns before it, and reads of them only what is new', async () => {
    const { ask, assistant } = start();
    const turn = (question: string, answer: string) => ({ question, answer });
    const turns = [turn('Which allergies?', 'Penicillin.'), turn('Since when?', 'The note does not say.')];
    const question = 'And the complaint?';
    const second = await ask({ question: 'Since when?', earlier: turns.slice(0, 1) });
    const third = await ask({ question, earlier: turns });
    expect(third.earlier).toEqual({ given: 2, read: 2 });
    expect(third.template.after).toContain('Penicillin.</s>\n\n[Instruction Begin]\nSince when?\n[Instruction End]\n');
    expect(third.template.after).toMatch(/And the complaint\?\n\[Instruction End\]\n$/);
    expect(third.parts[0]?.reusedTokens).toBeGreaterThanOrEqual(second.parts[0]?.promptTokens as number);
    const alone = await ask({ question });
    expect(alone.earlier).toEqual({ given: 0, read: 0 });
    expect(alone.text).not.toBe(third.text);
    const { ask: askFresh, assistant: other } = start();
    expect((await askFresh({ question, earlier: turns })).text).toBe(third.text);
    await assistant.release();
    await other.release();
  });

  it('tells how many earlier turns had room beside the note', async () => {
    const { ask, assistant } = start();
    const earlier = Array.from({ length: 5 }, (_, i) => ({
      question: `Question ${i}?`,
      answer: 'It is so. '.repeat(10),
    }));
    const answer = await ask({ earlier, contextTokens: 900 });
    expect(answer.earlier.given).toBe(5);
    expect(answer.earlier.read).toBeGreaterThan(0);
    expect(answer.earlier.read).toBeLessThan(5);
    expect(answer.template.after).toContain('Question 4?');
    expect(answer.template.after).not.toContain('Question 0?');
    expect(answer.parts[0]?.promptTokens).toBeLessThanOrEqual(900 - 12);
    expect(answer.read).toEqual([{ start: 0, end: note.length }]);
    await assistant.release();
  });

  it('of a run comes from its model, with its adapter and its prompt', async () => {
    const run = newRun(storage, 'asked', { model, prompt: 'kosaim' });
    const { ask, assistant } = start();
    await expect(ask({ run: run.id })).rejects.toMatchObject({ code: 'runUnfinished' });
    const adapter = writeAdapter(join(run.folder, 'adapter'), 3);
    const answer = await ask({ run: run.id });
    expect(answer).toMatchObject({ prompt: 'kosaim', model: { path: model }, adapter: { path: adapter } });
    expect(answer.template.before).toContain('[note start]');
    await assistant.release();
  });

  it('ends before a stop text', async () => {
    const { ask, assistant } = start();
    const { text } = await ask();
    const stop = text.slice(3, 5);
    const answer = await ask({ sampling: { stop: [stop] } });
    expect(answer.text).toBe(text.slice(0, text.indexOf(stop)).trimEnd());
    expect(answer.parts[0]?.ended).toBe('stop');
    await assistant.release();
  });
});

describe('a note that is longer than what is read at once', () => {
  const long = Array.from({ length: 40 }, (_, i) => `Hospital course:\nDay ${i}. ${note}`).join('\n');

  it('is read in parts that the answer names; what is not read, too', async () => {
    const { ask, heard, assistant } = start();
    const answer = await ask({ note: long, contextTokens: 700, maxParts: 3, question: 'What about day 17?' });
    expect(answer.parts).toHaveLength(3);
    const ranges = [...answer.read, ...answer.unread].sort((a, b) => a.start - b.start);
    expect(ranges.map(({ start, end }) => long.slice(start, end)).join('')).toBe(long);
    expect(answer.unread.length).toBeGreaterThan(0);
    expect(answer.read.some(({ start, end }) => long.slice(start, end).includes('Day 17.'))).toBe(true);
    for (const { start, end, heading, text, promptTokens, newTokens } of answer.parts) {
      expect(heading).toBe('Hospital course');
      expect(answer.text).toContain(`Hospital course (characters ${start + 1} to ${end})`);
      expect(answer.text).toContain(text);
      expect(promptTokens + newTokens).toBeLessThanOrEqual(700);
    }
    expect(new Set(heard.tokens.map(({ part }) => part))).toEqual(new Set([0, 1, 2]));
    await assistant.release();
  });

  it('is read without the turns before the question', async () => {
    const { ask, assistant } = start();
    const earlier = [{ question: 'Which day?', answer: 'Day 17.' }];
    const asked = { note: long, contextTokens: 700, maxParts: 2 };
    const [alone, following] = [await ask(asked), await ask({ ...asked, earlier })];
    expect(following.earlier).toEqual({ given: 1, read: 0 });
    expect(following.parts.map(({ text }) => text)).toEqual(alone.parts.map(({ text }) => text));
    await assistant.release();
  });

  it('is refused when nothing but the question fits', async () => {
    const { ask, assistant } = start();
    const refused = { code: 'questionTooLong' };
    await expect(ask({ question: 'why '.repeat(300), contextTokens: 700 })).rejects.toMatchObject(refused);
    await expect(ask({ note: ' \n ' })).rejects.toMatchObject({ code: 'noteEmpty' });
    await expect(ask({ model: join(storage, 'gone') })).rejects.toMatchObject({ code: 'modelMissing' });
    expect((await ask()).text).not.toBe('');
    await assistant.release();
  });
});

describe('requests', () => {
  it('are answered one after another; one that is cancelled ends within a token, or leaves the queue', async () => {
    const cancel = new AbortController();
    const leave = new AbortController();
    const heard: AskToken[] = [];
    const {
      ask,
      heard: told,
      assistant,
    } = start({
      onToken(token) {
        heard.push(token);
        if (token.ask === 'first') cancel.abort();
      },
    });
    const first = ask({ ask: 'first', sampling: { maxNewTokens: 500 } }, cancel.signal);
    const second = ask({ ask: 'second' }, leave.signal);
    const third = ask({ ask: 'third' });
    expect(assistant.status().requests).toBe(3);
    leave.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect((await third).text).not.toBe('');
    expect(heard.filter(({ ask: name }) => name === 'first')).toHaveLength(1);
    expect(heard.map(({ ask: name }) => name)).not.toContain('second');
    expect(told.progress.filter(({ phase }) => phase === 'queued')).toMatchObject([
      { ask: 'second', ahead: 1 },
      { ask: 'third', ahead: 2 },
    ]);
    await assistant.release();
  });
});

describe('the model', () => {
  const isReleased = async ({ assistant }: ReturnType<typeof start>) => {
    while (assistant.status().model !== undefined) await delay(5);
  };

  it('stays warm for as long as was asked for, and then goes', async () => {
    const started = start();
    await started.ask({ keepWarmSeconds: 60 });
    await delay(150);
    expect(started.assistant.status()).toMatchObject({ model, requests: 0 });
    expect(started.assistant.status().bytes).toBeGreaterThan(0);
    await started.ask({ keepWarmSeconds: 0.05 });
    await isReleased(started);
    expect(started.assistant.status().bytes).toBe(0);
    expect(started.loads()).toBe(1);
    await started.ask({ keepWarmSeconds: 60 });
    expect(started.loads()).toBe(2);
    await started.assistant.release();
  });

  it('goes when memory runs short', async () => {
    let available = totalmem();
    const started = start({ availableMemory: () => available, memoryInterval: 10 });
    await started.ask();
    await delay(50);
    expect(started.assistant.status().model).toBe(model);
    available = 1;
    await isReleased(started);
  });

  it('is read anew where its files have changed', async () => {
    const folder = writeTinyModel(join(storage, 'changing'));
    const started = start();
    const before = await started.ask({ model: folder });
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    writeTinyModel(folder, { poison: true });
    const after = await started.ask({ model: folder });
    expect(started.loads()).toBe(2);
    expect(after.model.sha256).not.toBe(before.model.sha256);
    await started.assistant.release();
  });
});
