import fc from 'fast-check';
import {
  attention,
  CHOOSE_SPEAKER,
  fixedOrder,
  inPhases,
  nextSpeaker,
  poissonClocks,
  randomSequential,
  simultaneousRounds,
  type PhaseEnd,
  type Touching,
} from '../../src/environment/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Delivery, Judgement, Regime, Situation } from '../../src/spec/index.js';
import { AGENTS, listMemory, runSmallWorld, smallWorld, type SmallRun } from './small-world.js';

/** A random world: who hears whom, whose slices one sees, and how late words arrive. */
export interface Hearsay {
  /** Those who hear each agent, itself included. */
  readonly hearers: { readonly [agent: string]: readonly string[] };
  readonly sees: { readonly [agent: string]: readonly string[] };
  readonly late: number;
}

const peers = fc.subarray([...AGENTS]);

export const anyHearsay: fc.Arbitrary<Hearsay> = fc
  .record({
    hearers: fc.array(peers, { minLength: 4, maxLength: 4 }),
    sees: fc.array(peers, { minLength: 4, maxLength: 4 }),
    late: fc.constantFrom(0, 0, 1.5),
  })
  .map(({ hearers, sees, late }) => ({ hearers: withSelf(hearers), sees: withSelf(sees), late }));

function withSelf(lists: readonly (readonly string[])[]): { readonly [agent: string]: readonly string[] } {
  return Object.fromEntries(AGENTS.map((agent, place) => [agent, [...new Set([agent, ...(lists[place] ?? [])])]]));
}

const touchingOf = ({ hearers, sees }: Hearsay): Required<Touching> => ({
  reads: (agent) => sees[agent] ?? [],
  writes: (agent) => hearers[agent] ?? [],
});

const GROUPS = [
  ['ann', 'ben'],
  ['cem', 'dia'],
] as const;

/** Regimes over a world, by name; each made anew for it. */
export const REGIMES: { readonly [name: string]: (world: Hearsay, seed: number) => Regime } = {
  'simultaneous rounds': (world) => simultaneousRounds(touchingOf(world)),
  'random sequential': (world) => randomSequential(touchingOf(world)),
  'fixed order': (world) => fixedOrder(touchingOf(world)),
  'poisson clocks': (world) => poissonClocks({ ...touchingOf(world), rate: (agent) => agent.length }),
  attention: (world, seed) =>
    attention({
      ...touchingOf(world),
      masks: [
        { agents: ['ann', 'ben'], latency: 1, spread: seed % 2 },
        { events: ['word-said'], from: ['ann', 'cem'], fields: { word: seed % 3 }, latency: 0.5 },
      ],
      ...(seed % 4 === 0 ? {} : { timer: { mean: 3, regular: seed % 2 === 0 } }),
    }),
  'round-robin': (world) => nextSpeaker({ ...touchingOf(world), by: 'round-robin', groups: GROUPS }),
  'random speaker': (world) => nextSpeaker({ ...touchingOf(world), by: 'random', groups: GROUPS }),
  urgency: (world) => nextSpeaker({ ...touchingOf(world), by: 'urgency' }),
  'urgency in groups': (world) => nextSpeaker({ ...touchingOf(world), by: 'urgency', groups: GROUPS }),
  moderator: (world) => nextSpeaker({ ...touchingOf(world), by: 'moderator', moderators: ['ann'] }),
  'planned phases': (world, seed) => phases(world, seed, { activations: 3 }),
  'phases that depend': (world, seed) => phases(world, seed, { event: 'word-said', count: 4 }),
};

function phases(world: Hearsay, seed: number, until: PhaseEnd): Regime {
  const touching = touchingOf(world);
  return inPhases([
    { name: 'one', regime: randomSequential(touching), until },
    {
      name: 'two',
      regime: seed % 2 === 0 ? fixedOrder(touching) : simultaneousRounds(touching),
      agents: ['ann', 'cem'],
      until: { time: 2 },
    },
    { name: 'three', regime: poissonClocks(touching), until },
  ]);
}

/** Everybody says a word that depends on all it knows; who hears it counts it and remembers it. */
export function runHearsay(
  hearsay: Hearsay,
  regime: Regime,
  setup: { readonly seed: number; readonly lookahead?: number; delay?(): Promise<void> },
): Promise<SmallRun> {
  const { hearers, sees, late } = hearsay;
  const { delay, ...rest } = setup;
  return runSmallWorld({
    regime,
    ...rest,
    stopAfter: { activations: 30, reason: 'enough' },
    world: smallWorld({
      apply: (_state, actions) =>
        actions.map(({ agent, decision }) => ({
          type: 'word-said',
          agent,
          data: { word: decision.kind === 'made' ? decision.value : -1 },
        })),
      reduce(draft, { type, agent = '', data }) {
        if (type !== 'word-said') return;
        draft.shared.words += 1;
        for (const one of hearers[agent] ?? []) draft.slice(one).count += 1 + (data['word'] as number);
      },
      audience: ({ agent = '' }) => hearers[agent] ?? [],
      ...(late === 0 ? {} : { delivery: (_event, _to, chance): Delivery => ({ after: late * chance.uniform() }) }),
    }),
    memory: listMemory({ initial: () => [], keep: (items, event) => [...items, event.data['word']].slice(-3) }),
    facing({ state, activation, memory, agent }) {
      const options = activation.asks === CHOOSE_SPEAKER ? [...AGENTS] : ['yes', 'no', 'perhaps'];
      const counts = (sees[agent] ?? []).map((other) => `${other} ${state.slice(other).count}`);
      return situation(options, [activation.asks ?? '', agent, ...counts, ...memory].join(', '));
    },
    judge(asked) {
      const answer = opinionOn(asked.situation);
      return delay === undefined ? answer : delay().then(() => answer);
    },
  });
}

function situation(options: readonly string[], state: string): Situation {
  return {
    kind: 'word',
    options,
    state: [state],
    framing: [],
    statements: [],
    unordered: false,
    names: [],
    cue: { completion: ['You say'], chat: ['What do you say?'] },
  };
}

function opinionOn({ state, options }: Situation): Judgement {
  const chance = chancesFrom(String(state[0]))('opinion');
  return { kind: 'distribution', probabilities: options.map(() => chance.uniform() + 0.01) };
}
