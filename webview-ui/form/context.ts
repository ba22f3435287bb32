/** What the parts of the form show, and what they can do. */
import type { Plan } from '../../runtime/protocol/plan.ts';
import type { Change, Pickable } from '../../runtime/protocol/views/form.ts';
import { type ConfigDocument, type Fault, valueAt } from './document.ts';
import { faultText } from './faults.ts';
import type { Field } from './fields.ts';

export interface FormContext {
  readonly document: ConfigDocument;
  readonly plan: Plan | undefined;
  readonly recentModels: readonly string[];
  /** Texts that are being typed, by the field's key. */
  readonly drafts: ReadonlyMap<string, string>;
  change(changes: readonly Change[]): void;
  /** A text is being typed; it becomes a change when the typing rests. */
  type(field: Field, text: string): void;
  /** The typing is over. */
  commit(field: Field): void;
  pick(what: Pickable): void;
}

/** As written, undefined where it is not. */
export const writtenValue = ({ document }: FormContext, field: Field): unknown => valueAt(document.values, field.path);

/** As it holds: written, or by default. */
export const currentValue = (context: FormContext, field: Field): unknown =>
  writtenValue(context, field) ?? field.default;

/** Sets an option; a value that is the default's already is not written. */
export function setValue(context: FormContext, field: Field, value: unknown): void {
  if (JSON.stringify(value) === JSON.stringify(currentValue(context, field))) return;
  context.change([value === undefined ? { path: [...field.path] } : ({ path: [...field.path], value } as Change)]);
}

/** What is wrong with an option: in the file, or for this model and data. */
export function faultsOf({ document, plan }: FormContext, { path }: Field): string[] {
  const own = document.faults.filter((fault) => isAt(fault, path)).map(faultText);
  const planned = (plan?.problems ?? []).filter((problem) => startsWith(problem.path, path));
  return [...own, ...(own.length > 0 ? [] : planned.map(({ message, remedy }) => `${message}. ${remedy}`))];
}

const isAt = (fault: Fault, path: readonly string[]) => fault.kind !== 'syntax' && startsWith(fault.path, path);
const startsWith = (path: readonly string[], start: readonly string[]) => start.every((key, i) => path[i] === key);
