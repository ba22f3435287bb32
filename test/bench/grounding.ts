/** `npm run bench -- grounding [--json]`: planted errors flagged and right statements flagged, on notes kept for it. */
import { parseArgs } from 'node:util';
import { measureDenials, measureGrounding, type Share } from '../clinical/grounding/measure.ts';

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const halves = { development: measureGrounding('development'), final: measureGrounding('final') };
const share = ({ flagged, of }: Share) => `${flagged} of ${of} (${((100 * flagged) / of).toFixed(1)}%)`;
const list = (shares: Readonly<Record<string, Share>>) =>
  Object.entries(shares)
    .map(([name, { flagged, of }]) => `${name} ${flagged}/${of}`)
    .join(', ');
for (const [half, { wrong, right, byError, byWording, answers }] of Object.entries(halves)) {
  console.error(`${half}: planted errors flagged ${share(wrong)}; right statements flagged ${share(right)}`);
  console.error(`  errors: ${list(byError)}`);
  console.error(`  right: ${list(byWording)}; sentences of whole answers ${share(answers)}`);
}
const denials = measureDenials();
console.error(`more statements with the wrong sign, of the development: flagged ${share(denials)}`);
if (options.json) console.log(JSON.stringify({ bench: 'grounding', ...halves, denials }));
