import type { ModelDescription } from '../models/model.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';

/**
 * Those of the tensors on disk that the model is made of, in its order; what else a file holds is of no use.
 * @throws weightsMissing, weightsCorrupt for a wrong shape
 */
export function requiredWeights<T extends { readonly shape: readonly number[] }>(
  path: string,
  tensors: ReadonlyMap<string, T>,
  { weights }: Pick<ModelDescription, 'weights'>,
): Map<string, T> {
  return new Map(
    [...weights].map(([name, shape]) => {
      const found = tensors.get(name);
      if (!found) throw errors.weightsMissing(path, name);
      if (found.shape.join() !== shape.join())
        throw errors.weightsCorrupt(
          path,
          t('"{0}" has the shape [{1}], expected [{2}]', name, found.shape.join(), shape.join()),
        );
      return [name, found];
    }),
  );
}
