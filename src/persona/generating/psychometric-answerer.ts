import { psychometricMind, type PsychometricParameters } from '../../agent/index.js';
import { canonicalJson } from '../../foundation/storage/index.js';
import type { Persona, Questionnaire } from '../../spec/index.js';
import type { ChoosingAnswerer } from './choosing-answerer.js';

/**
 * Answers by the graded-response model, without a language model. Of a persona it knows where its text was aimed; of one
 * whose generator does not steer it knows nothing, so that it stands in the middle.
 *
 * @param options.seed Of the noise of answers.
 */
export function psychometricAnswerer(options: {
  readonly questionnaire: Pick<Questionnaire, 'items'>;
  readonly parameters?: Partial<PsychometricParameters>;
  readonly seed: number | string;
}): ChoosingAnswerer {
  const { questionnaire, parameters = {}, seed } = options;
  const told = Object.entries(parameters).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return {
    mode: 'single',
    mind: psychometricMind({ questionnaire, parameters, seed, latent: whereTextAims }),
    fingerprint: canonicalJson({ parameters: { ...parameters }, seed }),
    asked: ['graded-response model', ...told].join(', '),
    clones: 'each',
    ...((parameters.noise ?? 0) > 0 ? { cloneNoise: 'drawn' as const } : {}),
  };
}

/** What a text says of an axis: its aim where it is on record, else the intended position. */
function whereTextAims({ position, provenance = {} }: Persona, axis: string): number | undefined {
  if (provenance['steers'] === false) return 0.5;
  const { aim } = provenance;
  const aimed = typeof aim === 'object' && aim !== null && !Array.isArray(aim) ? aim[axis] : undefined;
  return typeof aimed === 'number' ? aimed : position?.[axis];
}
