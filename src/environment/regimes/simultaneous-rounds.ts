import type { Activation, Regime } from '../../spec/index.js';
import { together, type Touching } from './touching.js';

/**
 * Everybody at once, round after round, without seeing each other's decisions of the round. They may see and change
 * everything, unless `touching` says otherwise.
 */
export function simultaneousRounds(touching: Touching = {}): Regime {
  const { reads = () => 'all' as const, writes = () => 'all' as const } = touching;
  return {
    name: 'simultaneous-rounds',
    *activations(agents): Iterable<Activation> {
      const touched = { reads: together(agents.map(reads)), writes: together(agents.map(writes)) };
      for (let index = 0; ; index += 1) {
        yield { index, time: index, agents, ...touched, reason: `round ${index + 1}` };
      }
    },
  };
}
