import { chancesFrom, randomRegular, ringLattice, scaleFree, smallWorld, type Chance, type Network } from 'mesocosm';
import type { ResolvedParameters } from './parameters.js';

/** Networks in which everybody has the same number of neighbours. */
export const SAME_DEGREE: readonly string[] = ['ring', 'regular'];

/**
 * The network of a run, by what is fixed for the run: equal for all arms of one seed, and drawn once for all decisions of a
 * run that follow each other.
 */
export function networkOfRun(parameters: ResolvedParameters): (salt: number) => Network {
  let last: { readonly salt: number; readonly network: Network } | undefined;
  return (salt) => {
    if (last?.salt !== salt) last = { salt, network: draw(parameters, chancesFrom(salt)('network')) };
    return last.network;
  };
}

function draw({ network, agents, neighbours, rewiring }: ResolvedParameters, chance: Chance): Network {
  switch (network) {
    case 'regular':
      return randomRegular(agents, neighbours, chance);
    case 'small-world':
      return smallWorld(agents, neighbours, rewiring, chance);
    case 'scale-free':
      return scaleFree(agents, neighbours / 2, chance);
    default:
      return ringLattice(agents, neighbours);
  }
}
