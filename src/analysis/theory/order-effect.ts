import { mean } from '../../foundation/statistics/index.js';
import type { Chance, OrderEffect } from '../../spec/index.js';
import { sameThings, type AdaptationRow } from './history-rows.js';

/** Replies are counted anew so many times, to tell what counting alone gives. */
const REDRAWS = 199;

/** What one person chose after histories. */
export interface PersonRows {
  readonly agent: string;
  readonly rows: readonly AdaptationRow[];
  /** How many replies were counted for each; absent where the mind tells probabilities. */
  readonly samples?: number;
}

/** A history of a group that holds the same things. */
interface Ordered {
  readonly state: string;
  readonly probability: number;
}

/**
 * The effect of order among the histories that were asked: mean absolute difference to the mean of those with the same things.
 * Where replies were counted it is larger than 0 by counting alone; so counts are redrawn, with one probability for each
 * group, and what they give is told beside it, with the share of redraws that give as much (one-sided Monte Carlo test).
 *
 * @param chance Draws only where replies were counted.
 */
export function orderEffect(
  people: readonly PersonRows[],
  { option, chance }: { readonly option: number; readonly chance: Chance },
): Omit<OrderEffect, 'inRuns'> {
  const groups = people.flatMap(({ agent, rows, samples }) =>
    sameThings(rows).map((group) => ({
      agent,
      samples,
      members: group.map(({ state, forced }): Ordered => ({ state, probability: forced?.[option] ?? 0 })),
    })),
  );
  const histories = groups.reduce((sum, { members }) => sum + members.length, 0);
  if (groups.length === 0) return { value: null, groups: 0, histories: 0, furthest: null };
  const value = meanDeviation(groups.map(({ members }) => members.map(({ probability }) => probability)));
  const furthest = groups
    .map(({ agent, members }) => ({ agent, ...ends(members) }))
    .reduce((most, one) => (gap(one) > gap(most) ? one : most));
  const about = { value, groups: groups.length, histories, furthest };
  if (groups.every(({ samples }) => samples === undefined)) return about;
  const redrawn = Array.from({ length: REDRAWS }, () =>
    meanDeviation(
      groups.map(({ members, samples }) => {
        const common = mean(members.map(({ probability }) => probability));
        return members.map(() => (samples === undefined ? common : counted(common, samples, chance)));
      }),
    ),
  );
  const p = (1 + redrawn.filter((one) => one >= value - 1e-12).length) / (REDRAWS + 1);
  return { ...about, byChance: { mean: mean(redrawn), p } };
}

/** Over all members, each held against the mean of its group. */
function meanDeviation(groups: readonly (readonly number[])[]): number {
  return mean(
    groups.flatMap((group) => {
      const centre = mean(group);
      return group.map((probability) => Math.abs(probability - centre));
    }),
  );
}

function counted(probability: number, samples: number, chance: Chance): number {
  let found = 0;
  for (let reply = 0; reply < samples; reply += 1) if (chance.uniform() < probability) found += 1;
  return found / samples;
}

function ends(members: readonly Ordered[]): { readonly low: Ordered; readonly high: Ordered } {
  return {
    low: members.reduce((least, one) => (one.probability < least.probability ? one : least)),
    high: members.reduce((most, one) => (one.probability > most.probability ? one : most)),
  };
}

function gap({ low, high }: { readonly low: Ordered; readonly high: Ordered }): number {
  return high.probability - low.probability;
}
