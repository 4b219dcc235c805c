import { z } from 'zod';
import { interacting, memoryless, noPersona, type AgentSlot, type Scenario, type ScenarioEntry } from 'mesocosm';
import { agentSlots } from '../_internals/agent-slots.js';
import type { Shared, Slice } from './actions.js';
import { stubbornAveraging, unheard } from './arms.js';
import { conditions } from './conditions/index.js';
import { scriptedDeliberator } from './deliberator.js';
import { WORDS_SAID } from './event-names.js';
import { influenceMeasure } from './influence.js';
import { influenceTables } from './influence-table.js';
import { deliberationMemory } from './memory.js';
import { opinionMeasure } from './opinion.js';
import { DeliberationParameters, type DeliberationInput, type Resolved } from './parameters.js';
import { publicityMeasure } from './publicity.js';
import { resolve } from './resolve.js';
import { deliberationWorld } from './rules.js';
import { schedule } from './schedule.js';
import { deliberationSituations, privateBallot } from './situations.js';
import { talkCascades, talkStructure } from './talk-structure.js';
import { talkShares } from './talk.js';
import { verdictMeasure, winnerColumnOf } from './verdict.js';

const TITLE = 'Deliberation';

/**
 * A jury or a town hall: people talk about a case, show hands after each round, and vote in secret; what each thinks is
 * asked in private before, between and after.
 *
 * @throws MesocosmError (usage) when a parameter is out of bounds.
 * @example deliberation({ agents: 12, turnTaking: 'urgency' })
 */
export function deliberation(given: DeliberationInput = {}): Scenario<Shared, Slice, 'verdict'> {
  return among(resolve(given));
}

/** A deliberation of people with these names, by id; of those left out, first names. */
function among(
  parameters: Resolved,
  names: { readonly [agent: string]: string } = {},
): Scenario<Shared, Slice, 'verdict'> {
  const { options, memory, temperature } = parameters;
  const slots = slotsOf(parameters).map((slot) => ({ ...slot, name: names[slot.id] ?? slot.name }));
  const { world, facing } = deliberationWorld(parameters, slots);
  return {
    name: 'deliberation',
    about: {
      title: TITLE,
      question: 'Whom does talking move, how far, and is what people show in public what they hold in private?',
      sources: [
        {
          authors: 'Friedkin, Johnsen',
          year: 1990,
          title: 'Social influence and opinions',
          where: 'Journal of Mathematical Sociology 15, 193; DOI 10.1080/0022250X.1990.9990069',
        },
      ],
    },
    parameters: { ...parameters },
    options,
    agents: slots,
    world,
    situations: deliberationSituations(facing, slots),
    regime: schedule(parameters, slots, () => 'all'),
    memory: deliberationMemory(memory, slots),
    interviews: [privateBallot(parameters, facing)],
    injectable: { [WORDS_SAID]: z.strictObject({ words: z.string().trim().min(1).max(parameters.maxCharacters) }) },
    outcomes: [{ name: 'verdict', title: 'option that wins', kind: 'choice', columns: options.map(winnerColumnOf) }],
    arms: [interacting, unheard(parameters, slots), memoryless, stubbornAveraging(parameters), noPersona],
    measures: [
      verdictMeasure(parameters),
      opinionMeasure(parameters),
      publicityMeasure(parameters),
      talkShares,
      talkStructure,
      talkCascades,
      influenceMeasure(parameters),
    ],
    tables: influenceTables,
    temperature,
    // The options mean what they say.
    elicitation: { labels: 'fixed' },
    minds: {
      scripted: () => scriptedDeliberator({ options }),
      psychometric: () => scriptedDeliberator({ options, axis: 'mean' }),
    },
    leansOn: ['option-mass', 'reproducibility'],
    called: (others) => among(parameters, others),
  };
}

/** People by their first names; with a moderator, the first of them gives the floor, and votes like the others. */
function slotsOf({ agents, turnTaking }: Resolved): readonly AgentSlot[] {
  const slots = agentSlots(agents, { committed: 0, commitment: 0 });
  if (turnTaking !== 'moderator') return slots;
  return slots.map((slot, place) => (place === 0 ? { ...slot, role: 'moderator' } : slot));
}

/** Entry of the registry. */
export const deliberationEntry: ScenarioEntry<typeof DeliberationParameters> = {
  name: 'deliberation',
  title: TITLE,
  parameters: DeliberationParameters,
  create: deliberation,
  runs: { standard: 40, quick: 4 },
  conditions,
};
