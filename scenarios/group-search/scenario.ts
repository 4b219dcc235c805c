import {
  interacting,
  isolated,
  memoryless,
  noPersona,
  simultaneousRounds,
  type Outcome,
  type Scenario,
  type ScenarioEntry,
} from 'mesocosm';
import { agentSlots } from '../_internals/agent-slots.js';
import { conditions } from './conditions/index.js';
import { BANDS, bandMeasure, foundMeasure, rolesMeasure } from './measures.js';
import { searchMemory } from './memory.js';
import { GroupSearchParameters, type GroupSearchInput } from './parameters.js';
import { resolve } from './resolve.js';
import { groupSearchWorld, type Search } from './rules.js';
import { bisectorArm, scriptedSearcher, splitterArm } from './rules-of-thumb.js';
import { GUESSES, groupSearchSituations } from './situations.js';
import { synergyTable } from './synergy.js';

const TITLE = 'Group search';

/** Guesses are many and near to each other: what most name is told by tens. */
const BAND: Outcome & { readonly name: 'band' } = {
  name: 'band',
  title: 'tens in which most last guesses lie',
  kind: 'choice',
  columns: BANDS.map(({ column }) => column),
  groups: BANDS.map(({ title, options }) => ({ title, options })),
};

/**
 * A group looks for a hidden number with the sum of its guesses, and nobody sees the guesses of others: do agents take
 * different parts, without a word?
 *
 * Source: Riedl 2026, arXiv 2510.05174, group binary search with sums.
 *
 * @throws MesocosmError (usage) when a parameter is out of bounds.
 * @example groupSearch({ agents: 10, thinkOfOthers: true })
 */
export function groupSearch(given: GroupSearchInput = {}): Scenario<Search, object, 'band'> {
  const parameters = resolve(given);
  const { agents, memory, temperature } = parameters;
  const slots = agentSlots(agents, { committed: 0, commitment: 0 });
  return {
    name: 'group-search',
    about: {
      title: TITLE,
      question:
        'Does a group meet a hidden number with the sum of its guesses, and do its agents take different parts?',
      sources: [
        {
          authors: 'Riedl',
          year: 2026,
          title: 'Emergent Coordination in Multi-Agent Language Models',
          where: 'International Conference on Learning Representations; arXiv 2510.05174',
        },
      ],
    },
    parameters: { ...parameters },
    options: GUESSES,
    agents: slots,
    world: groupSearchWorld(parameters),
    situations: groupSearchSituations(parameters, slots),
    regime: simultaneousRounds(),
    memory: searchMemory(memory),
    outcomes: [BAND],
    arms: [interacting, isolated, memoryless, bisectorArm, splitterArm(parameters), noPersona],
    measures: [foundMeasure(parameters), rolesMeasure(parameters), bandMeasure],
    tables: synergyTable,
    temperature,
    // Numbers mean what they say.
    elicitation: { labels: 'fixed' },
    minds: { scripted: scriptedSearcher },
    leansOn: ['option-mass', 'reproducibility'],
  };
}

/** Entry of the registry. */
export const groupSearchEntry: ScenarioEntry<typeof GroupSearchParameters> = {
  name: 'group-search',
  title: TITLE,
  parameters: GroupSearchParameters,
  create: groupSearch,
  runs: { standard: 50, quick: 5 },
  conditions,
};
