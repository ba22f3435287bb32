/** The worker thread of a run: it trains, and blocks in native code as it likes. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { reportOf } from '../protocol/errors.ts';
import { eventBodySchema } from '../protocol/events.ts';
import type { TrainHost, train } from '../train/train.ts';
import { controlFrom } from './control.ts';
import { acknowledgements, type FromWorker, type ToWorker, type WorkerData } from './worker-messages.ts';

const { config, runFolder, storageFolder, attempt, control, acknowledged } = workerData as WorkerData;
const waitForAcknowledgement = acknowledgements(acknowledged);

/** Loads while the run may still wait for another one. Tests put a trainer of their own in its place. */
const loading = loadTrainer(process.env.ASCLEPIUS_TRAINER);
loading.catch(() => {});
parentPort?.once('message', (message: ToWorker) => message.type === 'start' && void run());

const host: TrainHost = {
  runFolder,
  storageFolder,
  attempt,
  control: controlFrom(control),
  emit(step, body) {
    post({ type: 'event', step, body: eventBodySchema.parse(body) });
    waitForAcknowledgement();
  },
};

async function run(): Promise<void> {
  try {
    await (await loading)(config, host);
    post({ type: 'end' });
  } catch (error) {
    post({ type: 'end', error: reportOf(error) });
  }
}

const post = (message: FromWorker) => parentPort?.postMessage(message);

async function loadTrainer(replacement: string | undefined): Promise<typeof train> {
  if (replacement) return (await import(pathToFileURL(replacement).href)).train;
  return (await import('../train/train.ts')).train;
}
