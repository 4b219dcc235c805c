import { relabelled, symmetrised } from '../agent/index.js';
import { checkInterventions, checkMoments, intervened } from '../run/index.js';
import type { Arm, ArmContext, Intervention, Mind, PlannedAgent, RunPlan, Scenario } from '../spec/index.js';

/** The run itself: agents meet, see and remember each other. */
export const interacting: Arm = {
  name: 'interacting',
  asksAfter: true,
  removes: 'removes nothing: the agents meet',
  plan: (context) => base('interacting', context),
};

/**
 * The same agents, each alone. It replays the activations of the interacting run with the same seed and stops where
 * that stopped; whatever an agent would see or remember of others is a fresh draw from its own prior with an empty
 * history, and its own past choices stay.
 */
export const isolated: Arm = {
  name: 'isolated',
  asksAfter: true,
  removes: "replaces every choice of others that an agent sees or remembers by a draw from the agent's own prior",
  needs: 'interacting',
  plan(context) {
    const { donor } = context;
    if (donor === undefined) throw new Error('the arm "isolated" needs a finished interacting run with the same seed');
    const stopAfter = { activations: donor.activations, reason: donor.reason };
    return { ...base('isolated', context), solitary: context.priors, stopAfter, ignoreEnd: true };
  },
};

/** Roles and labels change places: the agent sees, and answers, with every label standing for the next option. */
export const relabelledArm: Arm = {
  name: 'relabelled',
  removes: 'exchanges the labels of the options, so that an outcome that follows the label changes sides',
  labels: 'exchanged',
  plan: (context) =>
    base('relabelled', context, ({ mind }) => relabelled(mind, rotation(context.scenario.options.length))),
};

/** Options and history mirrored together, and the answers averaged: no label can be preferred for its own sake. */
export const symmetrisedArm: Arm = {
  name: 'symmetrised',
  removes: 'averages every answer over all exchanges of labels, so that no label is preferred for its own sake',
  labels: 'averaged',
  refuses: ({ scenario }) =>
    scenario.elicitation?.labels === 'averaged' ? 'labels are averaged in every arm of this condition' : undefined,
  plan: (context) => base('symmetrised', context, ({ mind }) => symmetrised(mind)),
};

/** One label assignment, as the options are written: shows what the labels themselves do. */
export const fixedLabels: Arm = {
  name: 'fixed-labels',
  removes: 'takes away the averaging over label assignments, which shows the preference for a label',
  refuses({ scenario, elicit }) {
    if (elicit === undefined) return 'nothing is asked in words';
    return scenario.elicitation?.labels === 'fixed' ? 'labels are fixed in every arm of this condition' : undefined;
  },
  plan: (context) =>
    base('fixed-labels', context, (agent) => context.elicit?.(agent, { labels: 'fixed' }) ?? agent.mind),
};

/** Agents that forget everything between two decisions. */
export const memoryless: Arm = {
  name: 'memoryless',
  removes: 'empties the memory before every decision',
  refuses({ scenario }) {
    const forgetful = scenario.memory === undefined || scenario.memory.window === 0;
    return forgetful ? 'nobody remembers anything in this condition' : undefined;
  },
  plan(context) {
    const { memory } = context.scenario;
    if (memory === undefined) throw new Error('the arm "memoryless" needs agents that remember');
    const scenario: Scenario = { ...context.scenario, memory: { ...memory, window: 0, item: () => undefined } };
    return base('memoryless', { ...context, scenario });
  },
};

/**
 * Agents that meet the past of others: whatever an agent would see or remember of others is what the same agent saw, at the
 * same point of its own course, in the interacting run with another seed. Others move as agents do move, but do not react.
 * It stops where that run stopped.
 */
export const yoked: Arm = {
  name: 'yoked',
  asksAfter: true,
  removes:
    'replaces what an agent sees or remembers of others by what it saw in another run, so that nobody reacts to it',
  yokedTo: 'interacting',
  onRequest: true,
  plan(context) {
    const { donor, yoked: seen } = context;
    if (donor === undefined || seen === undefined)
      throw new Error('the arm "yoked" needs a finished interacting run with another seed, and what was seen in it');
    const stopAfter = { activations: donor.activations, reason: donor.reason };
    return { ...base('yoked', context), yoked: seen, stopAfter, ignoreEnd: true };
  },
};

/** The same agents without the texts that say who they are; names stay. */
export const noPersona: Arm = {
  name: 'no-persona',
  removes: 'takes away the texts that say who agents are',
  onRequest: true,
  refuses({ agents }) {
    if (agents.every(({ persona }) => persona === undefined)) return 'nobody in particular takes part';
    const byPosition = agents.some(({ persona, mind }) => persona !== undefined && mind.refuses !== undefined);
    return byPosition ? 'what decides goes by where people stand, and could not decide for nobody' : undefined;
  },
  plan(context) {
    const agents = context.agents.map(({ persona: _persona, ...agent }) => agent);
    return base('no-persona', { ...context, agents });
  },
};

/** What an arm of random partners is made of. */
export interface ShuffledArmOptions {
  /** The same scenario in which everybody may meet everybody. */
  twin(scenario: Scenario): Scenario;
  /** Why partners are random already, or `undefined` where they are not. */
  refuses(scenario: Scenario): string | undefined;
}

/** An arm in which partners are drawn from everybody, whoever knows whom. */
export function shuffledArm({ twin, refuses }: ShuffledArmOptions): Arm {
  return {
    name: 'shuffled',
    asksAfter: true,
    removes: 'draws partners from everybody, whoever is tied to whom',
    onRequest: true,
    refuses: ({ scenario }) => refuses(scenario),
    plan: (context) => base('shuffled', { ...context, scenario: twin(context.scenario) }),
  };
}

/**
 * The scenario with the arm `intervened` after its own, where something is to be done from outside.
 *
 * @throws MesocosmError (usage) naming the intervention that could not be done.
 */
export function withInterventions(scenario: Scenario, interventions?: readonly Intervention[]): Scenario {
  if (interventions === undefined) return scenario;
  checkInterventions(interventions, { scenario, agents: scenario.agents }, 'the interventions');
  return { ...scenario, arms: [...scenario.arms, intervened(interventions)] };
}

/**
 * The same of a study that is about to begin: moments that can never come are refused too.
 *
 * @throws MesocosmError (usage) naming the intervention that could not be done, or would never come.
 */
export function withNewInterventions(scenario: Scenario, interventions?: readonly Intervention[]): Scenario {
  const made = withInterventions(scenario, interventions);
  checkMoments(interventions ?? [], { scenario, agents: scenario.agents }, 'the interventions');
  return made;
}

/** How a rule takes the place of the minds. */
export interface RuleArmOptions {
  /** Default `rule`. */
  readonly name?: string;
  readonly removes: string;
  /** The rule that stands in for an agent's mind. */
  mind(context: ArmContext, agent: PlannedAgent): Mind;
  /** A twin of the scenario in which the rule finds the state that it needs; default the scenario itself. */
  twin?(scenario: Scenario): Scenario;
  refuses?: Arm['refuses'];
}

/** An arm in which a simple rule decides in place of every mind. */
export function ruleArm(options: RuleArmOptions): Arm {
  const name = options.name ?? 'rule';
  return {
    name,
    removes: options.removes,
    refuses: options.refuses,
    plan(context) {
      const scenario = options.twin?.(context.scenario) ?? context.scenario;
      return base(name, { ...context, scenario }, (agent) => options.mind(context, agent));
    },
  };
}

function base(arm: string, context: ArmContext, mindOf?: (agent: PlannedAgent) => Mind): RunPlan {
  const { scenario, condition, seed } = context;
  const agents =
    mindOf === undefined ? context.agents : context.agents.map((agent) => ({ ...agent, mind: mindOf(agent) }));
  return { scenario, condition, arm, seed, agents };
}

/** Every option becomes the next one, the last the first. */
function rotation(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => (index + 1) % length);
}
