import { figure, type MeanField, type MeanFieldCourse, type ResponseLadder } from 'mesocosm';
import { notOneByOne } from '../_internals/activation.js';
import { integrate } from '../_internals/integrate.js';
import { winnerValues } from '../_internals/winner-columns.js';
import { FLIPPED_SHARE, LASTING_PART, orderTimes } from './measures.js';
import type { ResolvedParameters } from './parameters.js';

/** In sweeps. */
const LONGEST_STEP = 0.05;
/** A share that moves less than this does not move. */
const STILL = 1e-9;

/**
 * The share f of the free agents that hold the first opinion, in a population without bound: df/dt = P(F) - f, with time in
 * sweeps, F the share among all agents, committed ones included, and P the response of the policy. Who sees all others sees F: P
 * is taken between the measured points; who sees n drawn anew sees a binomial number of holders.
 *
 * Source: the mean field of the Glauber model in De Marzo, Castellano, Garcia 2026, Science Advances 12(33), eaea6091, with the
 * measured response in place of (1 + tanh(beta m)) / 2.
 */
export function majorityMeanField(parameters: ResolvedParameters, ladder: ResponseLadder): MeanField {
  return {
    removes: 'takes away agents and chance: the share that holds an opinion moves as the policy responds to it',
    situations: ladder.points.length,
    ...refusal(parameters),
    async integrate(ask) {
      const points = await Promise.all(ladder.points.map(({ situation }) => ask(situation)));
      const heights = points.map(([first = 0]) => first);
      return courseOf(parameters, responseOf(heights, parameters));
    },
  };
}

function refusal({ presentation, network, activation }: ResolvedParameters): { readonly refuses?: string } {
  const order = notOneByOne(activation);
  if (order !== undefined) return { refuses: order };
  if (presentation === 'live') {
    return { refuses: 'each decision is asked in the presentation of the moment, so that there is no one response' };
  }
  if (network === 'anew') return {};
  return {
    refuses: 'neighbours that stay come to be alike, and these equations draw whom an agent sees anew each time',
  };
}

type Response = (share: number) => number;

/** Probability of the first opinion where a share of all agents holds it. */
function responseOf(heights: readonly number[], { agents, neighbours }: ResolvedParameters): Response {
  return neighbours === agents - 1 ? between(heights) : drawn(heights);
}

/** Straight lines between the measured points. */
function between(heights: readonly number[]): Response {
  const listed = heights.length - 1;
  return (share) => {
    const place = Math.min(listed, Math.max(0, share * listed));
    const below = Math.min(listed - 1, Math.floor(place));
    const [low, high] = [heights[below] as number, heights[below + 1] as number];
    return low + (high - low) * (place - below);
  };
}

/** Mean over a binomial number of holders among those listed. */
function drawn(heights: readonly number[]): Response {
  const listed = heights.length - 1;
  const logs = [0];
  for (let x = 1; x <= listed; x += 1) logs.push((logs[x - 1] as number) + Math.log((listed - x + 1) / x));
  return (share) => {
    if (share <= 0) return heights[0] as number;
    if (share >= 1) return heights[listed] as number;
    const [one, other] = [Math.log(share), Math.log1p(-share)];
    return heights.reduce(
      (sum, height, x) => sum + height * Math.exp((logs[x] as number) + x * one + (listed - x) * other),
      0,
    );
  };
}

function courseOf(parameters: ResolvedParameters, response: Response): MeanFieldCourse {
  const { agents, committed, committedTo, labels, sweeps } = parameters;
  const free = 1 - committed / agents;
  const held = committedTo === 'first' ? committed / agents : 0;
  const change = (share: number): number => response(held + free * share) - share;
  const start = startOf(parameters, change);
  const lasting = sweeps - sweeps / LASTING_PART;
  const grid = orderTimes(parameters).map((time) => time / agents);
  const times = [...new Set([...grid, lasting, sweeps])].sort((a, b) => a - b);
  const order = (share: number): number => Math.abs(2 * (held + free * share) - 1);
  const shares = integrate({
    initial: Float64Array.of(start, 0),
    sums: 1,
    times,
    longestStep: LONGEST_STEP,
    derivative(state, moved) {
      moved[0] = change(state[0] as number);
      moved[1] = order(state[0] as number);
    },
    watch: ([share = 0, summed = 0]) => ({ share, summed }),
  });
  const at = new Map(times.map((time, place) => [time, shares[place] as (typeof shares)[number]]));
  const [before, end] = [at.get(lasting), at.get(sweeps)].map((one) => one ?? { share: start, summed: 0 });
  const last = end?.share ?? start;
  const adopted = committedTo === 'first' ? last : 1 - last;
  return {
    values: {
      lasting_order: ((end?.summed ?? 0) - (before?.summed ?? 0)) / (sweeps - lasting),
      final_order: order(last),
      ...winnerValues(
        labels,
        [last, 1 - last].map((share) => Math.round(share / STILL)),
      ),
      ...(committed === 0 ? {} : { adoption: adopted, flipped: Number(adopted >= FLIPPED_SHARE) }),
    },
    series: { order: grid.map((time) => order(at.get(time)?.share ?? start)) },
    sentence:
      committed === 0
        ? `Without chance order |m| goes to ${figure(order(last))} in ${sweeps} sweeps, from ${figure(order(start))}.`
        : `Without chance ${figure(adopted)} of the others hold ${labels[committedTo === 'first' ? 0 : 1]} after ${sweeps} sweeps.`,
  };
}

/** As agents start; from an exact tie at which nothing would ever move, by one agent off it. */
function startOf({ start, agents, committed }: ResolvedParameters, change: (share: number) => number): number {
  const tied = committed === 0 && Math.abs(start - 0.5) < STILL && Math.abs(change(start)) < STILL;
  return tied ? start + 1 / (2 * agents) : start;
}
