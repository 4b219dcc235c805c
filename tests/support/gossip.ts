import { interacting, isolated, randomPairs } from '../../src/index.js';
import { complete } from '../../src/foundation/network/index.js';
import type { Channel } from '../../src/environment/index.js';
import type { Event, EventDraft, Regime, Scenario, Situation } from '../../src/spec/index.js';

/** A secret as it would stand in a prompt: a word that occurs nowhere else. */
export const secretOf = (agent: string): string => `the-secret-of-${agent}`;

interface Told {
  times: number;
}

const OPTIONS = ['tell', 'keep'];
const NAMES = ['Ann', 'Ben', 'Cem', 'Dia', 'Eli', 'Fay', 'Gus', 'Hal'];

/**
 * People meet in pairs, and each tells its secret or keeps it; who hears it is a matter of the channel. They remember
 * the last four secrets that they heard, and are reminded of them when they decide. A scenario as a user would write it.
 */
export function gossip(options: {
  readonly agents: number;
  readonly channel?: Channel;
  readonly horizon?: number;
}): Scenario<Told, Told> {
  const { agents, channel, horizon = 60 } = options;
  const slots = Array.from({ length: agents }, (_, index) => ({ id: `p${index + 1}`, name: NAMES[index] as string }));
  return {
    name: 'gossip',
    about: {
      title: 'Gossip',
      question: 'Who hears what?',
      sources: [{ authors: 'nobody', year: 2026, title: 'made up for a test', where: 'here' }],
    },
    parameters: { agents, horizon },
    options: OPTIONS,
    agents: slots,
    world: {
      initial: () => ({ shared: { times: 0 }, slice: () => ({ times: 0 }) }),
      apply: (_state, actions) =>
        actions.map(({ agent, decision }): EventDraft =>
          decision.kind === 'made' && decision.value === 0
            ? { type: 'secret-told', agent, data: { secret: secretOf(agent), pair: actions.map((one) => one.agent) } }
            : { type: 'secret-kept', agent, data: {} },
        ),
      reduce(draft, { type, agent }) {
        draft.shared.times += 1;
        if (type === 'secret-told' && agent !== undefined) draft.slice(agent).times += 1;
      },
      audience({ type, agent = '', data }) {
        if (type === 'secret-kept') return [agent];
        return channel === undefined ? (data['pair'] as readonly string[]) : channel({ agent });
      },
      ended: ({ shared }) => (shared.times >= 2 * horizon ? 'they parted' : undefined),
    },
    situations: {
      facing: ({ memory, state, agent }) => tellOrKeep(memory as readonly string[], state.slice(agent).times),
      alone: () => [{ name: 'empty', situation: tellOrKeep([], 0) }],
    },
    regime: heardBy(randomPairs(complete(agents)), channel),
    memory: {
      window: 4,
      item: ({ type, agent, data }: Event, me) => (type === 'secret-told' && agent !== me ? data['secret'] : undefined),
    },
    outcomes: [{ name: 'told', title: 'secrets told', kind: 'order', column: 'told' }],
    arms: [interacting, isolated],
    measures: [
      {
        name: 'told',
        columns: { told: { title: 'share of decisions to tell', unit: 'share' } },
        start() {
          let [told, all] = [0, 0];
          return {
            observe({ type }) {
              told += Number(type === 'secret-told');
              all += Number(type.startsWith('secret-'));
            },
            finish: () =>
              all === 0
                ? { values: { told: null }, missing: { told: 'nobody met' } }
                : { values: { told: told / all } },
          };
        },
      },
    ],
    temperature: 1,
  };
}

/** Whoever may hear an event is declared to be written to. */
function heardBy(regime: Regime, channel: Channel | undefined): Regime {
  if (channel === undefined) return regime;
  return {
    name: regime.name,
    *activations(agents, chances) {
      for (const activation of regime.activations(agents, chances)) yield { ...activation, writes: 'all' };
    },
  };
}

function tellOrKeep(heard: readonly string[], times: number): Situation {
  return {
    kind: 'gossip',
    options: OPTIONS,
    state: [`told ${times}, heard ${heard.join(' ')}`],
    framing: [['You may ', { option: 0 }, ' your secret, or ', { option: 1 }, ' it.']],
    statements: heard.map((secret) => [`You heard ${secret}.`]),
    unordered: false,
    names: [],
    cue: { completion: ['You'], chat: ['What do you do?'] },
  };
}
