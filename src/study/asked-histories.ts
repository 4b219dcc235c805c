import type { AskedAbout } from '../analysis/index.js';
import { userError } from '../foundation/errors/index.js';
import { hash128, type Words } from '../foundation/random/index.js';
import {
  canonicalState,
  type AskedHistories,
  type ConstructedHistories,
  type ConstructedHistory,
  type Scenario,
} from '../spec/index.js';
import type { GivenCondition } from './conditions.js';

/** The constructed histories that a study asks about in a condition. */
export interface HistoriesToAsk {
  readonly about: AskedAbout;
  /** Those of `about.places`, in the same order. */
  readonly histories: readonly ConstructedHistory[];
}

/** Whether a study asks about constructed histories at all. */
export function asksHistories(asked: AskedHistories | undefined): asked is Exclude<AskedHistories, 'none'> {
  return asked !== undefined && asked !== 'none';
}

/**
 * Histories up to the length that is asked for; where there are more than are wanted, those of least keyed rank. So a larger
 * sample holds every smaller one of the same seed, and conditions with the same histories ask about the same.
 *
 * @param seed Of the study.
 * @returns `undefined` where none are asked for, or the scenario makes none.
 */
export function historiesToAsk(
  { situations: { histories } }: Pick<Scenario, 'situations'>,
  asked: AskedHistories | undefined,
  seed: number,
): HistoriesToAsk | undefined {
  if (histories === undefined || !asksHistories(asked)) return undefined;
  const { atMost = Infinity, length } = limitsOf(asked);
  const allowed = [...allowedIn(histories, length)];
  const chosen = allowed.length <= atMost ? allowed : leastOf(allowed, atMost, seed);
  return {
    about: {
      axis: histories.axis,
      of: histories.count,
      drawn: chosen.length < allowed.length,
      ...(length === undefined ? {} : { length }),
      places: chosen.map(({ situation, x, multiset }) => ({ state: canonicalState(situation), x, multiset })),
    },
    histories: chosen,
  };
}

/**
 * @throws MesocosmError (usage) when histories are asked for in a condition that can make none.
 */
export function assertHistories(asked: AskedHistories | undefined, given: readonly GivenCondition[]): void {
  if (!asksHistories(asked)) return;
  const lacking = given.find(({ scenario }) => scenario.situations.histories === undefined);
  if (lacking === undefined) return;
  throw userError({
    kind: 'usage',
    what: `no histories can be made for the condition "${lacking.name}" of "${lacking.scenario.name}"`,
    expected: 'a scenario that declares all histories that its agents can have, in a condition with few enough of them',
    remedy: 'leave --histories (in a program `histories`) away, or shorten the memory',
  });
}

/** In words, for example `100 constructed histories of at most length 3`. */
export function historiesInWords(asked: AskedHistories | undefined): string {
  if (!asksHistories(asked)) return 'none';
  const { atMost, length } = limitsOf(asked);
  return `${atMost === undefined ? 'all' : `at most ${atMost}`}${length === undefined ? '' : ` up to length ${length}`}`;
}

function limitsOf(asked: Exclude<AskedHistories, 'none'>): { readonly atMost?: number; readonly length?: number } {
  if (asked === 'all') return {};
  return typeof asked === 'number' ? { atMost: asked } : asked;
}

/** Shorter ones come first, so that no longer one is made in vain. */
function* allowedIn(histories: ConstructedHistories, length = Infinity): Iterable<ConstructedHistory> {
  for (const history of histories.all()) {
    if (history.length > length) return;
    yield history;
  }
}

function leastOf(allowed: readonly ConstructedHistory[], count: number, seed: number): readonly ConstructedHistory[] {
  const ranked = allowed.map((history, at) => ({
    history,
    at,
    rank: hash128([seed, 'histories', canonicalState(history.situation)]),
  }));
  return ranked
    .toSorted((one, other) => order(one.rank, other.rank) || one.at - other.at)
    .slice(0, count)
    .toSorted((one, other) => one.at - other.at)
    .map(({ history }) => history);
}

function order(one: Words, other: Words): number {
  const at = one.findIndex((word, index) => word !== other[index]);
  return at < 0 ? 0 : (one[at] as number) - (other[at] as number);
}
