/** Where the small model and the sample notes lie that come along. */
import { fileURLToPath } from 'node:url';

/** A model folder. */
export const embeddedModel = () => fileURLToPath(new URL('./model', import.meta.url));
/** A table of synthetic notes. */
export const embeddedSample = () => fileURLToPath(new URL('./sample.csv', import.meta.url));
