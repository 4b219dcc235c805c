import {
  interacting,
  isolated,
  memoryless,
  noPersona,
  relabelledArm,
  shuffledArm,
  symmetrisedArm,
  yoked,
  type Scenario,
  type ScenarioEntry,
} from 'mesocosm';
import { agentSlots } from '../_internals/agent-slots.js';
import { withoutUsual } from '../_internals/activation.js';
import { winnerColumn } from '../_internals/winner-columns.js';
import { drift, minimalNamingGame } from './arms.js';
import { conditions } from './conditions/index.js';
import { conventionLife } from './convention-life.js';
import { habitMeasure, symmetryMeasure } from './habits.js';
import { conventionMeasure, courseMeasure, winnerMeasure } from './measures.js';
import { namingMeanField } from './mean-field.js';
import { namingMemory } from './memory.js';
import { NamingGameParameters, type NamingGameInput } from './parameters.js';
import { policies } from './policies/index.js';
import { namingRegime } from './regime.js';
import { recorded, resolve } from './resolve.js';
import { namingWorld, type Tally } from './rules.js';
import { namingSituations } from './situations.js';
import { studies } from './protocols/index.js';
import { successShares } from './successes.js';
import { tippingMeasure } from './tipping.js';

const TITLE = 'Naming game';

/**
 * Pairs of agents name something at once and gain if they agree: does a convention form without anybody deciding it, and
 * is it the one that each would choose alone?
 *
 * Source: Ashery, Aiello, Baronchelli 2025, Science Advances 11(20), eadu9368 (arXiv 2410.08948).
 *
 * @throws MesocosmError (usage) when a parameter is out of bounds.
 * @example namingGame({ names: ['Q', 'M'], memory: 5 })
 */
export function namingGame(given: NamingGameInput = {}): Scenario<Tally, object, 'winner'> {
  const resolved = resolve(given);
  const { agents, names, committed, alternativeOption, temperature } = resolved;
  const slots = agentSlots(agents, { committed, commitment: alternativeOption });
  const committedAgents = new Set(slots.filter(({ commitment }) => commitment !== undefined).map(({ id }) => id));
  return {
    name: 'naming-game',
    about: {
      title: TITLE,
      question: 'Does a population agree on a name that nobody decided on, and is it the name that each prefers alone?',
      sources: [
        {
          authors: 'Ashery, Aiello, Baronchelli',
          year: 2025,
          title: 'Emergent social conventions and collective bias in LLM populations',
          where: 'Science Advances 11(20), eadu9368; arXiv 2410.08948',
        },
      ],
    },
    parameters: { ...withoutUsual(recorded(resolved)) },
    options: names,
    agents: slots,
    world: namingWorld(resolved),
    situations: namingSituations(resolved),
    regime: namingRegime(resolved),
    memory: namingMemory(resolved, committedAgents),
    outcomes: [{ name: 'winner', title: 'name that wins', kind: 'choice', columns: names.map(winnerColumn) }],
    arms: [
      interacting,
      isolated,
      symmetrisedArm,
      relabelledArm,
      memoryless,
      minimalNamingGame(resolved),
      drift,
      yoked,
      shuffledArm({
        twin: ({ elicitation }) => ({ ...namingGame({ ...given, network: 'complete' }), elicitation }),
        refuses: ({ parameters }) =>
          parameters['network'] === 'complete' ? 'everybody may meet everybody in this condition' : undefined,
      }),
      noPersona,
    ],
    meanField: namingMeanField(resolved),
    measures: [
      winnerMeasure(resolved),
      conventionMeasure(resolved),
      courseMeasure(resolved),
      habitMeasure(resolved),
      conventionLife(resolved),
      successShares,
      ...(names.length === 2 ? [symmetryMeasure(resolved)] : []),
      ...(committed > 0 ? [tippingMeasure(resolved)] : []),
    ],
    temperature,
    // Labels as they are: a convention on a label is unmasked by the symmetrised twin, which runs beside it.
    elicitation: { labels: 'fixed' },
    policies,
    leansOn: ['option-mass', 'comprehension', 'payoffs', 'history', 'reproducibility'],
  };
}

/** Entry of the registry. */
export const namingGameEntry: ScenarioEntry<typeof NamingGameParameters> = {
  name: 'naming-game',
  title: TITLE,
  parameters: NamingGameParameters,
  create: namingGame,
  runs: { standard: 40, quick: 10 },
  conditions,
  policies,
  studies,
};
