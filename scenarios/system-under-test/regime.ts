import type { Activation, Regime } from 'mesocosm';
import type { Seats } from './seats.js';

/** What a person is asked for once the talk is over. */
export const VERDICT = 'verdict';
const CODE = 'code ';

/** What a judge is asked for afterwards: whether a failure of the codebook is there. */
export function asksFor(code: string): string {
  return `${CODE}${code}`;
}

/** The failure that a judge is asked for. */
export function codeIn(asks: string | undefined): string | undefined {
  return asks?.startsWith(CODE) === true ? asks.slice(CODE.length) : undefined;
}

/**
 * Person and system in turn, so many times each; then the person's verdict, and where there is a judge its answer on one
 * failure of the codebook after the other. All conversations stand at the same time, and each reads and writes its own
 * agents only, so that they are held at once.
 */
export function conversationTurns(seats: readonly Seats[], turns: number, codes: readonly string[]): Regime {
  const moments = [
    ...Array.from({ length: turns }, () => ['person', 'system'] as const).flat(),
    'verdict' as const,
    ...codes.map((code) => ({ code })),
  ];
  return {
    name: 'conversation-turns',
    finite: true,
    *activations(): Iterable<Activation> {
      let index = 0;
      for (const [time, moment] of moments.entries()) {
        for (const { person, system, judge } of seats) {
          const own = judge === undefined ? [person, system] : [person, system, judge];
          const who = typeof moment === 'object' ? judge : moment === 'system' ? system : person;
          if (who === undefined) continue;
          const asked = typeof moment === 'object' ? asksFor(moment.code) : moment === 'verdict' ? VERDICT : undefined;
          const asks = asked === undefined ? {} : { asks: asked };
          const reason = asked === undefined ? 'its turn to speak' : 'the talk is over';
          yield { index, time, agents: [who], reads: own, writes: own, ...asks, reason };
          index += 1;
        }
      }
    },
  };
}
