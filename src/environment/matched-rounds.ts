import type { Matching } from '../foundation/network/index.js';
import type { Activation, Regime } from '../spec/index.js';

/** So many rounds in a row without a pair are taken for an end that never comes. */
const EMPTY_ROUNDS = 1000;

/**
 * Rounds of pairs: in each, those whom the matching pairs meet, all pairs at the round's time, both of a pair at once. A
 * pair reads and writes its two only, so that pairs of a round are asked at the same time; without one of its two it is
 * passed over. Who is in no pair rests.
 *
 * @throws MesocosmError (usage) when nobody could ever meet anybody, once activations are asked for.
 */
export function matchedRounds(matching: Matching): Regime {
  return {
    name: `matched-rounds:${matching.name}`,
    *activations(agents, chances): Iterable<Activation> {
      const pairsOf = matching.pairing(agents, chances);
      let [index, empty] = [0, 0];
      for (let round = 0; ; round += 1) {
        const pairs = pairsOf(round);
        empty = pairs.length === 0 ? empty + 1 : 0;
        if (empty === EMPTY_ROUNDS) throw new Error(`${matching.name} gave no pair in ${empty} rounds in a row`);
        for (const pair of pairs) {
          const reason = `round ${round + 1}: they were matched`;
          yield { index, time: round, agents: pair, reads: pair, writes: pair, together: true, reason };
          index += 1;
        }
      }
    },
  };
}
