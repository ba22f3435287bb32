/** CPU threads as the config asks for them. */
import { cpus } from 'node:os';

/** @param wish 0: one for each core */
export const threadsFor = (wish: number): number => wish || cpus().length;
