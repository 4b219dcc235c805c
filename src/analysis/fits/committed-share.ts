import type { AgentSlot } from '../../spec/index.js';

/** Share of the agents that always choose the same. */
export function committedShare(agents: readonly Pick<AgentSlot, 'commitment'>[]): number {
  return agents.length === 0 ? 0 : agents.filter(({ commitment }) => commitment !== undefined).length / agents.length;
}
