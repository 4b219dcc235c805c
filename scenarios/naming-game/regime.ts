import {
  complete,
  edgeMatching,
  erdosRenyi,
  matchedRounds,
  randomMatching,
  randomPairs,
  randomRegular,
  ringLattice,
  scaleFree,
  smallWorld,
  type Chance,
  type Network,
  type Regime,
} from 'mesocosm';
import type { Resolved } from './resolve.js';

/**
 * In each step a random agent meets a random neighbour, or, by `activation`, everybody in turn does; or in each round as many
 * pairs as there can be meet at once, of an odd number one rests. A random network is drawn from the seed of the run, so the
 * arms of one seed share it.
 */
export function namingRegime(resolved: Resolved): Regime {
  const { activation, network } = resolved;
  const draw = networkOf(resolved);
  if (activation === 'simultaneous-rounds') {
    const pairing = (chance: Chance): Regime =>
      matchedRounds(network === 'complete' ? randomMatching() : edgeMatching(draw(chance)));
    return {
      name: `matched-rounds:${network}`,
      activations: (agents, chances) => pairing(chances('network')).activations(agents, chances),
    };
  }
  return {
    name: `random-pairs:${network}${activation === 'random-sequential' ? '' : `:${activation}`}`,
    activations: (agents, chances) =>
      randomPairs(draw(chances('network')), { turns: activation }).activations(agents, chances),
  };
}

function networkOf(resolved: Resolved): (chance: Chance) => Network {
  const { agents, degree, rewiring, edgeProbability } = resolved;
  switch (resolved.network) {
    case 'complete': {
      const network = complete(agents);
      return () => network;
    }
    case 'ring': {
      const network = ringLattice(agents, degree);
      return () => network;
    }
    case 'regular':
      return (chance) => randomRegular(agents, degree, chance);
    case 'small-world':
      return (chance) => smallWorld(agents, degree, rewiring, chance);
    case 'scale-free':
      return (chance) => scaleFree(agents, degree / 2, chance);
    case 'erdos-renyi':
      return (chance) => erdosRenyi(agents, edgeProbability, chance);
  }
}
