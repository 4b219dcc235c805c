import { checkMemoryNeeds, memoryRule } from '../agent/index.js';
import type { MemoryWords, PlannedAgent, RunPlan } from '../spec/index.js';

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
  checkMemory({ memory, agents }, { stream, signal });
  const words = new Map(agents.map((agent) => [agent.id, wordsOf(agent, { stream, signal })]));
  return memoryRule(memory, (agent) => words.get(agent));
}

/**
 * Refuses a memory that needs more than the minds of agents have. Whoever is committed is asked nothing and recalls nothing.
 *
 * @throws MesocosmError (usage) that names the policy, the first such agent and its mind.
 */
export function checkMemory(
  { memory, agents }: Pick<RunPlan, 'agents'> & Pick<RunPlan['scenario'], 'memory'>,
  how: { readonly stream: string; readonly signal?: AbortSignal } = { stream: '' },
): void {
  const policy = memory?.policy;
  if (policy?.needs === undefined) return;
  const free = agents.filter(({ commitment }) => commitment === undefined);
  checkMemoryNeeds(
    policy,
    free.map((agent) => ({ id: agent.id, mind: agent.mind, words: wordsOf(agent, how) })),
  );
}

function wordsOf(
  { id, mind, persona }: PlannedAgent,
  { stream, signal }: { readonly stream: string; readonly signal?: AbortSignal },
): MemoryWords | undefined {
  return mind.words?.({ agent: id, occasion: 0, stream, persona, signal });
}
