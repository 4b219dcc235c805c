import type { AgentSlot } from 'mesocosm';
import { firstNames } from './names.js';

/**
 * `agents` places, of which `committed` are taken by agents that always choose `commitment`. Committed places are spread
 * evenly over the population, so that on a ring they are not neighbours.
 */
export function agentSlots(
  agents: number,
  minority: { readonly committed: number; readonly commitment: number },
): readonly AgentSlot[] {
  const { committed, commitment } = minority;
  const places = new Set(Array.from({ length: committed }, (_, index) => Math.floor((index * agents) / committed)));
  return firstNames(agents).map((name, index) => ({
    id: `agent-${index + 1}`,
    name,
    ...(places.has(index) ? { commitment } : {}),
  }));
}
