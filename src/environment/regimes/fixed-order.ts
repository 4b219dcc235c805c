import type { Activation, Regime } from '../../spec/index.js';
import { onceEach, type Touching } from './touching.js';

/**
 * Everybody in turn, in the order of the population, one at a time. An agent may see and change everything, unless
 * `touching` says otherwise.
 */
export function fixedOrder(touching: Touching = {}): Regime {
  const { reads = () => 'all' as const, writes = () => 'all' as const } = touching;
  return {
    name: 'fixed-order',
    *activations(agents): Iterable<Activation> {
      const [readsOf, writesOf] = [onceEach(reads), onceEach(writes)];
      for (let index = 0; ; index += 1) {
        const agent = agents[index % agents.length] as string;
        const touched = { reads: readsOf(agent), writes: writesOf(agent) };
        yield { index, time: index, agents: [agent], ...touched, reason: 'its turn' };
      }
    },
  };
}
