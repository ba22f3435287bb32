/** Who may answer: what a run has learned, a run's model without it, or a model on its own. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { z } from 'zod';
import type { AskRequestInput } from '../../runtime/protocol/ask.ts';
import { findRun, listRuns, type Run, readRunConfig } from '../../runtime/runs/run-folder.ts';
import { storage } from '../storage.ts';
import { nameOf } from '../training/names.ts';

export const answererSchema = z.discriminatedUnion('kind', [
  /** With what the run learned. */
  z.strictObject({ kind: z.literal('run'), run: z.string() }),
  /** The model that the run began with. */
  z.strictObject({ kind: z.literal('base'), run: z.string() }),
  /** "embedded", or the path of a model folder or GGUF file. */
  z.strictObject({ kind: z.literal('model'), model: z.string() }),
]);
export type Answerer = z.output<typeof answererSchema>;

/** Runs that have something to answer with, the newest first. */
export const runsWithResult = (): Run[] => listRuns(storage()).filter(resultOf).reverse();

/** The file that marks what a run has learned: an adapter, or after full training a whole model. */
function resultOf({ folder }: Pick<Run, 'folder'>): string | undefined {
  return [join(folder, 'adapter', 'adapter_config.json'), join(folder, 'model', 'config.json')].find(existsSync);
}

/** The run whose result lies at a path; undefined where it is none of a run that is known. */
export function answererAt(result: string): Answerer | undefined {
  const run = runsWithResult().find(({ folder }) => folder === result || folder === dirname(result));
  return run && { kind: 'run', run: run.id };
}

const key = 'asclepius.answerer';

/** Who was chosen last, as long as that is still there; else the newest run that learned to answer. Undefined where there is neither. */
export function currentAnswerer({ globalState }: vscode.ExtensionContext): Answerer | undefined {
  const chosen = answererSchema.safeParse(globalState.get(key)).data;
  if (chosen && isThere(chosen)) return chosen;
  const newest = runsWithResult().find((run) => readRunConfig(run).objective === 'answer');
  return newest && { kind: 'run', run: newest.id };
}

export async function rememberAnswerer(context: vscode.ExtensionContext, answerer: Answerer): Promise<void> {
  await context.globalState.update(key, answerer);
}

function isThere(answerer: Answerer): boolean {
  if (answerer.kind === 'model') return answerer.model === 'embedded' || existsSync(answerer.model);
  return runsWithResult().some(({ id }) => id === answerer.run);
}

/** How the answerer is called. */
export function answererName(answerer: Answerer): string {
  if (answerer.kind === 'model') return modelName(answerer.model);
  const name = runName(answerer.run);
  return answerer.kind === 'run' ? name : vscode.l10n.t('base of {0}', name);
}

export function modelName(model: string): string {
  if (model === 'embedded') return vscode.l10n.t('Embedded base model');
  // The folder of a model from the hub is called OWNER--NAME.
  const isFromHub = dirname(model) === join(storage(), 'models');
  return isFromHub ? basename(model).replace('--', '/') : basename(model);
}

function runName(id: string): string {
  try {
    return nameOf(findRun(storage(), id));
  } catch {
    return id;
  }
}

/** What the runtime has to know of the answerer. @throws runMissing, runCorrupt */
export function askedOf(answerer: Answerer): Pick<AskRequestInput, 'run' | 'model' | 'prompt'> {
  if (answerer.kind === 'model') return { model: answerer.model };
  if (answerer.kind === 'run') return { run: answerer.run };
  const { model, prompt } = readRunConfig(findRun(storage(), answerer.run));
  return { model, prompt };
}

/** Changes when the answerer would answer differently: a run that went on has learned more. */
export function stampOf(answerer: Answerer): string {
  if (answerer.kind !== 'run') return JSON.stringify(answerer);
  const file = resultOf(findRun(storage(), answerer.run));
  return JSON.stringify([answerer, file && statSync(file).mtimeMs]);
}
