import type { Activation, Regime } from 'mesocosm';
import type { Seats } from './seats.js';

/** What a person is asked for once the talk is over, and a judge afterwards. */
export const VERDICT = 'verdict';
export const CODE = 'code';

/**
 * Person and system in turn, so many times each; then the person's verdict, and a judge's code where there is one. All
 * conversations stand at the same time, and each reads and writes its own agents only, so that they are held at once.
 */
export function conversationTurns(seats: readonly Seats[], turns: number): Regime {
  return {
    name: 'conversation-turns',
    finite: true,
    *activations(): Iterable<Activation> {
      let index = 0;
      const moments = [
        ...Array.from({ length: turns }, () => ['person', 'system'] as const).flat(),
        VERDICT,
        CODE,
      ] as const;
      for (const [time, moment] of moments.entries()) {
        for (const { person, system, judge } of seats) {
          const own = judge === undefined ? [person, system] : [person, system, judge];
          const who = moment === CODE ? judge : moment === 'system' ? system : person;
          if (who === undefined) continue;
          const asks = moment === VERDICT || moment === CODE ? { asks: moment } : {};
          const reason = moment === VERDICT || moment === CODE ? 'the talk is over' : 'its turn to speak';
          yield { index, time, agents: [who], reads: own, writes: own, ...asks, reason };
          index += 1;
        }
      }
    },
  };
}
