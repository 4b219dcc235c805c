import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { z } from 'zod';
import { chancesFrom, quantise } from '../../foundation/random/index.js';
import type { Judgement, LikertItem, Mind, Persona, Questionnaire } from '../../spec/index.js';
import { evenThresholds, gradedResponse } from './graded-response.js';
import { onlyChooses } from './only-chooses.js';

const PerAxis = z.union([z.number(), z.record(z.string(), z.number())]);

/** How somebody answers who is nothing but a position. One number for all axes, or one for each by name. */
export const PsychometricParameters = z.object({
  /** What is left of the distance between intended position and middle; 1 keeps it, 0 leaves nothing. */
  slope: PerAxis.default(1),
  /** Shift of every position towards the high pole, in positions (the axis has length 1). */
  bias: PerAxis.default(0),
  /** Standard deviation of what one person makes of one item, in points of its scale; 0 or more. */
  noise: z.number().min(0).default(0),
  /** Pull towards agreement, whatever is said, in points of the scale. */
  acquiescence: z.number().default(0),
  /** How sharply answers follow positions, per point of the scale, positive. Default 4: expected answers lose 7 %. */
  discrimination: z.number().positive().default(4),
});
export type PsychometricParameters = z.infer<typeof PsychometricParameters>;

/** Where somebody stands on an axis, in [0, 1]; `undefined` where that is not known. */
export type LatentPosition = (persona: Persona, axis: string) => number | undefined;

/**
 * A mind that answers items without a language model, by the graded-response model, for tests, for teaching and as a null
 * model. On an item of m points a person at position x answers with the probabilities of {@link gradedResponse} at
 *
 * `t = clip(½ + bias + slope · (x − ½)) + noise · e / (m − 1)`, turned (`1 − t`) where the item is reverse-keyed,
 * `+ acquiescence / (m − 1)`,
 *
 * with `clip` to [0, 1], thresholds half way between the points, and e a standard normal number that belongs to persona and
 * item: arbitrary, but the same whenever it is asked again.
 *
 * It judges situations of the kind `item:<id>`; of anything else, and of somebody whose position is not known, it makes
 * nothing (`malformed`).
 *
 * @param options.seed Of the noise alone.
 * @param options.latent Default: the persona's intended position.
 */
export function psychometricMind(options: {
  readonly questionnaire: Pick<Questionnaire, 'items'>;
  readonly parameters?: Partial<PsychometricParameters>;
  readonly seed: number | string;
  readonly latent?: LatentPosition;
  readonly name?: string;
}): Mind {
  const { questionnaire, seed, latent = intended, name = 'psychometric' } = options;
  const parameters = PsychometricParameters.parse(options.parameters ?? {});
  const items = new Map(questionnaire.items.map((item) => [`item:${item.id}`, item]));
  const chances = chancesFrom(seed);

  return {
    name,
    judge(situation, { agent, persona }) {
      if (situation.answer !== undefined) return onlyChooses(name, situation);
      const item = items.get(situation.kind);
      if (item === undefined) return malformed(`"${situation.kind}" is no item of the questionnaire`);
      const position = persona === undefined ? undefined : latent(persona, item.axis);
      if (position === undefined) {
        return malformed(`${persona?.name ?? agent} has no position on the axis "${item.axis}"`);
      }
      const { noise } = parameters;
      // Half a step away from 0, where the quantile is infinite.
      const error = noise === 0 ? 0 : normalQuantile(chances('item noise', agent, item.id).uniform() + 2 ** -33, 0, 1);
      return { kind: 'distribution', probabilities: quantise(answerOf(item, { position, error, parameters })) };
    },
  };
}

function answerOf(
  { axis, points, reverseKeyed }: LikertItem,
  about: { readonly position: number; readonly error: number; readonly parameters: PsychometricParameters },
): number[] {
  const { position, error, parameters } = about;
  const { noise, acquiescence, discrimination } = parameters;
  const steps = points - 1;
  const expressed = 0.5 + on(axis, parameters.bias, 0) + on(axis, parameters.slope, 1) * (position - 0.5);
  const stance = Math.min(1, Math.max(0, expressed)) + (noise * error) / steps;
  const agreement = (reverseKeyed ? 1 - stance : stance) + acquiescence / steps;
  const thresholds = evenThresholds(points);
  return gradedResponse({ position: agreement, discrimination: discrimination * steps, thresholds });
}

function on(axis: string, value: number | Readonly<Record<string, number>>, otherwise: number): number {
  return typeof value === 'number' ? value : (value[axis] ?? otherwise);
}

function intended({ position }: Persona, axis: string): number | undefined {
  return position?.[axis];
}

function malformed(message: string): Judgement {
  return { kind: 'malformed', message };
}
