/** The thread that plans runs: it opens models and encodes rows, which takes its time. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { serveRpc } from '../protocol/rpc.ts';
import { planProtocol } from '../protocol/service.ts';
import { createPlanner } from './plan.ts';

const planner = createPlanner(workerData as { readonly storage: string });

serveRpc(parentPort as MessagePort, planProtocol, {
  'plan/describe': ({ config, quick }, signal) => planner.describe(config, signal, quick),
});
