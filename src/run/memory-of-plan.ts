import { checkMemoryNeeds, memoryRule } from '../agent/index.js';
import type { RunPlan } from '../spec/index.js';

/**
 * How the agents of a plan remember; `undefined` where its scenario keeps no memory. A memory that asks, asks the mind of its
 * agent, as the persona that the agent had at the start: what is written must not hang on when it is first needed.
 *
 * @throws MesocosmError (usage) when the policy needs more than the mind of an agent has.
 */
export function memoryOfPlan(
  { scenario: { memory }, agents }: RunPlan,
  { stream, signal }: { readonly stream: string; readonly signal?: AbortSignal },
): ReturnType<typeof memoryRule> | undefined {
  if (memory === undefined) return undefined;
  const { policy } = memory;
  if (policy?.needs === undefined) return memoryRule(memory);
  const asking = agents.map(({ id, mind, persona }) => ({
    id,
    mind,
    words: mind.words?.({ agent: id, occasion: 0, stream, persona, signal }),
  }));
  // Whoever is committed is asked nothing, and recalls nothing.
  const free = new Set(agents.filter(({ commitment }) => commitment === undefined).map(({ id }) => id));
  checkMemoryNeeds(
    policy,
    asking.filter(({ id }) => free.has(id)),
  );
  const words = new Map(asking.map(({ id, words: own }) => [id, own]));
  return memoryRule(memory, (agent) => words.get(agent));
}
