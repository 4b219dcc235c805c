import { gini } from '../../foundation/statistics/index.js';

/** One turn of a conversation. */
export interface SpokenTurn {
  readonly speaker: string;
  /** Whom it was for; `null` or absent where it was for all. */
  readonly to?: string | null;
  readonly words: string;
}

/** How often one spoke right after another, beside what would come of the numbers of turns alone. */
export interface TurnPair {
  /** Who had spoken before. */
  readonly from: string;
  /** Who spoke next. */
  readonly to: string;
  readonly count: number;
  /** Share of the turns after `from`, taken by another, that are of `to`; `null` where nobody spoke after `from`. */
  readonly share: number | null;
  /** Turns of `to` as a share of the turns of all but `from`; `null` where nobody but `from` spoke. */
  readonly expected: number | null;
}

/** Who speaks, to whom, and after whom: of one conversation in one run. */
export interface ConversationStructure {
  readonly turns: number;
  /** Turns of each, of all who could have spoken. */
  readonly turnsOf: ReadonlyMap<string, number>;
  /** Gini's coefficient of turns, those included who said nothing; `null` where nothing was said. */
  readonly turnGini: number | null;
  /** Share of the turns of whoever had most. */
  readonly largestShare: number | null;
  /** Share of turns that were for one other and not for all. */
  readonly addressedShare: number | null;
  /** Share of the addressed turns whose addressee spoke next; `null` where no addressed turn was followed by one. */
  readonly answeredByAddressee: number | null;
  /**
   * Share of changes of speaker after which the one before comes back at once (A, B, A), of those that have a third turn;
   * `null` where there is none.
   */
  readonly returns: number | null;
  /** The same if the third were drawn from all but B in proportion to their turns. */
  readonly returnsExpected: number | null;
  /** Every ordered pair of different speakers. */
  readonly pairs: readonly TurnPair[];
}

/**
 * The structure of a conversation: shares of turns, addressees, who follows whom, and returns of the floor (A, B, A), which small
 * groups show far more often than numbers of turns alone would give (Parker 1988, Journal of Personality and Social Psychology
 * 54:965; Stasser, Taylor 1991, the same 60:675).
 *
 * Turns of one conversation depend on each other: an interval takes one value of each run.
 *
 * @param agents All who could have spoken.
 * @param turns In their order; consecutive turns of one speaker are turns of their own, and no change of speaker.
 * @throws RangeError for a turn of, or for, somebody else.
 */
export function conversationStructure(agents: readonly string[], turns: readonly SpokenTurn[]): ConversationStructure {
  const turnsOf = countsOf(agents, turns);
  const counts = [...turnsOf.values()];
  const n = turns.length;
  const addressed = turns.filter(({ to }) => typeof to === 'string');
  const nexts = turns.flatMap(({ to }, at) => {
    const next = turns[at + 1];
    return typeof to !== 'string' || next === undefined ? [] : [next.speaker === to];
  });
  return {
    turns: n,
    turnsOf,
    turnGini: n === 0 ? null : gini(counts),
    largestShare: n === 0 ? null : Math.max(...counts) / n,
    addressedShare: n === 0 ? null : addressed.length / n,
    answeredByAddressee: shareTrue(nexts),
    ...returnsIn(turns, turnsOf),
    pairs: pairsIn(turns, turnsOf),
  };
}

function countsOf(agents: readonly string[], turns: readonly SpokenTurn[]): ReadonlyMap<string, number> {
  const counts = new Map(agents.map((agent) => [agent, 0]));
  for (const { speaker, to } of turns) {
    for (const one of typeof to === 'string' ? [speaker, to] : [speaker]) {
      if (!counts.has(one)) throw new RangeError(`${one} takes no part in the conversation`);
    }
    counts.set(speaker, (counts.get(speaker) as number) + 1);
  }
  return counts;
}

function returnsIn(
  turns: readonly SpokenTurn[],
  turnsOf: ReadonlyMap<string, number>,
): Pick<ConversationStructure, 'returns' | 'returnsExpected'> {
  const found: boolean[] = [];
  const expected: number[] = [];
  for (const [at, third] of turns.entries()) {
    const [first, second] = [turns[at - 2], turns[at - 1]];
    if (first === undefined || second === undefined) continue;
    if (first.speaker === second.speaker || second.speaker === third.speaker) continue;
    const others = turns.length - (turnsOf.get(second.speaker) as number);
    found.push(third.speaker === first.speaker);
    expected.push((turnsOf.get(first.speaker) as number) / others);
  }
  const mean = expected.length === 0 ? null : expected.reduce((sum, value) => sum + value, 0) / expected.length;
  return { returns: shareTrue(found), returnsExpected: mean };
}

function pairsIn(turns: readonly SpokenTurn[], turnsOf: ReadonlyMap<string, number>): readonly TurnPair[] {
  const counts = new Map<string, number>();
  const after = new Map<string, number>();
  for (const [at, { speaker: to }] of turns.entries()) {
    const from = turns[at - 1]?.speaker;
    if (from === undefined || from === to) continue;
    const key = JSON.stringify([from, to]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    after.set(from, (after.get(from) ?? 0) + 1);
  }
  const agents = [...turnsOf.keys()];
  return agents.flatMap((from) =>
    agents
      .filter((to) => to !== from)
      .map((to): TurnPair => {
        const count = counts.get(JSON.stringify([from, to])) ?? 0;
        const [all, others] = [after.get(from) ?? 0, turns.length - (turnsOf.get(from) as number)];
        return {
          from,
          to,
          count,
          share: all === 0 ? null : count / all,
          expected: others === 0 ? null : (turnsOf.get(to) as number) / others,
        };
      }),
  );
}

function shareTrue(found: readonly boolean[]): number | null {
  return found.length === 0 ? null : found.filter(Boolean).length / found.length;
}
