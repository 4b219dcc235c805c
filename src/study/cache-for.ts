import { openAnswerCache, type AnswerStore } from '../model/index.js';
import type { MindSource } from '../run/index.js';

/**
 * The cache of answers that a study shares with others; none where its model is not told apart from others by a hash,
 * as scripts of tests are not, nor models that tell nothing of their address and their settings.
 */
export function cacheFor(
  { model }: Pick<MindSource, 'model'>,
  onTrouble: (message: string) => void,
): AnswerStore | undefined {
  if (model === undefined || !/^[0-9a-f]{64}$/.test(model.fingerprint)) return undefined;
  return openAnswerCache({ model: model.name, onTrouble });
}
