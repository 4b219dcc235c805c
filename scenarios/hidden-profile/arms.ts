import { ruleArm, type AgentSlot, type Arm } from 'mesocosm';
import { committeeMember } from './members.js';
import type { HiddenProfileParameters } from './parameters.js';
import { committeeWorld } from './rules.js';
import { committeeMeeting } from './schedule.js';
import { committeeSituations } from './situations.js';

/**
 * The same members with the same turns, each alone: what they tell reaches nobody. Which fact is told hangs on what one knows, so it
 * cannot be drawn from a prior over candidates, and nothing stands in its place.
 */
export function unheard(parameters: HiddenProfileParameters): Arm {
  return {
    name: 'isolated',
    removes: 'lets nobody hear anybody: the same turns, and everybody remembers only what it told itself',
    refuses: () => (parameters.rounds === 0 ? 'nobody tells anything in this condition' : undefined),
    plan: ({ scenario: given, condition, seed, agents }) => ({
      scenario: {
        ...given,
        world: committeeWorld(parameters, false),
        regime: committeeMeeting(parameters, (agent) => [agent]),
      },
      condition,
      arm: 'isolated',
      seed,
      agents,
    }),
  };
}

/** Members who tell whatever comes to mind, and count. */
export const samplingArm: Arm = ruleArm({
  removes:
    'replaces every mind by a member that tells any fact as soon as another, and counts what speaks for and against',
  mind: () => committeeMember(),
});

/** Everybody has every fact, and counts: right by construction. */
export function pooledArm(parameters: HiddenProfileParameters, slots: readonly AgentSlot[]): Arm {
  return ruleArm({
    name: 'pooled',
    removes: 'gives every member every fact, and replaces every mind by one that counts what speaks for and against',
    twin: (scenario) => ({
      ...scenario,
      situations: committeeSituations({ ...parameters, information: 'shared' }, slots),
    }),
    mind: () => committeeMember(),
  });
}
