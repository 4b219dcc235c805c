import { chancesFrom } from '../../foundation/random/index.js';
import { bootstrapStatistic } from '../../foundation/statistics/index.js';
import type { LanguageModel } from '../../spec/index.js';
import { answersElsewhere } from '../answers-elsewhere.js';
import { notApplicable, round, verdictOf, type Control } from './control.js';

/** One question that was asked by itself: its presentations, and how long all of them took. */
export interface Timed {
  readonly choices: number;
  readonly seconds: number;
}

/**
 * Choices that a study of the default size needs when each of its 21 agents has a persona of its own: the 80 prompts of
 * majority opinion for each of them.
 */
const CHOICES_OF_A_STUDY = 21 * 80;
/** How long somebody waits for that at a machine of their own, and for an endpoint, where a study can be left alone. */
const WAIT_SECONDS = { here: 15 * 60, elsewhere: 60 * 60 };

/** The least rate of choices with which a study of the default size ends in time: 1.87 a second, at an endpoint .47. */
export function leastRate(model: Pick<LanguageModel, 'description'>): number {
  const seconds = WAIT_SECONDS[answersElsewhere(model) ? 'elsewhere' : 'here'];
  return Math.round((100 * CHOICES_OF_A_STUDY) / seconds) / 100;
}

/**
 * Choices a second where one question is asked after another, all its presentations at once: as slow as a study gets in
 * which each decision waits for the one before. It is of this machine and this hour, as its interval is (bootstrap over
 * questions of the ratio of choices to seconds).
 */
export function throughput(timed: readonly Timed[], { threshold }: { readonly threshold: number }): Control {
  const about = {
    name: 'throughput',
    measure: 'choices a second, one question after another',
    demand: 'at-least',
    threshold,
  } as const;
  const rateOf = (all: readonly Timed[]): number | null => {
    const seconds = all.reduce((sum, one) => sum + one.seconds, 0);
    return seconds > 0 ? all.reduce((sum, { choices }) => sum + choices, 0) / seconds : null;
  };
  const rate = rateOf(timed);
  if (rate === null) return notApplicable(about, 'How fast it answers was not measured: its clock stood still.');
  const chance = chancesFrom('qualification')('bootstrap', about.name);
  const resampled = (drawn: readonly number[]): number | null => rateOf(drawn.flatMap((at) => timed[at] ?? []));
  const { low, high } = bootstrapStatistic(timed.length, resampled, { chance });
  const verdict = verdictOf({ low, high, clusters: timed.length }, about);
  const enough = verdict === 'pass' ? 'enough' : verdict === 'fail' ? 'not enough' : 'perhaps not enough';
  return {
    ...about,
    verdict,
    effect: round(rate),
    low: round(low),
    high: round(high),
    n: timed.reduce((sum, { choices }) => sum + choices, 0),
    clusters: timed.length,
    method: 'bootstrap over questions 95 %',
    parts: {},
    sentence: `It made ${rate.toFixed(1)} choices a second, ${enough} for a study of the default size with personas.`,
  };
}
