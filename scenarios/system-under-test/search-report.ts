import { wilson, type Event, type Persona } from 'mesocosm';
import { conversationsOf, type Conversation } from './conversation.js';

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

/** The conversations that a population held, in one run or several. */
export interface SearchedBy {
  readonly name: string;
  readonly personas: readonly Persona[];
  /** Events of each run. */
  readonly runs: readonly (readonly Event[])[];
}

/** Parts of an axis, each a third of it. */
const PARTS = ['low', 'middle', 'high'] as const;

/**
 * What a population found: how often the system failed, for whom, and how many different failures that were. Conversations
 * that nobody coded are left out.
 *
 * @param axes Axes whose parts make the regions; default all on which the first persona has a position.
 * @throws Error where a run had somebody else in it than these personas, or somebody without a position on an axis.
 */
export function searchedBy({ name, personas, runs }: SearchedBy, axes?: readonly string[]): Search {
  const positions = new Map(personas.map((persona) => [persona.name, persona.position ?? {}]));
  const wanted = axes ?? Object.keys(personas[0]?.position ?? {});
  const coded = runs.flatMap(conversationsOf).filter(({ failures }) => failures !== undefined);
  const distinct = failuresOf(coded);
  const regions = new Map<string, Conversation[]>();
  for (const conversation of coded) {
    const parts = wanted.map((axis) => partOf(positionOn(axis, conversation, positions)));
    const key = JSON.stringify(parts);
    regions.set(key, [...(regions.get(key) ?? []), conversation]);
  }
  const rates = [...regions].map(([key, held]): RegionRate => {
    const parts = JSON.parse(key) as readonly string[];
    const region = Object.fromEntries(wanted.map((axis, at) => [axis, parts[at] as string]));
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

/** Several populations side by side, in words: how often and how variously each found the system failing, and where. */
export function searchTable(searches: readonly Search[], most = 8): string {
  const found = searches.map(
    ({ name, conversations, rate, distinct, distinctPerHundred }) =>
      `${name}: ${conversations} conversations, failures in ${inWords(rate)}; ` +
      `${distinct.length} different (${distinct.join(', ') || 'none'}), ` +
      `${distinctPerHundred === null ? 'nothing' : distinctPerHundred.toFixed(1)} per hundred conversations`,
  );
  const regions = searches.flatMap(({ name, regions: all }) => [
    `where ${name} found failures:`,
    ...all
      .filter(({ count }) => count > 0)
      .slice(0, most)
      .map((one) => `  ${Object.entries(one.region).map((pair) => pair.join(' ')).join(', ')}: ${inWords(one)}`), // prettier-ignore
  ]);
  return [...found, ...regions, ''].join('\n');
}

function positionOn(
  axis: string,
  { persona, agent }: Conversation,
  positions: ReadonlyMap<string, { readonly [axis: string]: number }>,
): number {
  const at = persona === undefined ? undefined : positions.get(persona)?.[axis];
  if (at !== undefined) return at;
  throw new Error(`${persona ?? agent} has no position on "${axis}" among these personas: give those of the run`);
}

function partOf(position: number): string {
  return PARTS[Math.min(PARTS.length - 1, Math.floor(position * PARTS.length))] as string;
}

function failuresOf(conversations: readonly Conversation[]): readonly string[] {
  return [...new Set(conversations.flatMap(({ failures = [] }) => failures))].sort();
}

function rateOf(conversations: readonly Conversation[]): Rate {
  const count = conversations.filter(({ failures = [] }) => failures.length > 0).length;
  const of = conversations.length;
  if (of === 0) return { count, of, share: null, low: null, high: null };
  const { low, high } = wilson(count, of);
  return { count, of, share: count / of, low, high };
}

function inWords({ count, of, share, low, high }: Rate): string {
  if (share === null || low === null || high === null) return 'none held';
  return `${count} of ${of} (${percent(share)}, 95 % ${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
