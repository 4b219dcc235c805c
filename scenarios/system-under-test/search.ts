import { wilson } from 'mesocosm';

/** A conversation that was coded: the failures found in it, and where the person stands, where that is known. */
export interface CodedConversation {
  readonly failures: readonly string[];
  readonly position?: { readonly [axis: string]: number };
}

/** A share with Wilson's 95 % interval. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How often conversations with people of one part of the axes show a failure. */
export interface RegionRate extends Rate {
  /** Part of each axis, for example `{ patience: 'low', trust: 'high' }`. */
  readonly region: { readonly [axis: string]: string };
  /** Failures that were found there, in the order of the alphabet. */
  readonly failures: readonly string[];
}

/** What a population found out about a system. */
export interface Search {
  readonly name: string;
  readonly conversations: number;
  readonly rate: Rate;
  /** Different failures, in the order of the alphabet. */
  readonly distinct: readonly string[];
  readonly distinctPerHundred: number | null;
  /** Regions that somebody stands in; those with the highest share of failures first. */
  readonly regions: readonly RegionRate[];
}

/** Parts of an axis, each a third of it. */
export const PARTS = ['low', 'middle', 'high'] as const;

/** What a population found in conversations that were coded; regions only where everybody stands somewhere. */
export function searchOf(name: string, coded: readonly CodedConversation[], axes: readonly string[]): Search {
  const distinct = failuresOf(coded);
  const regions = new Map<string, CodedConversation[]>();
  for (const conversation of coded) {
    const { position } = conversation;
    if (position === undefined) continue;
    const key = JSON.stringify(axes.map((axis) => partOf(position[axis] as number)));
    regions.set(key, [...(regions.get(key) ?? []), conversation]);
  }
  const rates = [...regions].map(([key, held]): RegionRate => {
    const parts = JSON.parse(key) as readonly string[];
    const region = Object.fromEntries(axes.map((axis, at) => [axis, parts[at] as string]));
    return { region, ...rateOf(held), failures: failuresOf(held) };
  });
  rates.sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || b.of - a.of);
  return {
    name,
    conversations: coded.length,
    rate: rateOf(coded),
    distinct,
    distinctPerHundred: coded.length === 0 ? null : (100 * distinct.length) / coded.length,
    regions: rates,
  };
}

/**
 * Different failures that are to be expected in fewer of the conversations: rarefaction, the mean over all samples of that
 * size without replacement (Hurlbert 1971). A failure that n of N conversations show is missed by a sample of m with
 * probability C(N − n, m) / C(N, m).
 *
 * @param conversations 0 to as many as there are.
 */
export function rarefied(coded: readonly CodedConversation[], conversations: number): number {
  const all = coded.length;
  if (!Number.isInteger(conversations) || conversations < 0 || conversations > all) {
    throw new Error(`${conversations} of ${all} conversations cannot be drawn`);
  }
  return failuresOf(coded).reduce((sum, failure) => {
    const showing = coded.filter(({ failures }) => failures.includes(failure)).length;
    let missed = 1;
    for (let drawn = 0; drawn < conversations; drawn += 1) missed *= Math.max(0, all - showing - drawn) / (all - drawn);
    return sum + 1 - missed;
  }, 0);
}

function partOf(position: number): string {
  return PARTS[Math.min(PARTS.length - 1, Math.floor(position * PARTS.length))] as string;
}

function failuresOf(conversations: readonly CodedConversation[]): readonly string[] {
  return [...new Set(conversations.flatMap(({ failures }) => failures))].sort();
}

function rateOf(conversations: readonly CodedConversation[]): Rate {
  const count = conversations.filter(({ failures }) => failures.length > 0).length;
  const of = conversations.length;
  if (of === 0) return { count, of, share: null, low: null, high: null };
  const { low, high } = wilson(count, of);
  return { count, of, share: count / of, low, high };
}
