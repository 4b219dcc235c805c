import type {
  AgentSlot,
  Chances,
  Event,
  EventDraft,
  Judgement,
  Lens,
  Regime,
  Situation,
  SituationContext,
  World,
} from '../spec/index.js';
import { createCommit, type Commit } from './_internals/commit.js';
import { createDispatch, type Dispatch, type Dispatched } from './_internals/dispatch.js';
import { createMemories } from './_internals/memories.js';
import { createQueue, type Queue } from './_internals/queue.js';
import { createState, type WorldState } from './state.js';
import type { Streams } from './streams.js';

/** What an agent keeps of what it perceives; a pure fold. */
export interface MemoryRule {
  initial(agent: string): readonly unknown[];
  /** The items kept after an event, or the same array where the event leaves no trace. */
  keep(items: readonly unknown[], event: Event, agent: string, lens: Lens): readonly unknown[];
}

/** A question to an agent. `occasion` counts the decisions the agent was asked for before. */
export interface Asked {
  readonly agent: string;
  readonly situation: Situation;
  readonly occasion: number;
}

/** All that a kernel needs. Only `judge` and `sink` reach outside; everything else is pure. */
export interface KernelSetup<Shared, Slice> {
  readonly world: World<Shared, Slice>;
  readonly regime: Regime;
  readonly agents: readonly AgentSlot[];
  readonly chances: Chances;
  facing(context: SituationContext<Shared, Slice>): Situation;
  readonly memory?: MemoryRule;
  /**
   * How an agent takes others' choices; identity where absent. Called anew for each situation (`sees`, the agent's
   * occasion) and each perception (`remembers`, how many it had before): never by a step that all share.
   */
  lens?(agent: string, ...key: readonly (string | number)[]): Lens;
  /** The agent's mind. A synchronous answer costs no turn of the event loop. */
  judge(asked: Asked): Judgement | Promise<Judgement>;
  /** The first event of the run. */
  readonly opening: EventDraft;
  /** Takes the events of one commit, in order. What it throws ends the run. */
  sink(events: readonly Event[]): void;
  readonly streams?: Streams;
  readonly stopAfter?: { readonly activations: number; readonly reason: string };
  readonly ignoreEnd?: boolean;
  /** How many activations may be looked at before they are due. Default 256. */
  readonly lookahead?: number;
  readonly signal?: AbortSignal;
}

/** How a run left the kernel. A suspended run wrote nothing of the activation that could not be decided. */
export type KernelResult =
  | { readonly status: 'finished'; readonly reason: string; readonly activations: number }
  | {
      readonly status: 'suspended';
      readonly kind: 'unavailable' | 'over-budget' | 'aborted';
      readonly message: string;
      readonly activations: number;
    };

/** Synchronous commits between two turns of the event loop, so that signals and timers are served. */
const COMMITS_BETWEEN_TURNS = 1024;

/**
 * Runs a world until it ends, event by event.
 *
 * Activations come from the regime in a total order. One is put to its agents early when no earlier activation that is
 * still open can touch what it reads; effects are committed in order, and `seq`, `time` and `causes` are given there.
 * So the events depend on the seed and on the answers, and not on who answered first.
 *
 * @throws Error when a world, a regime or a scenario breaks a promise it made (a slice written but not declared, a
 *   situation that changed between question and commit); the message names the agent and the slice.
 */
export async function runKernel<Shared, Slice>(setup: KernelSetup<Shared, Slice>): Promise<KernelResult> {
  const ids = setup.agents.map((agent) => agent.id);
  const state = createState(setup.world, ids, setup.chances('world'));
  const memories = createMemories(setup, ids);
  const dispatch = createDispatch(setup, state, memories);
  const commit = createCommit(setup, state, memories);
  const queue = createQueue(setup.regime.activations(ids, setup.chances), setup.lookahead ?? 256);

  try {
    return await commitUntilTheEnd(setup, { state, dispatch, commit, queue });
  } finally {
    // What was asked ahead and is not needed must not arrive at a record that is closed already.
    await queue.settle();
    setup.streams?.complete();
  }
}

interface Parts<Shared, Slice> {
  readonly state: WorldState<Shared, Slice>;
  readonly dispatch: Dispatch;
  readonly commit: Commit;
  readonly queue: Queue;
}

async function commitUntilTheEnd<Shared, Slice>(
  setup: KernelSetup<Shared, Slice>,
  { state, dispatch, commit, queue }: Parts<Shared, Slice>,
): Promise<KernelResult> {
  const most = setup.stopAfter?.activations ?? Infinity;
  commit.open();
  for (let activations = 0; ; activations += 1) {
    const ending = endingOf(setup, state, activations);
    if (ending !== undefined) {
      commit.close(ending, activations);
      return { status: 'finished', reason: ending, activations };
    }
    if (activations % COMMITS_BETWEEN_TURNS === 0) await new Promise((resolve) => setImmediate(resolve));
    if (setup.signal?.aborted === true) {
      return { status: 'suspended', kind: 'aborted', message: 'the run was interrupted', activations };
    }
    const head = queue.head(dispatch.start);
    if (head === undefined) throw new Error(`the regime "${setup.regime.name}" ran out of activations`);
    const judgements = await answersOf(head, () => queue.startEarly(dispatch.start, most - activations));
    const trouble = judgements.find(dependsOnTheHour);
    if (trouble !== undefined) {
      return { status: 'suspended', kind: trouble.kind, message: trouble.message, activations };
    }
    dispatch.verify(head);
    commit.activation(head, judgements);
    queue.shift();
  }
}

type HourFailure = Extract<Judgement, { kind: 'unavailable' | 'over-budget' | 'aborted' | 'refused' | 'malformed' }> & {
  readonly kind: 'unavailable' | 'over-budget' | 'aborted';
};

function dependsOnTheHour(judgement: Judgement): judgement is HourFailure {
  return judgement.kind === 'unavailable' || judgement.kind === 'over-budget' || judgement.kind === 'aborted';
}

function endingOf<Shared, Slice>(
  setup: KernelSetup<Shared, Slice>,
  state: WorldState<Shared, Slice>,
  activations: number,
): string | undefined {
  if (setup.stopAfter !== undefined && activations >= setup.stopAfter.activations) return setup.stopAfter.reason;
  return setup.ignoreEnd === true ? undefined : setup.world.ended(state.reader());
}

/** The judgements of an activation; a promise only where a mind gave one, so that fast minds stay fast. */
function answersOf(head: Dispatched, startEarly: () => void): readonly Judgement[] | Promise<readonly Judgement[]> {
  const { judgements } = head;
  if (judgements.every((judgement) => !(judgement instanceof Promise))) return judgements as readonly Judgement[];
  startEarly();
  return Promise.all(judgements);
}
