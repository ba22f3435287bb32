/** `npm run bench -- lens [--json]`: how well discharge notes are told from other texts, on the half kept for it. */
import { parseArgs } from 'node:util';
import { measureDetector } from '../clinical/discharge/measure.ts';

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const [development, final] = [measureDetector('development'), measureDetector('final')];
for (const [half, { files, notes, precision, recall }] of Object.entries({ development, final })) {
  const figures = `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
  console.error(`${half.padEnd(11)}  ${files} files, ${notes} of them notes: ${figures}`);
}
for (const name of [...development.falseAlarms, ...development.missed]) console.error(`wrong in development: ${name}`);
console.error(`${final.millisecondsPerFile.toFixed(2)} ms a file`);
if (options.json) console.log(JSON.stringify({ bench: 'lens', development, final }));
