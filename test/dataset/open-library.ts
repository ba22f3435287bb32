/** The library of datasets as its thread has it, without the thread. */
import { createLibrary } from '../../runtime/dataset/library.ts';
import type { RpcClient } from '../../runtime/protocol/rpc.ts';
import { type DatasetProtocol, datasetProtocol, type SearchHit } from '../../runtime/protocol/service.ts';

export interface TestLibrary {
  readonly request: RpcClient<DatasetProtocol>['request'];
  readonly hits: SearchHit[][];
  readonly progress: string[];
}

/** Requests are parsed as they are on their way to the thread. */
export function openLibrary(storage: string): TestLibrary {
  const [hits, progress]: [SearchHit[][], string[]] = [[], []];
  const handlers = createLibrary({
    storage,
    onProgress: (_, phase) => progress.push(phase),
    onHits: (_, found) => hits.push(found),
  });
  const request = async (method: keyof DatasetProtocol['methods'], params: unknown, signal?: AbortSignal) => {
    const parsed = datasetProtocol.methods[method].params.parse(params);
    return handlers[method](parsed as never, signal ?? new AbortController().signal);
  };
  return { request: request as TestLibrary['request'], hits, progress };
}
