import { complete, randomPairs, type Activation, type Regime } from 'mesocosm';

/** What is asked of somebody: to write a message, or what one believes. */
export const WRITE = 'write';
export const ANSWER = 'answer';

/**
 * In each step a random person writes and another, each as likely as any other, reads and answers; a step takes one unit of
 * time. Who meets whom hangs on the seed alone, so the arms of one seed share it.
 */
export function exchange({ agents: count, steps }: { readonly agents: number; readonly steps: number }): Regime {
  const meetings = randomPairs(complete(count));
  return {
    name: 'write-then-read',
    finite: true,
    *activations(agents, chances): Iterable<Activation> {
      for (const { index: step, agents: pair } of meetings.activations(agents, chances)) {
        if (step >= steps) return;
        const [writer, reader] = pair as readonly [string, string];
        const both = { time: step, reads: pair, writes: pair };
        yield { ...both, index: 2 * step, agents: [writer], asks: WRITE, reason: `step ${step + 1}` };
        yield { ...both, index: 2 * step + 1, priority: 1, agents: [reader], asks: ANSWER, reason: `step ${step + 1}` };
      }
    },
  };
}

/** The other of the two that meet. */
export function otherOf({ reads }: Activation, agent: string): string {
  const other = reads === 'all' ? undefined : reads.find((one) => one !== agent);
  if (other === undefined) throw new Error(`"${agent}" meets nobody`);
  return other;
}
