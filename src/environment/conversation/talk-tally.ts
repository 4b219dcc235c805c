import { gini } from '../../foundation/statistics/index.js';
import type { AgentSlot } from '../../spec/index.js';

/** How much was said, and how evenly it was shared. */
export interface TalkCounts {
  readonly utterances: number;
  /** Turns in which somebody chose to say nothing. */
  readonly silences: number;
  /** Turns in which no words came that could be used. */
  readonly failedTurns: number;
  /** People who said something. */
  readonly speakers: number;
  /** All that was said, in the unit that was given. */
  readonly amount: number;
  /** Share of it of whoever said most; `null` where nothing was said. */
  readonly largestShare: number | null;
  /** Gini coefficient over everybody, those who said nothing included; `null` where nothing was said. */
  readonly gini: number | null;
}

/** Counts talk, for measures of worlds in which people speak. */
export interface TalkTally {
  /** Somebody said so much, in a unit of one's choice (characters, words). */
  said(agent: string, amount: number): void;
  /** A turn in which nothing was said: `silence` where that was chosen, anything else is a failure. */
  passed(why: unknown): void;
  counts(): TalkCounts;
}

/**
 * A count of who talked how much.
 *
 * @param agents Everybody who could have spoken.
 */
export function talkTally(agents: readonly Pick<AgentSlot, 'id'>[]): TalkTally {
  const amounts = new Map(agents.map(({ id }) => [id, 0]));
  const speakers = new Set<string>();
  let [utterances, silences, failedTurns] = [0, 0, 0];
  return {
    said(agent, amount) {
      utterances += 1;
      speakers.add(agent);
      amounts.set(agent, (amounts.get(agent) ?? 0) + amount);
    },
    passed(why) {
      if (why === 'silence') silences += 1;
      else failedTurns += 1;
    },
    counts() {
      const all = [...amounts.values()];
      const amount = all.reduce((sum, one) => sum + one, 0);
      return {
        utterances,
        silences,
        failedTurns,
        speakers: speakers.size,
        amount,
        largestShare: amount === 0 ? null : Math.max(...all) / amount,
        gini: amount === 0 ? null : gini(all),
      };
    },
  };
}
