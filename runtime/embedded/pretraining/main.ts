/**
 * Makes the embedded base model from nothing: notes, starting weights, then the stages of pretraining one after another
 * by the ordinary command line, and last the model folder in 16 bits.
 *   node runtime/embedded/pretraining/main.ts WORK_FOLDER [FIRST_STAGE]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { FineTuneConfigInput } from '../../protocol/config.ts';
import { publishModel, writeStart } from './model-folder.ts';
import { stages } from './stages.ts';

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function node(...args: string[]): Promise<void> {
  await execa(process.execPath, args, { stdio: 'inherit' });
}

/** Trains one stage from the model of the one before. @returns the folder of what it made */
async function runStage(work: string, index: number): Promise<string> {
  const stage = stages[index] as (typeof stages)[number];
  const folder = join(work, `stage-${index + 1}`);
  const notes = join(work, `notes-${index + 1}.csv`);
  const before = index === 0 ? join(work, 'start') : join(work, `stage-${index}`, 'model');
  await node(place('../generator/main.ts'), 'pretraining', notes, String(stage.notes), String(stage.seed));
  const config: FineTuneConfigInput = { ...stage.config, model: before, data: { ...stage.config.data, source: notes } };
  const path = join(work, `stage-${index + 1}.finetune.json`);
  writeFileSync(path, JSON.stringify(config, null, 2));
  await node(place('../../cli/main.ts'), 'finetune', path, '--run', folder, '--json');
  return join(folder, 'model');
}

const [workFolder, first] = process.argv.slice(2);
if (workFolder === undefined) throw new Error('usage: main.ts WORK_FOLDER [FIRST_STAGE]');
const work = resolve(workFolder);
mkdirSync(work, { recursive: true });
writeStart(join(work, 'start'), place('../model'));
let made = '';
for (let index = Number(first ?? 1) - 1; index < stages.length; index++) made = await runStage(work, index);
publishModel(made, place('../model'));
