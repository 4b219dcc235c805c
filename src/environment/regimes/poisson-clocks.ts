import { userError } from '../../foundation/errors/index.js';
import type { Activation, Regime } from '../../spec/index.js';
import { createClocks } from '../_internals/clocks.js';
import { onceEach, type Touching } from './touching.js';

/** How {@link poissonClocks} go. */
export interface PoissonClocksOptions extends Touching {
  /** Activations of an agent in a unit of virtual time on average, 0 or more. Default 1. */
  rate?(agent: string): number;
}

/**
 * Asynchronous updating in continuous time: each agent acts when its own Poisson clock rings, one at a time.
 *
 * Gaps are exponential with mean 1 / rate, keyed by the agent, and `time` is the sum of its gaps: adding an agent or
 * changing its rate shifts nobody else. With equal rates the order is that of {@link randomSequential}. An agent may see
 * everybody and changes only itself, unless `reads` and `writes` say otherwise.
 *
 * @throws MesocosmError (usage), once activations are asked for, when a rate is negative or not finite, or all are 0.
 */
export function poissonClocks(options: PoissonClocksOptions = {}): Regime {
  const { rate = () => 1, reads = () => 'all' as const, writes = (agent) => [agent] } = options;
  return {
    name: 'poisson-clocks',
    *activations(agents, chances): Iterable<Activation> {
      assertRates(agents, rate);
      const clocks = createClocks(agents, chances, rate);
      const [readsOf, writesOf] = [onceEach(reads), onceEach(writes)];
      for (let index = 0; ; index += 1) {
        const { agent: place, time } = clocks.next();
        const agent = agents[place] as string;
        const touched = { reads: readsOf(agent), writes: writesOf(agent) };
        yield { index, time, agents: [agent], ...touched, reason: 'its clock rang' };
      }
    },
  };
}

function assertRates(agents: readonly string[], rate: (agent: string) => number): void {
  const odd = agents.find((agent) => !(rate(agent) >= 0 && rate(agent) < Infinity));
  if (odd !== undefined) {
    throw userError({
      kind: 'usage',
      what: `the clock of "${odd}" has the rate ${rate(odd)}`,
      expected: 'a finite number of at least 0',
    });
  }
  if (agents.some((agent) => rate(agent) > 0)) return;
  throw userError({
    kind: 'usage',
    what: 'the clocks of all agents have the rate 0, so nobody would ever act',
    expected: 'at least one agent with a rate above 0',
  });
}
