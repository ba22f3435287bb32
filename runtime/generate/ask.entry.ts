/** The thread that answers questions: it holds the model, and blocks in native code for a token at a time. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { serveRpc } from '../protocol/rpc.ts';
import { askProtocol } from '../protocol/service.ts';
import { createAssistant } from './assistant.ts';

const { storage } = workerData as { readonly storage: string };

const assistant = createAssistant({
  storage,
  onProgress: (progress) => server.notify('ask/progress', progress),
  onToken: (token) => server.notify('ask/token', token),
});

const server = serveRpc(parentPort as MessagePort, askProtocol, {
  'ask/answer': (request, signal) => assistant.answer(request, signal),
  'ask/status': () => assistant.status(),
  async 'ask/release'() {
    await assistant.release();
    return {};
  },
});
