import { chancesFrom } from '../../foundation/random/index.js';
import { mean } from '../../foundation/statistics/index.js';
import type { Estimate } from '../../spec/index.js';
import { groupBy } from './_internals/group-by.js';
import { overRuns } from './_internals/over-runs.js';

/** One decision, asked with what somebody said and without it. */
export interface HeardPair {
  /** Names the run. */
  readonly run: string | number;
  /** Whose message is taken away. */
  readonly from: string;
  /** Who decides. */
  readonly to: string;
  /** Distribution over the options with all that the agent perceived, and without what `from` said. */
  readonly with: readonly number[];
  readonly without: readonly number[];
}

/** What one agent's messages do to the decisions of another. */
export interface Influence {
  readonly from: string;
  readonly to: string;
  /**
   * Mean of `KL(with ‖ without)` in bits, with its interval over runs. `null` where it is infinite: without the message an
   * option was impossible that is possible with it.
   */
  readonly bits: Estimate;
  /** Mean total variation distance of the two, from 0 to 1: the share of choices that the message can change. */
  readonly distance: Estimate;
  /** Decisions behind it, over all runs, and how many of them have an infinite divergence. */
  readonly decisions: number;
  readonly infinite: number;
}

/**
 * Influence of i on j: how far the distribution of j's choice moves when i's message is taken out of what j perceived,
 * `KL(P(x_j | all) ‖ P(x_j | all but i's message)) = Σ_x P(x | all) log₂ (P(x | all) / P(x | without))`, averaged over the
 * decisions of a run and then over runs.
 *
 * Jaques et al. (2019, section 3) compare with the mean over counterfactual actions of i; here i's message is missing, which
 * needs no model of what i might have said. The divergence is directed and in bits, with `all` first: an option that the
 * message makes possible at all is an infinite one. Meant for exact distributions: of counted samples the mean is too large,
 * also where there is no influence; {@link influenceTest} is for those.
 *
 * @param pairs Of any number of runs and agents. Both distributions of a pair have the same options in the same order.
 * @returns one an ordered pair of agents, in the order of first appearance.
 */
export function influences(pairs: readonly HeardPair[]): readonly Influence[] {
  const groups = groupBy(pairs, ({ from, to }) => JSON.stringify([from, to]));
  return [...groups.values()].map((group) => {
    const { from, to } = group[0] as HeardPair;
    const runs = [...groupBy(group, ({ run }) => run).values()];
    const meansOf = (measure: (pair: HeardPair) => number): readonly number[] =>
      runs.map((ofRun) => mean(ofRun.map(measure)));
    const key = `${from} on ${to}`;
    return {
      from,
      to,
      bits: estimateOf(meansOf(divergence), `bits of ${key}`),
      distance: estimateOf(meansOf(totalVariation), `distance of ${key}`),
      decisions: group.length,
      infinite: group.filter((pair) => divergence(pair) === Infinity).length,
    };
  });
}

function divergence({ with: all, without }: HeardPair): number {
  const bits = all.reduce((sum, p, option) => (p === 0 ? sum : sum + p * Math.log2(p / (without[option] ?? 0))), 0);
  // Rounding can make of two equal distributions a little less than nothing.
  return Math.max(0, bits);
}

function totalVariation({ with: all, without }: HeardPair): number {
  return all.reduce((sum, p, option) => sum + Math.abs(p - (without[option] ?? 0)), 0) / 2;
}

/** `null` where it is infinite: then there is nothing to average. */
function estimateOf(values: readonly number[], key: string): Estimate {
  if (values.every(Number.isFinite)) return overRuns(values, chancesFrom('influence')(key));
  const note = 'infinite: without the message an option was impossible';
  return { value: null, low: null, high: null, n: values.length, method: 'mean over runs', note };
}
