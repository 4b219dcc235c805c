import { ruleMind } from '../../src/agent/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { execute, type ExecuteOptions, type Execution } from '../../src/run/execute.js';
import { encodeEvent } from '../../src/run/journal/codec.js';
import type { Event, Mind, RunPlan } from '../../src/spec/index.js';

/** Takes an option the more often the more often it stands in the state. */
export const follower: Mind = ruleMind({
  name: 'follower',
  probabilities({ options, state }) {
    const said = state.flatMap((part) => (typeof part === 'object' && 'option' in part ? [part.option] : []));
    return options.map((_, option) => 1 + said.filter((one) => one === option).length);
  },
});

/** Executes a plan and keeps the lines of its journal. */
export async function journalOf(
  plan: RunPlan,
  options: ExecuteOptions = {},
): Promise<{ readonly lines: readonly string[]; readonly execution: Execution }> {
  const lines: string[] = [];
  const sink = (events: readonly Event[]): void => {
    lines.push(...events.map(encodeEvent));
    options.sink?.(events);
  };
  return { execution: await execute(plan, { ...options, sink }), lines };
}

/** The same mind, each answer after a number of turns of the event loop that is drawn from `salt`. */
export function late(mind: Mind, salt: number): Mind {
  const delays = chancesFrom(salt)('delays');
  return {
    name: mind.name,
    async judge(situation, context) {
      const turns = delays.integer(5);
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return mind.judge(situation, context);
    },
  };
}
