import { z } from 'zod';
import { chancesFrom } from '../../foundation/random/index.js';
import { bootstrapMean, FEWEST_RUNS, mean, wilson, type Interval } from '../../foundation/statistics/index.js';

/** Names of the controls, in the order in which they are told. */
export const ControlName = z.enum([
  'option-mass',
  'comprehension',
  'label-preference',
  'position-preference',
  'payoffs',
  'strategy',
  'history',
  'majority',
  'unanimity',
  'persona-asked',
  'persona-likelihood',
  'persona-paraphrase',
  'persona-negation',
  'consistency',
  'reproducibility',
  'format',
  'throughput',
]);
export type ControlName = z.infer<typeof ControlName>;

export const Verdict = z.enum(['pass', 'fail', 'inconclusive', 'not-applicable']);
export type Verdict = z.infer<typeof Verdict>;

/** What one control found. */
export const Control = z.object({
  name: ControlName,
  verdict: Verdict,
  /** What the effect is, in words. */
  measure: z.string(),
  effect: z.number().nullable(),
  /** 95 % interval; `null` where there is none. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Whether the effect must be at least, or at most, the threshold. */
  demand: z.enum(['at-least', 'at-most', 'none']),
  threshold: z.number().nullable(),
  /** Questions behind it, and the clusters that they fall into. */
  n: z.number().int().nonnegative(),
  clusters: z.number().int().nonnegative(),
  /** How the interval was made. */
  method: z.string(),
  /** What it rests on in parts, for example the share of each kind of question. */
  parts: z.record(z.string(), z.number()),
  /** What the control says, in words. */
  sentence: z.string(),
});
export type Control = z.infer<typeof Control>;

/** One observation of a control, with the cluster that it falls into. */
export interface Observation {
  readonly cluster: string;
  readonly value: number;
}

/** Questions without an answer, of all that were asked. */
export interface Missing {
  readonly unanswered: number;
  readonly asked: number;
}

/** What a control asks for. */
export interface Demand {
  readonly name: ControlName;
  readonly measure: string;
  readonly demand: 'at-least' | 'at-most';
  readonly threshold: number;
  /** Whether an observation is a share of right answers: intervals are then never without width at 0 and at 1. */
  readonly share?: boolean;
}

/** Observations to an effect: the mean over clusters, which all count the same. */
export function judge(
  wanted: Demand,
  observations: readonly Observation[],
  told: {
    readonly parts?: Control['parts'];
    sentence(effect: number, verdict: Verdict): string;
    /** Of all that was asked, how much had no answer. Observations have it already, as wrong. */
    readonly missing?: Missing;
  },
): Control {
  const { name, measure, demand, threshold } = wanted;
  const means = clusterMeans(observations);
  const about = { name, measure, demand, threshold, parts: rounded(told.parts ?? {}) };
  if (means.length === 0)
    return notApplicable(
      about,
      'Nothing that it needs was answered: a quick look leaves it out, or the model has no such verb.',
    );
  const effect = mean(means);
  const { low, high, method } = intervalOf(wanted, means);
  const { unanswered, asked } = told.missing ?? { unanswered: 0, asked: observations.length };
  const none = unanswered > 0 && unanswered === asked;
  const verdict = none ? 'fail' : verdictOf({ low, high, clusters: means.length }, wanted);
  return {
    ...about,
    verdict,
    effect: round(effect),
    low: round(low),
    high: round(high),
    n: observations.length,
    clusters: means.length,
    method,
    sentence: none
      ? `It answered none of the ${asked} questions that this rests on.`
      : `${told.sentence(effect, verdict)}${unanswered === 0 ? '' : ` ${unanswered} of ${asked} had no answer, which counts against it.`}`,
  };
}

/** A control that says nothing of this model, and why. */
export function notApplicable(
  about: Pick<Control, 'name' | 'measure' | 'demand' | 'threshold'> & Partial<Control>,
  sentence: string,
): Control {
  return {
    parts: {},
    effect: null,
    low: null,
    high: null,
    n: 0,
    clusters: 0,
    method: 'none',
    ...about,
    verdict: 'not-applicable',
    sentence,
  };
}

/**
 * The whole interval must clear the threshold, on the one side or the other; else it is `inconclusive`. Fewer clusters than
 * {@link FEWEST_RUNS} decide nothing.
 */
export function verdictOf(
  { low, high, clusters }: Interval & { readonly clusters: number },
  { demand, threshold }: Pick<Demand, 'demand' | 'threshold'>,
): Verdict {
  if (clusters < FEWEST_RUNS) return 'inconclusive';
  const [good, bad] =
    demand === 'at-least' ? [low >= threshold, high < threshold] : [high <= threshold, low > threshold];
  return good ? 'pass' : bad ? 'fail' : 'inconclusive';
}

/** One mean a cluster, in the order in which clusters come. */
export function clusterMeans(observations: readonly Observation[]): readonly number[] {
  const clusters = new Map<string, number[]>();
  for (const { cluster, value } of observations) {
    const values = clusters.get(cluster);
    if (values === undefined) clusters.set(cluster, [value]);
    else values.push(value);
  }
  return [...clusters.values()].map((values) => mean(values));
}

/**
 * Percentile bootstrap over clusters. Where every cluster is wholly right, or wholly wrong, resampling knows no variation,
 * and Wilson's interval for so many clusters stands in.
 */
function intervalOf({ name, share }: Demand, means: readonly number[]): Interval & { readonly method: string } {
  const [first = 0] = means;
  const sure = share === true && (first === 0 || first === 1) && means.every((value) => value === first);
  if (sure) return { ...wilson(first * means.length, means.length), method: 'Wilson over clusters 95 %' };
  const chance = chancesFrom('qualification')('bootstrap', name);
  return { ...bootstrapMean(means, { chance }), method: 'bootstrap over clusters 95 %' };
}

/** Six digits are more than any of it means. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function rounded(parts: Control['parts']): Control['parts'] {
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, round(value)]));
}
