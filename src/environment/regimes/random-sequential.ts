import type { Activation, Regime } from '../../spec/index.js';
import { createClocks } from '../_internals/clocks.js';
import { onceEach, type Touching } from './touching.js';

/**
 * Random sequential updating: one agent at a time, each as likely as any other at every step.
 *
 * Every agent has a Poisson clock of rate 1 with its own keyed gaps, and the order is that of their rings, so adding an
 * agent shifts nobody else's gaps. `time` counts activations. An agent may see everybody and changes only itself, unless
 * `touching` says otherwise.
 */
export function randomSequential(touching: Touching = {}): Regime {
  const { reads = () => 'all' as const, writes = (agent) => [agent] } = touching;
  return {
    name: 'random-sequential',
    *activations(agents, chances): Iterable<Activation> {
      const clocks = createClocks(agents, chances);
      const [readsOf, writesOf] = [onceEach(reads), onceEach(writes)];
      for (let index = 0; ; index += 1) {
        const agent = agents[clocks.next().agent] as string;
        const touched = { reads: readsOf(agent), writes: writesOf(agent) };
        yield { index, time: index, agents: [agent], ...touched, reason: 'its clock rang' };
      }
    },
  };
}
