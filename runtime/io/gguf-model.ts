import { errors } from '../protocol/errors.ts';
import type { ModelSource, OpenOptions } from './model.ts';
export async function openGguf(path: string, _options: OpenOptions): Promise<ModelSource> {
  throw errors.modelUnsupported(`GGUF (${path})`);
}
