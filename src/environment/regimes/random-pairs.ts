import { userError } from '../../foundation/errors/index.js';
import { mix, seed32 } from '../../foundation/random/index.js';
import type { Network } from '../../foundation/network/index.js';
import type { Activation, Chances, Regime } from '../../spec/index.js';
import { createClocks } from '../_internals/clocks.js';

/** How {@link randomPairs} go on. */
export interface RandomPairsOptions {
  /**
   * Whose turn it is to meet somebody: an agent by chance (`random-sequential`), which is the default; everybody in turn, in
   * the order of the population (`fixed-order`); or as by chance, at the times at which clocks of rate 1 ring
   * (`poisson-clocks`). Else `time` counts meetings.
   */
  readonly turns?: 'random-sequential' | 'fixed-order' | 'poisson-clocks';
}

/**
 * Random pairing on a network: the agent whose turn it is meets a neighbour, each neighbour as likely as any other.
 *
 * The partner is the neighbour of least priority under a key of the meeting, so adding or removing a neighbour changes
 * a meeting only if that neighbour is the one met. Both decide at once. An agent without neighbours is passed over.
 *
 * @throws MesocosmError (usage) when nobody has a neighbour, once activations are asked for.
 */
export function randomPairs(network: Network, { turns = 'random-sequential' }: RandomPairsOptions = {}): Regime {
  return {
    name: `random-pairs:${network.name}${turns === 'random-sequential' ? '' : `:${turns}`}`,
    *activations(agents, chances): Iterable<Activation> {
      if (agents.every((_, place) => network.neighbours(place).length === 0)) throw nobodyMeets(network);
      const clocks = turns === 'fixed-order' ? inTurn(agents.length) : createClocks(agents, chances);
      const items = agents.map((agent) => seed32('pair', agent));
      for (let index = 0; ;) {
        const { agent, occasion, time } = clocks.next();
        const first = agents[agent] as string;
        const partner = leastPriority(network.neighbours(agent), items, chances('partner', first, occasion));
        if (partner === undefined) continue;
        const pair = [first, agents[partner] as string];
        yield {
          index,
          time: turns === 'poisson-clocks' ? time : index,
          agents: pair,
          reads: pair,
          writes: pair,
          reason: 'they met',
        };
        index += 1;
      }
    },
  };
}

/** Everybody in turn, as clocks tell it. */
function inTurn(agents: number): ReturnType<typeof createClocks> {
  let turn = -1;
  return {
    next() {
      turn += 1;
      return { agent: turn % agents, occasion: Math.floor(turn / agents), time: turn };
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
