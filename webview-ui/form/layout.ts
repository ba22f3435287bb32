/** In what order the form shows the options, and which it folds away. What is not named here is shown all the same. */
import { type Field, fields } from './fields.ts';

interface Layout {
  readonly id: string;
  readonly title: string;
  /** Groups of the config whose options belong here, those without a place of their own among the folded ones. */
  readonly groups: readonly string[];
  readonly shown: readonly string[];
  readonly folded: readonly string[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly shown: readonly Field[];
  readonly folded: readonly Field[];
}

const layouts: readonly Layout[] = [
  { id: 'model', title: 'Model', groups: [], shown: ['model', 'method', 'name'], folded: [] },
  {
    id: 'data',
    title: 'Data',
    groups: ['data'],
    shown: ['data.source', 'data.tasks', 'prompt', 'objective', 'data.heldOutFraction'],
    folded: ['data.maxRows'],
  },
  {
    id: 'lora',
    title: 'Adapter',
    groups: ['lora'],
    shown: ['lora.r', 'lora.alpha', 'lora.dropout', 'lora.targetModules'],
    folded: ['lora.useRslora'],
  },
  {
    id: 'batch',
    title: 'Batch and memory',
    groups: [],
    shown: ['sequenceLength', 'batchSize', 'gradientAccumulation', 'recompute', 'packing'],
    folded: [],
  },
  {
    id: 'optimizer',
    title: 'Learning',
    groups: ['optimizer', 'schedule'],
    shown: ['epochs', 'maxSteps', 'optimizer.learningRate', 'schedule.type', 'schedule.warmupRatio'],
    folded: [],
  },
  {
    id: 'evaluation',
    title: 'Evaluation and checkpoints',
    groups: ['evaluation', 'checkpoint'],
    shown: ['evaluation.everySteps', 'evaluation.earlyStopPatience', 'checkpoint.everySteps'],
    folded: ['evaluation.maxRows'],
  },
  { id: 'machine', title: 'Machine', groups: [], shown: ['device', 'threads', 'seed'], folded: ['precision'] },
];

export const sections: readonly Section[] = layouts.map((layout, i) => {
  const named = (keys: readonly string[]) => keys.flatMap((key) => fields.find((field) => field.key === key) ?? []);
  const isLast = i === layouts.length - 1;
  const rest = fields.filter((field) => !isNamed(field) && (homeOf(field)?.id ?? (isLast && layout.id)) === layout.id);
  return { id: layout.id, title: layout.title, shown: named(layout.shown), folded: [...named(layout.folded), ...rest] };
});

function isNamed({ key }: Field): boolean {
  return layouts.some(({ shown, folded }) => shown.includes(key) || folded.includes(key));
}

function homeOf({ path }: Field): Layout | undefined {
  return layouts.find(({ groups }) => path.length > 1 && groups.includes(path[0] as string));
}
