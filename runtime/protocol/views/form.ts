/** The form of a *.finetune.json file: its text goes to the view, changes by path come back. */
import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { planSchema } from '../plan.ts';
import { readyMessage } from './view.ts';

/** Keys from the root: ["lora", "r"]. */
const pathSchema = z.array(z.string().min(1).max(200)).min(1).max(8);

/** Without a value the key is taken out, so that the schema's default holds. */
export const changeSchema = z.strictObject({ path: pathSchema, value: z.json().optional() });
export type Change = z.output<typeof changeSchema>;

export const pickables = ['modelFolder', 'ggufFile', 'hubModel', 'dataFile'] as const;
export type Pickable = (typeof pickables)[number];

const presetSchema = z.strictObject({ id: z.string(), label: z.string(), detail: z.string() });

export const formView = {
  name: 'form',
  toHost: z.discriminatedUnion('type', [
    readyMessage,
    /** What the user did at once: one step for undo. */
    z.strictObject({ type: z.literal('change'), changes: z.array(changeSchema).min(1).max(200) }),
    z.strictObject({ type: z.literal('preset'), id: z.string() }),
    z.strictObject({ type: z.literal('pick'), what: z.enum(pickables) }),
    /** The offset of a place in the text to show. */
    z.strictObject({ type: z.literal('openText'), offset: z.number().int().min(0).optional() }),
    z.strictObject({ type: z.literal('start') }),
  ]),
  toView: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('document'), text: z.string() }),
    z.strictObject({
      type: z.literal('surroundings'),
      presets: z.array(presetSchema),
      /** Models used lately, the newest first. */
      recentModels: z.array(z.string()),
    }),
    /** A new plan is being made; the last one is out of date. */
    z.strictObject({ type: z.literal('planning') }),
    /** An incomplete one comes first, and the rest follows. */
    z.strictObject({ type: z.literal('plan'), plan: planSchema, isComplete: z.boolean() }),
    z.strictObject({
      type: z.literal('planFailed'),
      error: z.strictObject({ code: z.enum(errorCodes), message: z.string(), remedy: z.string() }),
    }),
  ]),
  state: z.strictObject({
    /** Sections whose advanced options are shown. */
    unfolded: z.array(z.string()),
    scroll: z.number().min(0),
  }),
};
export type FormView = typeof formView;
