import type { Activation, AgentSlot, DefinedWorld, Interview, Situation, Situations } from 'mesocosm';
import type { Resolved } from './parameters.js';
import type { Shared, Slice } from './actions.js';
import { roundLength, VERDICT } from './schedule.js';

/** Name of the interview that is a private ballot. */
export const PRIVATE_BALLOT = 'private-ballot';

type Facing = DefinedWorld<Shared, Slice>['facing'];

/** What people face; alone, they vote in secret before anybody has said anything. */
export function deliberationSituations(facing: Facing, slots: readonly AgentSlot[]): Situations<Shared, Slice> {
  const agents = slots.map(({ id }) => id);
  const state = { agents, shared: { over: false }, slice: () => ({}) };
  const empty = ({ id }: AgentSlot): Situation =>
    facing({ state, agent: id, activation: verdictOf(id), occasion: 0, memory: [], lens: (option) => option });
  return {
    facing,
    alone: (agent) => [{ name: 'empty', situation: empty(agent) }],
    after: (context) => facing({ ...context, activation: verdictOf(context.agent) }),
  };
}

/** The question of the verdict, put before, between and after the rounds of talk, of which nothing is left. */
export function privateBallot(parameters: Resolved, facing: Facing): Interview {
  return {
    name: PRIVATE_BALLOT,
    when: { start: true, end: true, every: parameters.ballotEvery * roundLength(parameters) },
    situation: (context) => facing({ ...context, activation: verdictOf(context.agent) }),
  };
}

function verdictOf(agent: string): Activation {
  return {
    index: 0,
    time: 0,
    agents: [agent],
    reads: [agent],
    writes: [agent],
    phase: VERDICT,
    reason: 'a private ballot',
  };
}
