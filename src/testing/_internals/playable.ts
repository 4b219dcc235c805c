import type { AgentSlot, Regime, Remembering, Scenario, Situation, SituationContext, World } from '../../spec/index.js';

/** A world with what it takes to run it: what `defineWorld` gives, who is in it, when they act, what they remember. */
export interface PlayableWorld {
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly world: World<any, any>;
  // oxlint-disable-next-line typescript/no-explicit-any
  facing(context: SituationContext<any, any>): Situation;
  readonly regime: Regime;
  readonly agents: readonly AgentSlot[];
  /** Default nothing. */
  readonly memory?: Remembering;
}

/** What is no scenario yet as one, with nothing to measure. */
export function playableScenario(given: Scenario | PlayableWorld): Scenario {
  if (!('facing' in given)) return given;
  const { world, facing, regime, agents, memory } = given;
  return {
    name: 'world',
    about: { title: 'A world', question: 'What happens?', sources: [] },
    parameters: {},
    options: [],
    agents,
    world,
    situations: { facing: (context) => facing(context), alone: () => [] },
    regime,
    outcomes: [],
    arms: [],
    measures: [],
    temperature: 1,
    ...(memory === undefined ? {} : { memory }),
  };
}
