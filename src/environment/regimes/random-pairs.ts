import { userError } from '../../foundation/errors/index.js';
import { mix, seed32 } from '../../foundation/random/index.js';
import type { Network } from '../../foundation/network/index.js';
import type { Activation, Chances, Regime } from '../../spec/index.js';
import { createClocks } from '../_internals/clocks.js';

/**
 * Random pairing on a network: the agent whose clock rings meets a neighbour, each neighbour as likely as any other.
 *
 * The partner is the neighbour of least priority under a key of the meeting, so adding or removing a neighbour changes
 * a meeting only if that neighbour is the one met. Both decide at once. An agent without neighbours is passed over.
 *
 * @throws MesocosmError (usage) when nobody has a neighbour, once activations are asked for.
 */
export function randomPairs(network: Network): Regime {
  return {
    name: `random-pairs:${network.name}`,
    *activations(agents, chances): Iterable<Activation> {
      if (agents.every((_, place) => network.neighbours(place).length === 0)) throw nobodyMeets(network);
      const clocks = createClocks(agents, chances);
      const items = agents.map((agent) => seed32('pair', agent));
      for (let index = 0; ;) {
        const { agent, occasion } = clocks.next();
        const first = agents[agent] as string;
        const partner = leastPriority(network.neighbours(agent), items, chances('partner', first, occasion));
        if (partner === undefined) continue;
        const pair = [first, agents[partner] as string];
        yield { index, time: index, agents: pair, reads: pair, writes: pair, reason: 'they met' };
        index += 1;
      }
    },
  };
}

function nobodyMeets(network: Network): Error {
  return userError({
    kind: 'usage',
    what: `the network ${network.name} has no links, so nobody ever meets anybody`,
    expected: 'a network with at least one link',
    remedy: 'raise the probability of a link, or take another network or seed',
  });
}

function leastPriority(
  candidates: readonly number[],
  items: readonly number[],
  chance: ReturnType<Chances>,
): number | undefined {
  const word = (): number => chance.integer(0xffffffff);
  const key = [word(), word(), word(), word()] as const;
  let best: number | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const priority = mix(key, items[candidate] as number);
    if (priority < least) {
      least = priority;
      best = candidate;
    }
  }
  return best;
}
