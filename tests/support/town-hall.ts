import { conversation, delivery, interacting, type RegimeChoice } from '../../src/index.js';
import type { Scenario } from '../../src/spec/index.js';
import { people } from './talk.js';

/** A conversation as a user would put it into a scenario, with delivery that is late and lost. */
export function townHall(regime: RegimeChoice): Scenario {
  const agents = people(4);
  const talk = conversation({
    agents,
    channels: { floor: { kind: 'public' }, aside: { kind: 'pair' } },
    closing: { turns: 14 },
    delivery: delivery({ delay: { more: 1.5 }, loss: 0.1, events: ['utterance-said'] }),
  });
  return {
    name: 'town-hall',
    about: { title: 'Town hall', question: 'Who says what?', sources: [] },
    parameters: {},
    options: ['yes', 'no'],
    agents,
    world: talk.world,
    situations: { facing: talk.facing, alone: () => [] },
    memory: talk.memory,
    regime: talk.regime(regime),
    outcomes: [],
    arms: [interacting],
    measures: talk.measures,
    injectable: talk.injectable,
    temperature: 1,
  };
}
