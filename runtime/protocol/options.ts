/** Every option of the config, as the schema declares it: walked, not listed, so that a new one is there by itself. */
import { z } from 'zod';
import { fineTuneConfigSchema } from './config.ts';

export interface Option {
  readonly path: readonly string[];
  /** The path in one word: lora.r */
  readonly key: string;
  /** Without default and optionality. */
  readonly schema: z.core.$ZodType;
  readonly title: string;
  readonly help: string;
  /** Undefined where the option may be absent. */
  readonly default: unknown;
}

/** All options that hold a value, in the schema's order; groups are walked through. */
export const options: readonly Option[] = optionsIn(fineTuneConfigSchema, [], fineTuneConfigSchema.parse({}));

/** The paths of all keys, groups included. */
export const keyPaths = (schema: z.core.$ZodType = fineTuneConfigSchema): string[][] =>
  Object.entries(shapeOf(schema) ?? {}).flatMap(([key, child]) => [
    [key],
    ...keyPaths(child).map((path) => [key, ...path]),
  ]);

/** The keys of the group at a path, in order; none where there is no such group. */
export function keysOf(path: readonly string[]): string[] {
  let shape = shapeOf(fineTuneConfigSchema);
  for (const key of path) shape = shape?.[key] && shapeOf(shape[key]);
  return Object.keys(shape ?? {});
}

function optionsIn(schema: z.core.$ZodType, path: readonly string[], defaults: unknown): Option[] {
  return Object.entries(shapeOf(schema) ?? {}).flatMap(([key, child]) => {
    const here = [...path, key];
    const fallback = (defaults as Record<string, unknown> | undefined)?.[key];
    if (shapeOf(child)) return optionsIn(child, here, fallback);
    const { title = titleOf(key), description = '' } = z.globalRegistry.get(child) ?? {};
    return [{ path: here, key: here.join('.'), schema: unwrap(child), title, help: description, default: fallback }];
  });
}

/** "learningRate" is called "Learning rate" where the schema gives no title. */
function titleOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());
}

function shapeOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> | undefined {
  const object = unwrap(schema);
  return object instanceof z.ZodObject ? object.shape : undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? unwrap(schema.def.innerType) : schema;
}
