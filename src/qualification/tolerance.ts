import type { LanguageModel } from '../spec/index.js';
import { answersElsewhere } from './answers-elsewhere.js';

/** Differences of a probability that an endpoint is let pass in any case, and how often those that it showed itself. */
const FLOOR = 0.02;
const FACTOR = 3;

/**
 * How far the probabilities of an exact model may differ when it is asked again: not at all within this process; at an
 * endpoint, whose batches and machines change, by three times what differed when the check asked twice, at least by .02.
 */
export function toleranceFor(model: Pick<LanguageModel, 'description'>, spread = 0): number {
  return answersElsewhere(model) ? Math.max(FLOOR, FACTOR * spread) : 0;
}
