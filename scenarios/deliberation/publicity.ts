import type { InterviewAnswer, Measure } from 'mesocosm';
import { ballotsOf } from './ballots.js';
import { meanOf, totalVariation } from './distances.js';
import type { Resolved } from './parameters.js';
import { SHOW_HAND } from './actions.js';
import { HAND_SHOWN } from './event-names.js';
import { ballotTimes, roundLength } from './schedule.js';
import { valuesOf } from './values.js';

/**
 * What is shown in public beside what is held in private, and whether people move to where most of the others stood.
 *
 * - `private_public_gap`: total variation between a private ballot and the distribution that the hand was drawn from, at the
 *   same moment and with the same memory.
 * - `conformity`: change of the private probability of the option for which most of the others showed a hand, from the ballot
 *   just before that show of hands to the next one; ties among the others are left out.
 */
export function publicityMeasure(parameters: Resolved): Measure {
  const { options } = parameters;
  const times = ballotTimes(parameters);
  const length = roundLength(parameters);
  return {
    name: 'publicity',
    columns: {
      private_public_gap: {
        title: 'distance between private ballot and public hand, on average',
        unit: 'total variation',
        headline: true,
      },
      conformity: {
        title: 'change of the private probability of what most of the others had shown',
        unit: 'probability',
        headline: true,
      },
    },
    start(agents) {
      const shown = new Map<string, number>();
      const meant = new Map<string, readonly number[]>();
      let answers: readonly InterviewAnswer[] = [];
      return {
        observe({ type, agent = '', time, data }) {
          if (type === HAND_SHOWN) shown.set(`${time} ${agent}`, options.indexOf(String(data['option'])));
          const { kind, probabilities } = data;
          if (type !== 'decision-made' || kind !== SHOW_HAND || !Array.isArray(probabilities)) return;
          meant.set(`${time} ${agent}`, probabilities.map(Number));
        },
        hear(said) {
          answers = said;
        },
        finish() {
          const ballots = ballotsOf(answers, agents, times);
          const gaps: number[] = [];
          const moves: number[] = [];
          for (const [place, time] of times.entries()) {
            if (place === 0) continue;
            const next = ballots.times[place + 1] ?? null;
            for (const { id } of agents) {
              const before = ballots.of(id, time);
              if (before === undefined) continue;
              const hand = meant.get(`${time} ${id}`);
              if (hand !== undefined) gaps.push(gapOf(before, hand));
              const others = agents.flatMap((other) =>
                other.id === id ? [] : [shown.get(`${time} ${other.id}`) ?? -1],
              );
              const majority = majorityOf(others, options.length);
              const after = ballots.of(id, next);
              if (majority === undefined || after === undefined) continue;
              moves.push((after[majority] ?? 0) - (before[majority] ?? 0));
            }
          }
          return valuesOf({
            private_public_gap:
              gaps.length === 0
                ? { missing: `no private ballot stands beside a show of hands at ${length}` }
                : meanOf(gaps),
            conformity:
              moves.length === 0 ? { missing: 'the others were never on one side, or nobody answered' } : meanOf(moves),
          });
        },
      };
    },
  };
}

/** What a decision is drawn from is rounded to multiples of 2⁻³², and a ballot is not: so much is no distance. */
function gapOf(ballot: readonly number[], hand: readonly number[]): number {
  const gap = totalVariation(ballot, hand);
  return gap <= ballot.length * 2 ** -32 ? 0 : gap;
}

/** The option with the most hands; `undefined` where two have as many, or there are none. */
function majorityOf(hands: readonly number[], options: number): number | undefined {
  const counts = Array.from({ length: options }, (_, option) => hands.filter((hand) => hand === option).length);
  const most = Math.max(...counts);
  const leading = counts.flatMap((count, option) => (count === most ? [option] : []));
  return most === 0 || leading.length > 1 ? undefined : leading[0];
}
