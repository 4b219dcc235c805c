import { fixedLabels, interacting, memoryless, noPersona, type Scenario, type ScenarioEntry } from 'mesocosm';
import { agentSlots } from '../_internals/agent-slots.js';
import { pooledArm, samplingArm, unheard } from './arms.js';
import { benefitTable } from './benefit-table.js';
import { conditions } from './conditions/index.js';
import { CANDIDATES } from './facts.js';
import { benefitMeasure, informationMeasure, verdictMeasure, WINNERS } from './measures.js';
import { committeeMember } from './members.js';
import { committeeMemory } from './memory.js';
import { HiddenProfileParameters, type HiddenProfileInput } from './parameters.js';
import { resolve } from './resolve.js';
import { committeeWorld, type Committee } from './rules.js';
import { committeeMeeting } from './schedule.js';
import { committeeSituations, firstVote } from './situations.js';
import { talkStructure } from './talk-structure.js';

const TITLE = 'Hidden profile';
/** How far scripted members keep back what does not fit their leaning. */
const ADVOCACY = 0.75;

/**
 * A committee chooses among three candidates; who is best shows only in the facts of all members together. Do they pool them, and
 * does the group do better than its members and than the majority of them without a meeting?
 *
 * Source: Stasser, Titus 1985, Journal of Personality and Social Psychology 48(6), 1467; the facts are this scenario's own.
 *
 * @throws MesocosmError (usage) when a parameter is out of bounds.
 * @example hiddenProfile({ agents: 4, rounds: 5 })
 */
export function hiddenProfile(given: HiddenProfileInput = {}): Scenario<Committee, object, 'verdict'> {
  const parameters = resolve(given);
  const { agents, labelling, memory, temperature } = parameters;
  const slots = agentSlots(agents, { committed: 0, commitment: 0 });
  return {
    name: 'hidden-profile',
    about: {
      title: TITLE,
      question: 'Does a committee find the best candidate, when no member alone can see who it is?',
      sources: [
        {
          authors: 'Stasser, Titus',
          year: 1985,
          title:
            'Pooling of unshared information in group decision making: biased information sampling during discussion',
          where: 'Journal of Personality and Social Psychology 48(6), 1467; DOI 10.1037/0022-3514.48.6.1467',
        },
      ],
    },
    parameters: { ...parameters },
    options: [...CANDIDATES],
    agents: slots,
    world: committeeWorld(parameters),
    situations: committeeSituations(parameters, slots),
    regime: committeeMeeting(parameters, () => 'all'),
    memory: committeeMemory(memory),
    interviews: [firstVote(parameters, slots)],
    outcomes: [{ name: 'verdict', title: 'candidate who wins', kind: 'choice', columns: WINNERS }],
    arms: [
      interacting,
      unheard(parameters),
      memoryless,
      fixedLabels,
      samplingArm,
      pooledArm(parameters, slots),
      noPersona,
    ],
    measures: [verdictMeasure, benefitMeasure, informationMeasure(parameters), talkStructure],
    tables: benefitTable,
    temperature,
    elicitation: { labels: labelling },
    minds: { scripted: () => committeeMember({ advocacy: ADVOCACY }) },
    leansOn: ['option-mass', 'reproducibility'],
  };
}

/** Entry of the registry. */
export const hiddenProfileEntry: ScenarioEntry<typeof HiddenProfileParameters> = {
  name: 'hidden-profile',
  title: TITLE,
  parameters: HiddenProfileParameters,
  create: hiddenProfile,
  runs: { standard: 40, quick: 5 },
  conditions,
};
