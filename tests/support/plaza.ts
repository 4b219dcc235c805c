import { z } from 'zod';
import {
  attention,
  CHOOSE_SPEAKER,
  choice,
  defineWorld,
  delivery,
  inPhases,
  matchedRounds,
  number,
  RAISE_HAND,
  randomPairs,
  randomSequential,
  regimeOf,
  simultaneousRounds,
  speak,
  type RegimeChoice,
  type RegimeSetting,
} from '../../src/environment/index.js';
import { randomMatching, ringLattice } from '../../src/foundation/network/index.js';
import type { Activation, Interview, Intervention, Regime, Scenario, Situation } from '../../src/spec/index.js';
import { interacting } from '../../src/study/arms.js';

const NAMES = ['Ann', 'Ben', 'Cem', 'Dia', 'Eli', 'Fay'];
const IDS = NAMES.map((name) => name.toLowerCase());
const DRINKS = ['tea', 'milk', 'water'] as const;
/** Decisions after which a run ends. */
const ENOUGH = 30;
const NETWORK = ringLattice(IDS.length, 2);

/** Who may hear an agent: itself, and the two beside it. */
function around(agent: string): readonly string[] {
  return [agent, ...NETWORK.neighbours(IDS.indexOf(agent)).map((place) => IDS[place] as string)];
}

const SETTING: RegimeSetting = {
  agents: NAMES.map((name, place) => ({
    id: IDS[place] as string,
    name,
    ...(place === 0 ? { role: 'moderator' } : {}),
  })),
  reads: (agent) => [agent],
  writes: around,
};

const choices: readonly RegimeChoice[] = [
  'simultaneous-rounds',
  'random-sequential',
  'fixed-order',
  'poisson-clocks',
  'attention',
  'next-speaker:round-robin',
  'next-speaker:random',
  'next-speaker:urgency',
  'next-speaker:moderator',
];

/** Every regime of the library, by name. */
export const PLAZA_REGIMES: { readonly [name: string]: () => Regime } = {
  ...Object.fromEntries(choices.map((one) => [String(one), () => regimeOf(one, SETTING)])),
  'attention with timers': () =>
    attention({ ...SETTING, masks: [{ events: ['words-said'], latency: 0.5, spread: 0.5 }], timer: { mean: 4 } }),
  'in-phases': () =>
    inPhases([
      { name: 'arriving', regime: randomSequential(SETTING), until: { activations: 8 } },
      { name: 'talking', regime: regimeOf('attention', SETTING), until: { event: 'words-said', count: 5 } },
      { name: 'leaving', regime: simultaneousRounds(SETTING) },
    ]),
  'random-pairs': () => randomPairs(NETWORK),
  'matched-rounds': () => matchedRounds(randomMatching()),
};

const { world, facing } = defineWorld({
  shared: z.object({ decisions: z.number() }),
  slice: z.object({ coins: z.number(), drinks: z.number() }),
  actions: {
    drink: choice(DRINKS),
    say: speak({ channel: 'plaza', maxCharacters: 60 }),
    give: number({ minimum: 0, maximum: 3, integer: true, unit: 'coins' }),
    [RAISE_HAND]: number({ minimum: 0, maximum: 3, integer: true }),
    [CHOOSE_SPEAKER]: choice(NAMES.slice(1) as [string, string, ...string[]]),
  },
  events: {
    'drink-taken': z.object({ drink: z.string(), to: z.array(z.string()) }),
    'words-said': z.object({ words: z.string(), to: z.array(z.string()) }),
    'coins-given': z.object({ coins: z.number(), to: z.array(z.string()) }),
    'rumour-spread': z.object({ rumour: z.string() }),
    'turn-taken': z.object({ by: z.string() }),
  },
  start: () => ({ shared: { decisions: 0 }, slice: () => ({ coins: 10, drinks: 0 }) }),
  view({ state, agent, activation: { asks }, occasion, memory }) {
    const { coins, drinks } = state.slice(agent);
    const usual = (['say', 'drink', 'give'] as const)[occasion % 3] ?? 'say';
    return {
      can: asks === RAISE_HAND || asks === CHOOSE_SPEAKER ? asks : usual,
      framing: [`You are ${agent} on a plaza, with ${NAMES.join(', ')}.`],
      sees: [`You decided ${occasion} times, have ${coins} coins and had ${drinks} drinks.`, ...memory.map(String)],
      asks: `What do you do (${asks ?? usual})?`,
    };
  },
  apply: ({ actions, activation, event, reject }) =>
    actions.flatMap((done) => {
      const { agent } = done;
      const counted = event('turn-taken', { by: agent }, agent, { by: [agent] });
      const to = around(agent).filter((one) => mayTouch(activation, one));
      if (done.action === null) return [reject(agent, done.failure.kind), counted];
      if (done.action === 'drink')
        return [event('drink-taken', { drink: done.value, to }, agent, { by: [agent] }), counted];
      if (done.action === 'give')
        return [event('coins-given', { coins: done.value, to }, agent, { by: [agent] }), counted];
      if (done.action !== 'say' || done.value === null) return [counted];
      return [event('words-said', { words: done.value, to }, agent, { by: [agent] }), counted];
    }),
  reduce: {
    'drink-taken': (draft, { agent = '' }) => void (draft.slice(agent).drinks += 1),
    'coins-given'(draft, { agent = '', data: { coins, to } }) {
      const other = to.find((one) => one !== agent);
      if (other === undefined) return;
      draft.slice(agent).coins -= coins;
      draft.slice(other).coins += coins;
    },
    'turn-taken': (draft) => void (draft.shared.decisions += 1),
  },
  channels: {
    'drink-taken': hearersOf,
    'words-said': hearersOf,
    'coins-given': hearersOf,
    'turn-taken': () => [],
  },
  delivery: delivery({ delay: { more: 0.7 }, loss: 0.1, events: ['words-said'] }),
  end: ({ shared }) => (shared.decisions >= ENOUGH ? 'everybody went home' : undefined),
});

function hearersOf({ data }: { readonly data: { readonly to: readonly string[] } }): readonly string[] {
  return data.to;
}

function mayTouch({ writes }: Activation, agent: string): boolean {
  return writes === 'all' || writes.includes(agent);
}

/** What is done to every run of the plaza. */
export const PLAZA_INTERVENTIONS: readonly Intervention[] = [
  {
    when: { time: 1.5 },
    changes: [{ do: 'inject', event: { type: 'rumour-spread', data: { rumour: 'it will rain' } } }],
  },
  { when: { seq: 25 }, changes: [{ do: 'remove', agent: 'fay' }] },
  { when: { after: { event: 'words-said', count: 6 } }, changes: [{ do: 'add', agent: 'fay' }] },
];

const poll: Interview = {
  name: 'poll',
  when: { every: 3, end: true },
  agents: ['ben', 'dia'],
  situation: ({ agent, memory }): Situation => ({
    kind: 'poll',
    options: DRINKS,
    state: [agent, ...memory.map(String)],
    framing: [[`You are ${agent} on a plaza.`]],
    statements: memory.map((item) => [String(item)]),
    unordered: false,
    names: [],
    cue: { completion: ['The best drink is'], chat: ['What is the best drink?'] },
  }),
};

/** Six people who talk, drink and give under a regime; what they hear of each other is late or lost at times. */
export function plaza(regime: string): Scenario {
  const make = PLAZA_REGIMES[regime];
  if (make === undefined) throw new Error(`there is no regime "${regime}"`);
  return {
    name: 'plaza',
    about: { title: 'Plaza', question: 'Who says what?', sources: [] },
    parameters: { regime },
    options: DRINKS,
    agents: SETTING.agents,
    world,
    situations: { facing, alone: () => [] },
    memory: {
      window: 5,
      item: ({ type, agent, data, seq }) => {
        const said = data['words'] ?? data['drink'] ?? data['coins'] ?? data['rumour'] ?? data['reason'];
        return said === undefined ? undefined : `${seq}: ${agent ?? 'somebody'}, ${type}: ${String(said)}`;
      },
    },
    regime: make(),
    outcomes: [],
    arms: [interacting],
    measures: [],
    interviews: [poll],
    injectable: { 'rumour-spread': z.strictObject({ rumour: z.string() }) },
    temperature: 1,
    elicitation: { labels: 'fixed' },
  };
}
