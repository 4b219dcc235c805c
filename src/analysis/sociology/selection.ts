import { mean } from '../../foundation/statistics/index.js';
import type { Contact } from './social-network.js';

/** Whether one kind chooses its like, beside what chance would give. */
export interface Homophily {
  readonly kind: string;
  /** Agents of it. */
  readonly agents: number;
  /** Choices made by them. */
  readonly n: number;
  /** Share of these that fell on their own kind; `null` where they chose nobody. */
  readonly observed: number | null;
  /** The share if everybody chose among all others alike: (agents − 1) / (all − 1). */
  readonly expected: number;
  /**
   * (observed − expected) / (1 − expected): 0 is chance, 1 nobody of another kind, below 0 others are preferred; `null` where
   * nobody else could be chosen, or nobody was.
   */
  readonly inbreeding: number | null;
}

/**
 * Homophily of each kind where agents choose partners, in one run.
 *
 * Source: Coleman 1958, Human Organization 17:28, whose index divides a share below the expected one by that share and not by
 * the rest; Currarini, Jackson, Pin 2009, Econometrica 77:1003, whose inbreeding homophily has one form on both sides, as here:
 * it goes down to −expected / (1 − expected). The expected share leaves the chooser out, which in small groups matters.
 *
 * @param kinds Of each agent; at least two agents.
 * @throws RangeError for fewer than two agents, a choice of oneself, or an agent without a kind.
 */
export function homophily(kinds: ReadonlyMap<string, string>, choices: readonly Contact[]): readonly Homophily[] {
  if (kinds.size < 2) throw new RangeError(`homophily needs at least two agents, and there are ${kinds.size}`);
  for (const { from, to } of choices) {
    if (from === to) throw new RangeError(`${from} chose itself`);
    for (const one of [from, to]) if (!kinds.has(one)) throw new RangeError(`${one} has no kind`);
  }
  return [...new Set(kinds.values())].map((kind): Homophily => {
    const agents = [...kinds.values()].filter((one) => one === kind).length;
    const made = choices.filter(({ from }) => kinds.get(from) === kind);
    const n = made.length;
    const observed = n === 0 ? null : made.filter(({ to }) => kinds.get(to) === kind).length / n;
    const expected = (agents - 1) / (kinds.size - 1);
    const inbreeding = observed === null || expected === 1 ? null : (observed - expected) / (1 - expected);
    return { kind, agents, n, observed, expected, inbreeding };
  });
}

/** A choice among those who could have been chosen, or a departure from one of those one was with. */
export interface SelectionOccasion {
  readonly chooser: string;
  /** Whom it chose, or left; `null` where the decision failed. */
  readonly chosen: string | null;
  /** All who could have been chosen, or left: at least the one who was. */
  readonly available: readonly string[];
}

/** What agents select, by something that each of them has. */
export interface SelectionDifferential {
  /** Occasions with a choice among several. */
  readonly made: number;
  /** Occasions at which the decision failed. */
  readonly missing: number;
  /** Mean value of the chosen; `null` where nobody was chosen. */
  readonly chosen: number | null;
  /** What it would be if all who were available were as likely. */
  readonly available: number | null;
  /** The first less the second: above 0, more of it is chosen (or, of departures, left). */
  readonly differential: number | null;
  /** The differential if at all failed occasions the least, or the most, that was available had been chosen. */
  readonly bounds: { readonly low: number; readonly high: number } | null;
  /** Mean distance in value between chooser and chosen, less that to all available: below 0 the like are chosen. */
  readonly distance: number | null;
}

/**
 * What agents select where they may choose partners or leave: the mean of a value among the chosen less its mean among those who
 * were available, as the selection differential of breeders (Falconer, Mackay 1996, Introduction to Quantitative Genetics,
 * chapter 11). Occasions with one available agent are no choice and are left out.
 *
 * @param values Of each agent.
 * @param occasions Of one run.
 * @throws RangeError for an agent without a value, or a chosen one who was not available.
 */
export function selectionDifferential(
  values: ReadonlyMap<string, number>,
  occasions: readonly SelectionOccasion[],
): SelectionDifferential {
  const valueOf = (agent: string): number => {
    const value = values.get(agent);
    if (value === undefined) throw new RangeError(`${agent} has no value`);
    return value;
  };
  const open = occasions.filter(({ available }) => available.length > 1);
  const rows = open.flatMap(({ chooser, chosen, available }) => {
    if (chosen === null) return [];
    if (!available.includes(chosen)) throw new RangeError(`${chosen} was not available to ${chooser}`);
    const [own, all] = [valueOf(chooser), available.map(valueOf)];
    const apart = (value: number): number => Math.abs(value - own);
    const value = valueOf(chosen);
    return [{ value, usual: mean(all), nearer: apart(value) - mean(all.map(apart)) }];
  });
  const failed = open.filter(({ chosen }) => chosen === null).map(({ available }) => available.map(valueOf));
  const known = rows.length > 0;
  const [chosen, available] = [mean(rows.map(({ value }) => value)), mean(rows.map(({ usual }) => usual))];
  return {
    made: rows.length,
    missing: failed.length,
    chosen: known ? chosen : null,
    available: known ? available : null,
    differential: known ? chosen - available : null,
    bounds: open.length === 0 ? null : boundsOf(rows.map(({ value, usual }) => value - usual), failed), // prettier-ignore
    distance: known ? mean(rows.map(({ nearer }) => nearer)) : null,
  };
}

function boundsOf(
  differences: readonly number[],
  failed: readonly (readonly number[])[],
): { readonly low: number; readonly high: number } {
  const filled = (end: (values: readonly number[]) => number): number =>
    mean([...differences, ...failed.map((values) => end(values) - mean(values))]);
  return { low: filled((values) => Math.min(...values)), high: filled((values) => Math.max(...values)) };
}
