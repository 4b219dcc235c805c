import { computed } from '../../_internals/computed.js';
import { calibratedRadiusInPieces } from '../../measuring/index.js';
import type { GenerateOptions } from '../generating-options.js';
import { orThrow } from './or-throw.js';

/**
 * The calibrated radius of a loop's population, computed so that an interruption is heard.
 *
 * @throws MesocosmError (interrupted) where it was.
 */
export async function loopRadius(
  of: { readonly size: number; readonly axes: number },
  { radii, signal, onProgress }: Pick<GenerateOptions, 'radii' | 'signal' | 'onProgress'>,
): Promise<number> {
  const reply = await computed(calibratedRadiusInPieces({ ...of, ...(radii && { store: radii }) }), {
    what: 'the calibration of the radius',
    signal,
    onProgress: (progress) => onProgress?.({ stage: 'computing', ...progress }),
  });
  return orThrow(reply, 'the loop').radius;
}
