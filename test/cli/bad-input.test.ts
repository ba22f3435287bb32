/** What a user may get wrong: each names the thing and the remedy, with exit code 2 and nothing left half-written. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openJournal } from '../../runtime/runs/journal.ts';
import { findRun, listRuns } from '../../runtime/runs/run-folder.ts';
import { checkpointSteps } from '../../runtime/train/state.ts';
import { faultyDisk, newRun, start as startRun, temporaryStorage } from '../server/runs.ts';
import { tinyConfig, writeNotes, writeTinyModel } from '../server/tiny-model.ts';
import { asclepius, type Outcome, writeConfig } from './command.ts';

let storage: string;
let model: string;
let notes: string;

beforeAll(() => {
  storage = temporaryStorage();
  model = writeTinyModel(join(storage, 'model'));
  notes = writeNotes(join(storage, 'notes.csv'), 16);
});

/** Every refusal looks the same: the thing, the remedy, no stack, no run. */
function expectRefusal({ code, stdout, stderr }: Outcome, message: string, remedy: string): void {
  expect(stderr).toContain(`error: ${message}`);
  expect(stderr).toContain(`remedy: ${remedy}`);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(code).toBe(2);
  expect(stdout).not.toContain('"type":"step"');
  expect(existsSync(join(storage, 'runs')) ? listRuns(storage) : []).toEqual([]);
}

const config = { prompt: 'kosaim', sequenceLength: 512, lora: { r: 2 }, device: 'cpu', threads: 1 } as const;
let configs = 0;

/** Fine-tunes with the real trainer, on the tiny model and notes where nothing else is said. */
async function finetune(overrides: object, args: string[] = []): Promise<Outcome> {
  const path = join(storage, `c${++configs}.finetune.json`);
  writeFileSync(path, JSON.stringify({ ...config, model, data: { source: notes }, maxSteps: 2, ...overrides }));
  return asclepius(storage, ['finetune', path, '--json', ...args], { ASCLEPIUS_TRAINER: '' });
}

const file = (name: string, content: string) => {
  writeFileSync(join(storage, name), content);
  return join(storage, name);
};

test('a config that is missing, no JSON, or has an unknown key or a value out of range', async () => {
  const nowhere = join(storage, 'nowhere.json');
  expectRefusal(await asclepius(storage, ['finetune', nowhere]), `Config not found: ${nowhere}`, 'Check the path');
  const broken = file('broken.json', '{\n "name": "x",\n "Jane Doe" }');
  const outcome = await asclepius(storage, ['finetune', broken]);
  expectRefusal(outcome, `Config ${broken}: not JSON`, 'Mend the value');
  expect(outcome.stderr).not.toContain('Jane');
  const misspelt = file('misspelt.json', '{"lora":{"rank":8,"alhpa":16}}');
  expectRefusal(await asclepius(storage, ['finetune', misspelt]), `Config ${misspelt}: unknown key "lora.`, '');
  const near = file('near.json', '{"epoch":8}');
  expectRefusal(
    await asclepius(storage, ['finetune', near]),
    `Config ${near}: unknown key "epoch"`,
    'Did you mean "epochs"?',
  );
  const range = file('range.json', '{"lora":{"r":0}}');
  expectRefusal(await asclepius(storage, ['finetune', range]), `Config ${range}: lora.r: `, 'Mend the value');
});

test('a model or data file that is not there', async () => {
  const nowhere = join(storage, 'nowhere');
  expectRefusal(await finetune({ model: nowhere }), `Model not found: ${nowhere}`, 'Check the path');
  expectRefusal(await finetune({ data: { source: nowhere } }), `Data not found: ${nowhere}`, 'Check the path');
});

test('a table with wrong columns, without rows, or without a row of a task that was asked for', async () => {
  const columns = file('columns.csv', 'patient_id,note,question,reply,task\n1,a,b,c,Paraphrasing\n');
  expectRefusal(
    await finetune({ data: { source: columns } }),
    `${columns} lacks the column "answer"`,
    'Rename the columns',
  );
  const empty = file('empty.csv', 'patient_id,note,question,answer,task\n');
  expectRefusal(await finetune({ data: { source: empty } }), `${empty} holds no usable row`, 'Choose a file');
  const one = writeNotes(join(storage, 'one.csv'), 4, 'Paraphrasing');
  const asked = { source: one, tasks: ['Paraphrasing', 'Summarization'] };
  expectRefusal(await finetune({ data: asked }), 'No row of the task "Summarization"', 'Remove the task');
});

test('a target module that matches nothing', async () => {
  const outcome = await finetune({ lora: { r: 2, targetModules: ['Wqkv'] } });
  expectRefusal(outcome, 'lora.targetModules: "Wqkv" matches no linear layer', 'Use "all-linear" or some of "');
  expect(outcome.stderr).toContain('"q_proj"');
});

test('weights that are cut off or lie, and a model of a type not known', async () => {
  const bad = (name: string, spoil: (weights: string, folder: string) => void) => {
    const folder = join(storage, name);
    mkdirSync(folder);
    for (const part of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'])
      copyFileSync(join(model, part), join(folder, part));
    spoil(join(folder, 'model.safetensors'), folder);
    return folder;
  };
  const cut = bad('cut', (weights) => truncateSync(weights, 20_000));
  expectRefusal(await finetune({ model: cut }), join(cut, 'model.safetensors'), 'Get the file again');
  const huge = bad('huge', (weights) => {
    const bytes = readFileSync(weights);
    bytes.writeBigUInt64LE(2n ** 60n);
    writeFileSync(weights, bytes);
  });
  expectRefusal(await finetune({ model: huge }), join(huge, 'model.safetensors'), 'Get the file again');
  const other = bad('other', (_, folder) =>
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...tinyConfig, model_type: 'mamba' })),
  );
  expectRefusal(await finetune({ model: other }), 'Unknown model_type "mamba"', 'Choose a model of the type "llama"');
});

test('a loss that is not a number at the first step', async () => {
  const poisoned = writeTinyModel(join(storage, 'poisoned'), { poison: true });
  expectRefusal(await finetune({ model: poisoned }), 'The loss is not a number at step 1', 'Lower the learning rate');
});

test('a disk without space for the run', async () => {
  const path = writeConfig(storage, 'plain');
  const outcome = await asclepius(storage, ['finetune', path], faultyDisk('full /config.json'));
  expectRefusal(outcome, 'No space left to write', 'Free some space');
});

test('a port that is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const outcome = await finetune({}, ['--port', String(port)]);
  taken.close();
  expectRefusal(outcome, `Port ${port} is taken`, 'Give another port');
});

test('options and commands that do not exist or do not fit', async () => {
  const refused = async (args: string[], message: string) =>
    expectRefusal(await asclepius(storage, args), message, 'See "asclepius --help"');
  await refused(['finetun'], 'Unknown command "finetun"; did you mean "finetune"?');
  await refused(['finetune', '--devise', 'cpu'], 'Unknown option "--devise"; did you mean "--device"?');
  await refused(['finetune', '--max-steps', '-1'], '');
  await refused(['resume'], 'resume needs a run');
  await refused(['data', 'summary'], 'data takes "summary FILE"');
});

test('a wrong token', async () => {
  const own = temporaryStorage();
  const run = newRun(own, 'hang');
  await startRun(own, run);
  const path = join(run.folder, 'endpoint.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), token: 'guess' }));
  const { code, stderr } = await asclepius(own, ['resume', run.id]);
  expect(stderr).toContain('error: The runtime refused the connection: wrong token');
  expect(stderr).toContain('remedy: Reconnect through the run folder');
  expect(code).toBe(2);
});

test('a loss that turns into no number later stops the run and keeps its last good checkpoint', async () => {
  const own = temporaryStorage();
  const path = writeConfig(own, 'nan', { checkpoint: { everySteps: 2 } });
  const { code, stderr } = await asclepius(own, ['finetune', path]);
  expect(stderr).toContain('error: The loss is not a number at step 3');
  expect(stderr).toContain('The checkpoint of step 2 is kept. Lower the learning rate');
  expect(code).toBe(2);
  const [run] = listRuns(own);
  expect(await checkpointSteps(run?.folder ?? '')).toEqual([2]);
});

test('a run that is not there, or cannot be read', async () => {
  const own = temporaryStorage();
  expectRefusal(await asclepius(own, ['resume', 'nobody']), 'No run "nobody"', 'List the runs');
  const run = newRun(own, 'plain');
  const journal = openJournal(run.folder);
  journal.close();
  writeFileSync(join(run.folder, 'journal.jsonl'), 'text\n');
  const { code, stderr } = await asclepius(own, ['resume', findRun(own, run.id).id]);
  expect(stderr).toContain('cannot be read: line 1 of its journal');
  expect(code).toBe(2);
});
