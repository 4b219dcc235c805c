import { userError } from '../../foundation/errors/index.js';
import { gini, type Interval } from '../../foundation/statistics/index.js';

/** What is unknown of some agents: that they have something from `low` to `high`. */
export interface UnknownHoldings {
  readonly agents: number;
  /** Not negative. */
  readonly low: number;
  readonly high: number;
}

/** An index, and how far what is unknown could move it; `bounds` is `null` where nothing is unknown. */
export interface BoundedIndex {
  readonly value: number | null;
  readonly bounds: Interval | null;
}

/** How unequally something is shared out in one run. */
export interface Inequality {
  readonly n: number;
  readonly missing: number;
  /** 0 where all are equal, 1 − 1 / n where one has all. */
  readonly gini: BoundedIndex;
  /** 0 where all are equal, ln n where one has all; in nats. */
  readonly theil: BoundedIndex;
  /** Share of all that the richest have. */
  readonly topShare: BoundedIndex;
  /** How many agents count as the richest: the share `top` of all, rounded up. */
  readonly topAgents: number;
}

/**
 * Gini's and Theil's index and the share of the richest. An index of nobody, or where all have nothing, is `null`.
 *
 * Bounds are exact: with unknown holdings each index is quasi-convex in them, being a convex function over a linear one, so that
 * it is largest where each is at an end of its range, and least where all unknown ones are alike.
 *
 * Source: Theil 1967, Economics and Information Theory, chapter 4, in the form Σ (y / n ȳ) ln(y / ȳ). Gini's is half the relative
 * mean difference.
 *
 * @param holdings One value of each agent, not negative.
 * @param options.top Share of the agents who count as the richest: above 0, at most 1. Default .1.
 * @throws MesocosmError (usage) for a negative value or options out of bounds.
 */
export function inequality(
  holdings: readonly number[],
  options: { readonly top?: number; readonly unknown?: UnknownHoldings } = {},
): Inequality {
  const { top = 0.1, unknown = { agents: 0, low: 0, high: 0 } } = options;
  check(holdings, top, unknown);
  const n = holdings.length + unknown.agents;
  const topAgents = Math.max(1, Math.ceil(top * n - 1e-9));
  const indexOf = (index: Index, flattest: readonly number[]): BoundedIndex => ({
    value: valueOf(index, holdings),
    bounds: unknown.agents === 0 ? null : boundsOf(index, { holdings, unknown, flattest }),
  });
  const { low, high } = unknown;
  const bends = [low, high, ...holdings.filter((value) => value > low && value < high)];
  return {
    n: holdings.length,
    missing: unknown.agents,
    gini: indexOf(gini, bends),
    theil: indexOf(theil, [Math.min(high, Math.max(low, theilsLeast(holdings)))]),
    topShare: indexOf((values) => topShareOf(values, Math.min(values.length, topAgents)), bends),
    topAgents,
  };
}

/** Theil's index of values that are not negative and not all 0, in nats. `NaN` of nothing. */
export function theil(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const terms = values.map((value) => (value === 0 ? 0 : (value / centre) * Math.log(value / centre)));
  return Math.max(0, terms.reduce((sum, term) => sum + term, 0) / values.length);
}

type Index = (values: readonly number[]) => number;

function valueOf(index: Index, values: readonly number[]): number | null {
  return values.some((value) => value > 0) ? index(values) : null;
}

function topShareOf(values: readonly number[], agents: number): number {
  const sorted = values.toSorted((a, b) => b - a);
  const sum = (some: readonly number[]): number => some.reduce((total, value) => total + value, 0);
  return sum(sorted.slice(0, agents)) / sum(sorted);
}

/** `flattest`: values of which one, held by all that are unknown, makes the index least. */
function boundsOf(
  index: Index,
  about: {
    readonly holdings: readonly number[];
    readonly unknown: UnknownHoldings;
    readonly flattest: readonly number[];
  },
): Interval | null {
  const { holdings, unknown, flattest } = about;
  const { agents, low, high } = unknown;
  const filled = (rich: number, [most, least]: readonly [number, number]): readonly number[] => [
    ...holdings,
    ...Array.from({ length: agents }, (_, at) => (at < rich ? most : least)),
  ];
  const ends = Array.from({ length: agents + 1 }, (_, rich) => valueOf(index, filled(rich, [high, low])));
  const alike = flattest.map((value) => valueOf(index, filled(agents, [value, value])));
  const found = [...ends, ...alike].filter((value) => value !== null);
  return found.length === 0 ? null : { low: Math.min(...found), high: Math.max(...found) };
}

/** Where Theil's index is least in what is added: the mean of the logarithms, weighted by the values themselves. */
function theilsLeast(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const weighted = values.reduce((total, value) => total + (value === 0 ? 0 : value * Math.log(value)), 0);
  return sum === 0 ? 0 : Math.exp(weighted / sum);
}

function check(holdings: readonly number[], top: number, { agents, low, high }: UnknownHoldings): void {
  const wrong = (what: string, expected: string): Error => userError({ kind: 'usage', what, expected });
  const negative = holdings.find((value) => !(value >= 0 && value < Infinity));
  if (negative !== undefined) throw wrong(`somebody has ${negative}`, 'values from 0 up');
  if (!(top > 0 && top <= 1)) throw wrong(`the richest are a share of ${top}`, 'above 0 and at most 1');
  if (!(Number.isInteger(agents) && agents >= 0)) throw wrong(`${agents} agents are unknown`, 'an integer from 0 up');
  if (!(low >= 0 && high >= low)) throw wrong(`what is unknown lies from ${low} to ${high}`, 'from 0 up, low first');
}
