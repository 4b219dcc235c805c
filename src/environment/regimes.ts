import { userError } from '../foundation/errors/index.js';
import { mix, seed32 } from '../foundation/random/index.js';
import type { Network } from '../foundation/network/index.js';
import type { Activation, Chances, Regime } from '../spec/index.js';
import { createClocks } from './_internals/clocks.js';

/**
 * Random sequential updating: one agent at a time, each as likely as any other at every step.
 *
 * Every agent has a Poisson clock of rate 1 with its own keyed gaps, and the order is that of their rings, so adding an
 * agent shifts nobody else's gaps. `time` counts activations. An agent may see everybody and changes only itself.
 */
export function randomSequential(): Regime {
  return {
    name: 'random-sequential',
    *activations(agents, chances): Iterable<Activation> {
      const clocks = createClocks(agents, chances);
      for (let index = 0; ; index += 1) {
        const agent = agents[clocks.next().agent] as string;
        yield { index, time: index, agents: [agent], reads: 'all', writes: [agent], reason: 'its clock rang' };
      }
    },
  };
}

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

/** Everybody in turn, in the order of the population, one at a time. */
export function fixedOrder(): Regime {
  return {
    name: 'fixed-order',
    *activations(agents): Iterable<Activation> {
      for (let index = 0; ; index += 1) {
        const agent = agents[index % agents.length] as string;
        yield { index, time: index, agents: [agent], reads: 'all', writes: 'all', reason: 'its turn' };
      }
    },
  };
}

/** Everybody at once, round after round. */
export function simultaneousRounds(): Regime {
  return {
    name: 'simultaneous-rounds',
    *activations(agents): Iterable<Activation> {
      for (let index = 0; ; index += 1) {
        yield { index, time: index, agents, reads: 'all', writes: 'all', reason: `round ${index + 1}` };
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
