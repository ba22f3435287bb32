/** What the header of a GGUF file says of the model in it. */
import { describeModel, type ModelDescription } from '../../models/model.ts';
import { errors } from '../../protocol/errors.ts';
import { t } from '../../protocol/l10n.ts';
import type { GgufFile } from './header.ts';
import { llamaConfig } from './llama.ts';

/**
 * @param ropeDivisors reads the values of that tensor; without it the header alone is looked at
 * @throws modelTypeUnknown, modelUnsupported, weightsCorrupt, weightsMissing
 */
export function describeGguf(
  file: GgufFile,
  ropeDivisors: () => Float32Array | undefined = () => undefined,
): { config: ReturnType<typeof llamaConfig>; description: ModelDescription } {
  const architecture = file.metadata.text('general.architecture');
  if (architecture !== 'llama') throw errors.modelTypeUnknown(architecture, ['llama']);
  if (file.metadata.number('split.count', 1) > 1) throw errors.modelUnsupported(t('a GGUF model in several files'));
  const config = llamaConfig(file, ropeDivisors());
  return { config, description: describeModel(config) };
}
