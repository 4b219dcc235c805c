import {
  runKernel,
  type Asked,
  type KernelResult,
  type KernelSetup,
  type MemoryRule,
} from '../../src/environment/index.js';
import { encodeEvent } from '../../src/run/journal/codec.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Activation, Event, EventDraft, Judgement, Lens, Regime, Situation, World } from '../../src/spec/index.js';

/** What the small world shares: words said so far. */
export interface Board {
  words: number;
}

/** What belongs to one agent of the small world: its own words so far, and its last. */
export interface Desk {
  count: number;
  last: string;
}

export const AGENTS = ['ann', 'ben', 'cem', 'dia'] as const;

/** A memory that is a list; `keep` gives back the same list where an event leaves no trace. */
export function listMemory(rule: {
  initial(agent: string): readonly unknown[];
  keep(items: readonly unknown[], event: Event, agent: string, lens: Lens): readonly unknown[];
}): MemoryRule {
  type Kept = { readonly items: readonly unknown[]; readonly seqs: readonly number[] };
  return {
    initial: (agent) => ({ items: rule.initial(agent), seqs: [] }) satisfies Kept,
    keep(kept, { event, agent, lens }) {
      const before = kept as Kept;
      const items = rule.keep(before.items, event, agent, lens);
      if (items === before.items) return kept;
      return { items, seqs: items.length === 0 ? [] : [...before.seqs, event.seq].slice(-items.length) };
    },
    recall: (kept) => ({ ok: true, value: kept as Kept }),
  };
}

/** A situation of two options, `yes` and `no`, in this state. */
export function situationIn(state: string, options: readonly string[] = ['yes', 'no']): Situation {
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

/**
 * Agents say words. `word-said` counts the speaker's words in its own slice, `word-withheld` is a decision that failed,
 * and nobody hears anything but the speaker.
 */
export function smallWorld(change: Partial<World<Board, Desk>> = {}): World<Board, Desk> {
  return {
    initial: () => ({ shared: { words: 0 }, slice: () => ({ count: 0, last: '' }) }),
    apply: (_state, actions) =>
      actions.map(({ agent, decision }): EventDraft =>
        decision.kind === 'made'
          ? { type: 'word-said', agent, data: { word: decision.value === 0 ? 'yes' : 'no' } }
          : { type: 'word-withheld', agent, data: {} },
      ),
    reduce(draft, { type, agent, data }) {
      if (type !== 'word-said' || agent === undefined) return;
      const desk = draft.slice(agent);
      desk.count += 1;
      desk.last = data['word'] as string;
    },
    audience: ({ agent }) => (agent === undefined ? [] : [agent]),
    ended: () => undefined,
    ...change,
  };
}

/** Activations, one after the other; what is left out is that each agent reads and writes itself. */
export function regimeOf(
  turns: readonly (Partial<Activation> & Pick<Activation, 'agents'>)[],
): Regime & { readonly turns: number } {
  return {
    name: 'written down',
    turns: turns.length,
    activations: () =>
      turns.map((turn, index) => ({
        index,
        time: index,
        reads: turn.agents,
        writes: turn.agents,
        reason: 'its turn',
        ...turn,
      })),
  };
}

/** Ann, Ben and Ann again. */
export const inTurn = regimeOf([{ agents: ['ann'] }, { agents: ['ben'] }, { agents: ['ann'] }]);

/** A situation that says nothing; to be spread. */
export const smallSituation = situationIn('');

/** Types of events, in their order. */
export function typesOf(events: readonly Event[]): readonly string[] {
  return events.map(({ type }) => type);
}

/** What a small run gives. */
export interface SmallRun {
  readonly result: KernelResult;
  readonly events: readonly Event[];
  readonly lines: readonly string[];
  /** Questions in the order in which they were put. */
  readonly asked: readonly Asked[];
}

export type SmallSetup = Omit<Partial<KernelSetup<Board, Desk>>, 'regime'> & {
  readonly regime: Regime & { readonly turns?: number };
  readonly seed?: number;
};

export const YES: Judgement = { kind: 'distribution', probabilities: [1, 0] };
export const EVEN: Judgement = { kind: 'distribution', probabilities: [0.5, 0.5] };

/** Runs the small world; an agent faces the number of its words so far, and stops after the turns of the regime. */
export async function runSmallWorld(given: SmallSetup): Promise<SmallRun> {
  const { seed = 1, regime, sink, judge, ...rest } = given;
  const events: Event[] = [];
  const asked: Asked[] = [];
  const result = await runKernel<Board, Desk>({
    world: smallWorld(),
    agents: AGENTS.map((id) => ({ id, name: id })),
    chances: chancesFrom(seed),
    facing: ({ state, agent }) => situationIn(`${state.slice(agent).count} words`),
    opening: { type: 'run-started', data: {} },
    stopAfter: regime.turns === undefined ? undefined : { activations: regime.turns, reason: 'that was all' },
    ...rest,
    regime,
    judge(question) {
      asked.push(question);
      return judge === undefined ? EVEN : judge(question);
    },
    sink(committed) {
      events.push(...committed);
      sink?.(committed);
    },
  });
  return { result, events, lines: events.map(encodeEvent), asked };
}

/** An answer that comes when it is told to. */
export interface Pending {
  readonly asked: Asked;
  answer(judgement: Judgement): void;
  fail(error: Error): void;
}

/** A mind whose answers are given by hand. */
export function byHand(): { readonly open: Pending[]; judge(asked: Asked): Promise<Judgement> } {
  const open: Pending[] = [];
  return {
    open,
    judge: (asked) =>
      new Promise((resolve, reject) => {
        open.push({ asked, answer: resolve, fail: reject });
      }),
  };
}

/** Waits until what can go on without waiting has gone on. */
export async function turnOver(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
