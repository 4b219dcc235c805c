import type { ConstructedHistories, ConstructedHistory, Situation } from 'mesocosm';
import type { Round } from './memory.js';
import type { Resolved } from './resolve.js';

/** So many histories can be looked through one by one; where there are more, none are declared. */
const MOST = 100_000;

/**
 * Every memory that an agent can have, of no round to H rounds: with two names and H = 5 there are 1,365. They lie on a line by
 * how many of the remembered partners said the first name.
 */
export function namingHistories(
  { names, memory }: Pick<Resolved, 'names' | 'memory'>,
  count: number,
  remembering: (rounds: readonly Round[]) => Situation,
): { readonly histories?: ConstructedHistories } {
  if (count > MOST) return {};
  const rounds = names.flatMap((_, own) => names.map((__, partner): Round => ({ own, partner })));

  function* all(): Iterable<ConstructedHistory> {
    for (let length = 0; length <= memory; length += 1) {
      for (let index = 0; index < rounds.length ** length; index += 1) {
        const remembered = digits(index, length).map((digit) => rounds[digit] as Round);
        yield {
          situation: remembering(remembered),
          length,
          x: shareOfFirst(remembered),
          multiset: multisetOf(names, remembered),
        };
      }
    }
  }

  /** Of a number written with as many digits as there are different rounds, the first the oldest. */
  function digits(index: number, length: number): readonly number[] {
    return Array.from(
      { length },
      (_, place) => Math.floor(index / rounds.length ** (length - 1 - place)) % rounds.length,
    );
  }

  return { histories: { axis: `share of ${names[0]} among the partners that are remembered`, count, all } };
}

/** `null` where no round is remembered. */
function shareOfFirst(rounds: readonly Round[]): number | null {
  return rounds.length === 0 ? null : rounds.filter(({ partner }) => partner === 0).length / rounds.length;
}

function multisetOf(names: readonly string[], rounds: readonly Round[]): string {
  const between = names.every((name) => name.length === 1) ? '' : '/';
  return rounds
    .map(({ own, partner }) => `${names[own]}${between}${names[partner]}`)
    .toSorted()
    .join(' ');
}
