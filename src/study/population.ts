import { userError } from '../foundation/errors/index.js';
import type { Population, PlannedAgent, Scenario } from '../spec/index.js';
import { mindOf, type OpenMinds } from '../run/index.js';

/**
 * Places people in a scenario: agent i is person i, and bears the person's name; agents whose mind the scenario brings are
 * nobody of them, and not counted. Without a population agents have the
 * scenario's names and no text.
 *
 * @throws MesocosmError (usage) when there are fewer people than places, or a mind cannot decide for one of them.
 */
export function populate(scenario: Scenario, minds: OpenMinds, population: Population | null): readonly PlannedAgent[] {
  if (population === null) return scenario.agents.map((slot) => ({ ...slot, mind: mindOf(minds, slot.id) }));
  const { personas, name } = population;
  const places = scenario.agents.filter(({ mind }) => mind === undefined).length;
  if (personas.length < places) {
    throw userError({
      kind: 'usage',
      what: `the population "${name}" has ${personas.length} people for ${places} agents`,
      expected: `at least ${places} personas`,
      remedy: `use --agents ${personas.length} or fewer, or a larger population`,
    });
  }
  let place = 0;
  return scenario.agents.map((slot) => {
    if (slot.mind !== undefined) return { ...slot, mind: mindOf(minds, slot.id) };
    const persona = personas[place++] as (typeof personas)[number];
    const mind = mindOf(minds, slot.id);
    // A committed agent is never asked.
    const refused = slot.commitment === undefined ? mind.refuses?.(persona) : undefined;
    if (refused !== undefined) throw userError({ kind: 'usage', what: refused, where: `population "${name}"` });
    return { ...slot, name: persona.name, persona, mind };
  });
}
