import type { AgentSlot, DefinedWorld, Situation, Situations } from 'mesocosm';
import { ANSWER } from './exchange.js';
import type { OpinionExchangeParameters } from './parameters.js';
import type { Shared, Slice } from './rules.js';
import { LEVELS, optionOf } from './scale.js';
import { startBeliefs } from './start-beliefs.js';

type Facing = DefinedWorld<Shared, Slice>['facing'];

/**
 * What people face. Alone, they say what they believe before they have read or written anything: `empty` with the belief that
 * they are given at the start, and `no belief` without one, which shows where the topic itself draws them.
 */
export function exchangeSituations(
  parameters: OpinionExchangeParameters,
  worldFacing: Facing,
  slots: readonly AgentSlot[],
): Situations<Shared, Slice> {
  const agents = slots.map(({ id }) => id);
  const levels = startBeliefs(parameters.agents, parameters.start);

  /**
   * Levels of belief are points of a scale: they mean what they say. Somebody who writes is told of levels, too, so it has their
   * names.
   */
  const facing: Facing = (context) => {
    const situation = worldFacing(context);
    return situation.answer === undefined ? { ...situation, scale: true } : { ...situation, options: LEVELS };
  };
  const alone = (id: string, start: number | null): Situation =>
    facing({
      state: { agents, shared: { steps: 0 }, slice: () => ({ start, level: start ?? optionOf(0), message: null }) },
      agent: id,
      activation: { index: 0, time: 0, agents: [id], reads: [id], writes: [id], asks: ANSWER, reason: 'asked alone' },
      occasion: 0,
      memory: [],
      lens: (option) => option,
    });

  return {
    facing,
    alone: ({ id }) => [
      { name: 'empty', situation: alone(id, levels[agents.indexOf(id)] ?? null) },
      { name: 'no belief', situation: alone(id, null) },
    ],
  };
}
