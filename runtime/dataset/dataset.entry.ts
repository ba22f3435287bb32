/** The thread that holds the tables. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { serveRpc } from '../protocol/rpc.ts';
import { datasetProtocol } from '../protocol/service.ts';
import { createLibrary } from './library.ts';

const { storage } = workerData as { readonly storage: string };

const server = serveRpc(
  parentPort as MessagePort,
  datasetProtocol,
  createLibrary({
    storage,
    onProgress: (id, phase, done, total) => server.notify('dataset/progress', { id, phase, done, total }),
    onHits: (search, hits) => server.notify('dataset/hits', { search, hits }),
  }),
);
