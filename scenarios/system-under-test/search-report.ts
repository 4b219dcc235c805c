import type { Event, Persona } from 'mesocosm';
import { conversationsOf, type Conversation } from './conversation.js';
import { searchOf, type CodedConversation, type Rate, type Search } from './search.js';

/** The conversations that a population held, in one run or several. */
export interface SearchedBy {
  readonly name: string;
  readonly personas: readonly Persona[];
  /** Events of each run. */
  readonly runs: readonly (readonly Event[])[];
}

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
  const coded = runs.flatMap(conversationsOf).flatMap((conversation): readonly CodedConversation[] => {
    const { failures } = conversation;
    if (failures === undefined) return [];
    return [
      {
        failures,
        position: Object.fromEntries(wanted.map((axis) => [axis, positionOn(axis, conversation, positions)])),
      },
    ];
  });
  return searchOf(name, coded, wanted);
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

function inWords({ count, of, share, low, high }: Rate): string {
  if (share === null || low === null || high === null) return 'none held';
  return `${count} of ${of} (${percent(share)}, 95 % ${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
