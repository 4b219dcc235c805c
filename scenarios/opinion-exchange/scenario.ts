import { interacting, memoryless, noPersona, type Scenario, type ScenarioEntry } from 'mesocosm';
import { agentSlots } from '../_internals/agent-slots.js';
import { boundedConfidence, undelivered } from './arms.js';
import { psychometricBeliever, scriptedBeliever } from './believers.js';
import { conditions } from './conditions/index.js';
import { exchange } from './exchange.js';
import { beliefMeasure, levelMeasure, messageCascades, messageMeasure, WINNERS } from './measures.js';
import { exchangeMemory } from './memory.js';
import { OpinionExchangeParameters, type OpinionExchangeInput } from './parameters.js';
import { pullMeasure } from './pull.js';
import { resolve } from './resolve.js';
import { exchangeWorld, type Shared, type Slice } from './rules.js';
import { beliefOf, LEVELS } from './scale.js';
import { exchangeSituations } from './situations.js';

const TITLE = 'Opinion exchange';
const POSITIONS = LEVELS.map((_, option) => beliefOf(option));

/**
 * People with a belief about a claim write to each other, one to one: where does the mean belief go, how much diversity is left,
 * and is that more than where each drifts alone?
 *
 * Source: Chuang et al. 2024, arXiv 2311.09618.
 *
 * @throws MesocosmError (usage) when a parameter is out of bounds.
 * @example opinionExchange({ framing: 'true', confirmationBias: 'strong' })
 */
export function opinionExchange(
  given: OpinionExchangeInput = {},
): Scenario<Shared, Slice, 'belief' | 'bias' | 'diversity'> {
  const parameters = resolve(given);
  const { agents, temperature } = parameters;
  const slots = agentSlots(agents, { committed: 0, commitment: 0 });
  const { world, facing } = exchangeWorld(parameters);
  return {
    name: 'opinion-exchange',
    about: {
      title: TITLE,
      question: 'Where do beliefs go when people write to each other, and is it where each would drift alone?',
      sources: [
        {
          authors: 'Chuang et al.',
          year: 2024,
          title: 'Simulating opinion dynamics with networks of LLM-based agents',
          where: 'Findings of the Association for Computational Linguistics (NAACL); arXiv 2311.09618',
        },
      ],
    },
    parameters: { ...parameters },
    options: [...LEVELS],
    agents: slots,
    world,
    situations: exchangeSituations(parameters, facing, slots),
    regime: exchange(parameters),
    memory: exchangeMemory(parameters),
    outcomes: [
      { name: 'belief', title: 'belief that most hold', kind: 'choice', columns: WINNERS },
      { name: 'bias', title: 'mean belief B', kind: 'mean', column: 'bias_end', positions: POSITIONS, neutral: 0 },
      {
        name: 'diversity',
        title: 'diversity D of beliefs',
        kind: 'spread',
        column: 'diversity_end',
        positions: POSITIONS,
      },
    ],
    arms: [interacting, undelivered(parameters), memoryless, boundedConfidence, noPersona],
    measures: [
      beliefMeasure(parameters),
      levelMeasure(parameters),
      pullMeasure(parameters),
      messageMeasure,
      messageCascades,
    ],
    temperature,
    // Levels mean what they say.
    elicitation: { labels: 'fixed' },
    minds: { scripted: () => scriptedBeliever(), psychometric: () => psychometricBeliever() },
    leansOn: ['option-mass', 'history', 'reproducibility'],
  };
}

/** Entry of the registry. */
export const opinionExchangeEntry: ScenarioEntry<typeof OpinionExchangeParameters> = {
  name: 'opinion-exchange',
  title: TITLE,
  parameters: OpinionExchangeParameters,
  create: opinionExchange,
  runs: { standard: 20, quick: 4 },
  conditions,
};
