/** Our side as a process of its own, with the protocol of peer_train.py: one round per line on standard input. */
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createOurs } from './ours.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1' },
    length: { type: 'string', default: '512' },
    answer: { type: 'string', default: '128' },
    threads: { type: 'string', default: '2' },
    recompute: { type: 'string', default: 'cheap' },
  },
});
const options = {
  rows: Number(values.rows),
  length: Number(values.length),
  answer: Number(values.answer),
  threads: Number(values.threads),
  recompute: values.recompute as 'none' | 'cheap' | 'block',
};
const say = (value: object) => console.log(JSON.stringify(value));

const ours = await createOurs(options);
const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
say({ ready: true, precision: 'fp32', ...options, versions: { node: process.versions.node, onnxruntime: version } });
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line) as { round: number; steps: number };
  say({ ...command, ...(await ours.round(command.steps)) });
}
await ours.close();
