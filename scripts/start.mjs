/** `npm start`: fine-tunes the embedded model on the embedded sample. */
import { asclepius } from './asclepius.mjs';
import { main } from './setup.mjs';

await main((args) => asclepius(['finetune', '--embedded', ...args]));
