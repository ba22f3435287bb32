import type { Run } from '../../runtime/runs/run-folder.ts';

/** What the user calls a run, else its id. */
export const nameOf = ({ name, id }: Pick<Run, 'name' | 'id'>): string => name ?? id;
