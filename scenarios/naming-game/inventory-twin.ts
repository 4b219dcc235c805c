import type { Scenario, Situation, World } from 'mesocosm';
import { z } from 'zod';
import type { Resolved } from './resolve.js';
import { countInteraction, endingOf, exchange, MEETINGS, NAMES_EXCHANGED, Tally } from './rules.js';

/** The names an agent knows, as options in increasing order. */
const Inventory = z.object({ known: z.array(z.number()) });
type Inventory = z.infer<typeof Inventory>;

/**
 * The scenario with inventories in place of memories: same agents, meetings and measures.
 *
 * Both agents of a meeting say a name of their own at once; the first is the speaker. If the hearer knows the speaker's
 * name it says that instead, so that a success is, as everywhere in this scenario, that both say the same. An agent that
 * knows no name takes the one it says first.
 */
export function inventoryTwin(scenario: Scenario, resolved: Resolved): Scenario<Tally, Inventory> {
  return {
    ...scenario,
    world: inventoryWorld(scenario, resolved),
    situations: {
      facing: ({ state, agent }) => inventorySituation(scenario.options, state.slice(agent).known),
      alone: () => [{ name: 'empty', situation: inventorySituation(scenario.options, []) }],
    },
    memory: undefined,
  };
}

function inventoryWorld(scenario: Scenario, resolved: Resolved): World<Tally, Inventory> {
  const { names, incumbentOption } = resolved;
  const options = new Map(names.map((name, option) => [name, option]));
  const commitments = new Map(scenario.agents.map(({ id, commitment }) => [id, commitment]));
  return {
    initial: () => ({
      shared: { interactions: 0, streak: 0 },
      slice: (agent) => {
        const known = commitments.get(agent) ?? incumbentOption;
        return { known: known === undefined ? [] : [known] };
      },
    }),

    apply(state, actions) {
      const agents = actions.map(({ agent }) => agent);
      const [spoken, own] = actions.map(({ decision }) => (decision.kind === 'made' ? decision.value : undefined));
      const understood = spoken !== undefined && state.slice(agents[1] as string).known.includes(spoken);
      return [exchange(agents, [spoken, understood && own !== undefined ? spoken : own], names)];
    },

    reduce(draft, event) {
      countInteraction(draft.shared, event.data['success'] === true);
      if (event.type !== NAMES_EXCHANGED) return;
      const [speaker, hearer] = event.data['agents'] as readonly [string, string];
      const choices = event.data['choices'] as readonly [string, string];
      const [spoken, own] = choices.map((name) => options.get(name) as number) as [number, number];
      const learn = (agent: string, names: (known: readonly number[]) => number[]): void => {
        if (commitments.get(agent) !== undefined) return;
        const slice = draft.slice(agent);
        slice.known = names(slice.known);
      };
      const sorted = (...known: number[]): number[] => [...new Set(known)].sort((a, b) => a - b);
      if (spoken === own) {
        learn(speaker, () => [spoken]);
        learn(hearer, () => [spoken]);
      } else {
        learn(speaker, (known) => sorted(...known, spoken));
        learn(hearer, (known) => sorted(...known, own, spoken));
      }
    },

    audience: scenario.world.audience,

    outline: { events: MEETINGS, shared: Tally, slice: () => Inventory },

    ended: ({ shared }) => endingOf(shared, resolved),
  };
}

const made = new Map<string, Situation>();

function inventorySituation(options: readonly string[], known: readonly number[]): Situation {
  const key = `${options.join(' ')}/${known.join()}`;
  let situation = made.get(key);
  if (situation === undefined) {
    situation = {
      kind: 'inventory',
      options,
      state: known.flatMap((option, index) => [...(index === 0 ? [] : [' ']), { option }]),
      framing: [],
      statements: known.map((option) => ['You know the name ', { option }, '.']),
      unordered: true,
      names: [],
      cue: { completion: ['You say'], chat: ['Which name do you say?'] },
    };
    made.set(key, situation);
  }
  return situation;
}
