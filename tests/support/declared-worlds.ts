import fc from 'fast-check';
import type { Asked } from '../../src/environment/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Activation, ActivationDraft, Delivery, Intervention, Judgement, Regime } from '../../src/spec/index.js';
import { listMemory, runSmallWorld, situationIn, smallWorld, type SmallRun } from './small-world.js';
import { shuffledDelays } from './talk.js';

const AGENTS = ['ann', 'ben', 'cem', 'dia', 'eli', 'fay'] as const;

/** Of each agent: whom it may look at, touch, be heard by and wake. What a world does, or what a regime says of it. */
export interface Ties {
  readonly reads: Lists;
  readonly writes: Lists;
  readonly hears: Lists;
  readonly wakes: Lists;
}

type Lists = { readonly [agent: string]: readonly string[] };

/** A world with a plan of who acts when, and what is done to it from outside. */
export interface DeclaredWorld extends Ties {
  readonly turns: readonly { readonly agents: readonly string[]; readonly wait: number }[];
  /** How long a woken agent waits. */
  readonly latency: number;
  /** Mean time that words are on their way, and the share that is lost. */
  readonly late: number;
  readonly loss: number;
  readonly interventions: readonly Intervention[];
}

/** What a world does that its regime does not declare: `of` does it to `to`. */
export interface Spoiled {
  readonly how: 'reads' | 'writes' | 'hears' | 'wakes' | 'reaches' | 'presence';
  readonly of: string;
  readonly to: string;
}

const agent = fc.constantFrom(...AGENTS);
const lists = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([...AGENTS], { maxLength: 2 })), {
    minLength: AGENTS.length,
    maxLength: AGENTS.length,
  })
  .map((all): Lists => Object.fromEntries(AGENTS.map((one, place) => [one, all[place] ?? []])));
const withSelf = (all: Lists): Lists => mapped(all, (list, one) => [...new Set([one, ...list])]);

const change = fc.oneof(
  agent.map((one) => ({ do: 'inject' as const, event: { type: 'word-said', agent: one, data: { word: 7 } } })),
  agent.map((one) => ({ do: 'remove' as const, agent: one })),
  agent.map((one) => ({ do: 'add' as const, agent: one })),
  fc
    .tuple(agent, fc.constantFrom('yes', 'no', null))
    .map(([one, option]) => ({ do: 'commit' as const, agent: one, option })),
);
const when = fc.oneof(
  fc.double({ min: 0, max: 12, noNaN: true }).map((time) => ({ time })),
  fc.integer({ min: 1, max: 60 }).map((seq) => ({ seq })),
  fc.integer({ min: 1, max: 8 }).map((count) => ({ after: { event: 'word-said', count } })),
);

export const anyDeclaredWorld: fc.Arbitrary<DeclaredWorld> = fc
  .record({
    reads: lists.map(withSelf),
    writes: lists.map(withSelf),
    heard: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
    wakes: lists,
    turns: fc.array(
      fc.record({
        agents: fc.subarray([...AGENTS], { minLength: 1, maxLength: 2 }),
        wait: fc.constantFrom(0, 0, 0.5, 1),
      }),
      { minLength: 6, maxLength: 24 },
    ),
    latency: fc.constantFrom(0, 0.3, 2),
    late: fc.constantFrom(0, 0.5, 3),
    loss: fc.constantFrom(0, 0.2),
    interventions: fc.array(fc.record({ when, changes: fc.array(change, { minLength: 1, maxLength: 2 }) }), {
      maxLength: 3,
    }),
  })
  .map(({ heard, ...world }) => ({
    ...world,
    // Who hears somebody is among those whom it touches: what an agent remembers is its own.
    hears: mapped(world.writes, (list, one) =>
      list.filter((_, place) => heard[4 * AGENTS.indexOf(one as (typeof AGENTS)[number]) + place]),
    ),
  }));

export const anySpoiling: fc.Arbitrary<Spoiled> = fc.record({
  how: fc.constantFrom('reads', 'writes', 'hears', 'wakes', 'reaches', 'presence'),
  of: agent,
  to: agent,
});

function mapped(all: Lists, change: (list: readonly string[], agent: string) => readonly string[]): Lists {
  return Object.fromEntries(Object.entries(all).map(([one, list]) => [one, change(list, one)]));
}

const listOf = (all: Lists, agents: readonly string[]): readonly string[] => [
  ...new Set(agents.flatMap((one) => all[one] ?? [])),
];

/** The regime that declares what the ties say, and wakes whom `does` says. */
function regimeFor(world: DeclaredWorld, does: Ties, reached: Lists): Regime {
  const touching = (agents: readonly string[], writes: Lists = world.writes) => ({
    agents,
    reads: listOf(world.reads, agents),
    writes: listOf(writes, agents),
    wakes: listOf(world.wakes, agents),
  });
  return {
    name: 'declared',
    *activations(): Iterable<Activation> {
      let time = 0;
      for (const [index, { agents, wait }] of world.turns.entries()) {
        time += wait;
        yield { index, time, ...touching(agents), reason: 'its turn' };
      }
    },
    react: () => ({
      follow({ activation: { agents, time }, events }): readonly ActivationDraft[] {
        const said = events.filter(({ type, data }) => type === 'word-said' && (data['word'] as number) % 2 === 0);
        if (said.length === 0 || agents.length === 0) return [];
        const draft = { time: time + world.latency, reason: 'it was woken' };
        return listOf(does.wakes, agents).map((one) => ({ ...draft, ...touching([one], reached) }));
      },
    }),
    reach: (one) => ({ writes: world.writes[one] ?? [], wakes: world.wakes[one] ?? [] }),
  };
}

/** A run with an error, where there was one, and what had been written by then. */
export interface DeclaredRun extends Partial<SmallRun> {
  readonly lines: readonly string[];
  readonly error?: string;
  /** Most answers that were waited for at once. */
  readonly atOnce: number;
}

/** Runs a world that does what it declares, or is spoiled in one place. */
export async function runDeclared(
  world: DeclaredWorld,
  setup: { readonly seed: number; readonly lookahead: number; readonly spoiled?: Spoiled },
): Promise<DeclaredRun> {
  const { seed, lookahead, spoiled } = setup;
  const more = (how: Spoiled['how'], all: Lists): Lists =>
    spoiled?.how === how
      ? mapped(all, (list, one) => (one === spoiled.of ? [...new Set([...list, spoiled.to])] : list))
      : all;
  const does: Ties = {
    reads: more('reads', world.reads),
    writes: more('writes', world.writes),
    hears: more('hears', world.hears),
    wakes: more('wakes', world.wakes),
  };
  const delay = shuffledDelays(seed);
  const lines: string[] = [];
  let [open, atOnce] = [0, 0];
  const { late, loss } = world;
  const judge = async ({ situation }: Asked): Promise<Judgement> => {
    open += 1;
    atOnce = Math.max(atOnce, open);
    await delay();
    open -= 1;
    const first = chancesFrom(String(situation.state[0]))('opinion').uniform();
    return { kind: 'distribution', probabilities: [first, 1 - first] };
  };
  try {
    const run = await runSmallWorld({
      seed,
      lookahead,
      agents: AGENTS.map((id) => ({ id, name: id })),
      regime: regimeFor(world, does, more('reaches', world.writes)),
      options: ['yes', 'no'],
      interventions: world.interventions,
      stopAfter: { activations: 40, reason: 'enough' },
      judge,
      sink: (events) => void lines.push(...events.map((event) => JSON.stringify(event))),
      world: smallWorld({
        apply: (_state, actions) =>
          actions.map(({ agent: one, decision }) => ({
            type: 'word-said',
            agent: one,
            by: [one],
            data: { word: decision.kind === 'made' ? decision.value : 2 },
          })),
        reduce(draft, { type, agent: one = '', data }) {
          if (type !== 'word-said') return;
          draft.shared.words += 1;
          for (const other of does.writes[one] ?? []) draft.slice(other).count += 1 + (data['word'] as number);
        },
        audience: ({ agent: one = '' }) => does.hears[one] ?? [],
        present: (state, one) =>
          spoiled?.how !== 'presence' || one !== spoiled.of || state.slice(spoiled.to).count % 2 === 0,
        delivery: (_event, _to, chance): Delivery =>
          chance.uniform() < loss ? 'lost' : { after: late * chance.exponential() },
      }),
      memory: listMemory({ initial: () => [], keep: (items, { seq }) => [...items, seq].slice(-4) }),
      facing({ state, memory, agent: one }) {
        const counts = (does.reads[one] ?? []).map((other) => `${other} ${state.slice(other).count}`);
        return situationIn([one, ...counts, ...memory].join(', '));
      },
    });
    return { ...run, lines, atOnce };
  } catch (error) {
    return { lines, atOnce, error: error instanceof Error ? error.message : String(error) };
  }
}
