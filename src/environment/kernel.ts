import type {
  Activation,
  AgentSlot,
  Chances,
  Event,
  EventDraft,
  Intervention,
  Judgement,
  Lens,
  ModelFailure,
  Persona,
  Recalled,
  Regime,
  Result,
  Situation,
  SituationContext,
  World,
} from '../spec/index.js';
import { createCommit, type Commit } from './_internals/commit.js';
import { createDispatch, type Dispatch, type Dispatched } from './_internals/dispatch.js';
import { withoutChanging } from './_internals/illegal-path.js';
import { createFollow, type Follow } from './_internals/follow.js';
import { createInquiry, type Inquiry } from './_internals/inquiry.js';
import { createInterventions, type Interventions } from './_internals/intervene.js';
import { createMemories } from './_internals/memories.js';
import { createQueue, type Queue } from './_internals/queue.js';
import { createReaches } from './_internals/reaches.js';
import { createSchedule } from './_internals/schedule.js';
import { createSeats, type Seats } from './_internals/seats.js';
import { createState, type WorldState } from './state.js';
import type { Streams } from './streams.js';

/** What an agent keeps of what it perceives, a pure fold, and what of it comes to mind. */
export interface MemoryRule {
  /** Whether to recall may cost calls of a model. */
  readonly asks?: boolean;
  initial(agent: string): unknown;
  /** What is kept after an event, or the same object where the event leaves no trace. */
  keep(kept: unknown, perceived: Perception): unknown;
  recall(kept: unknown, asked: Recalling): Result<Recalled, ModelFailure> | Promise<Result<Recalled, ModelFailure>>;
}

/** An event as it reaches an agent, at a time. */
export interface Perception {
  readonly event: Event;
  readonly agent: string;
  readonly time: number;
  readonly lens: Lens;
}

/** Who recalls, when, and what it faces. */
export interface Recalling {
  readonly agent: string;
  readonly occasion: number;
  readonly time: number;
  /** What it would face with an empty memory. */
  situation(): Situation;
}

/** A question to an agent. `occasion` counts the decisions the agent was asked for before. */
export interface Asked {
  readonly agent: string;
  readonly situation: Situation;
  readonly occasion: number;
  /** Who is in the agent's place, where an intervention put somebody there. */
  readonly persona?: Persona;
}

/** Questions that leave no trace, put between two commits. */
export interface Interviewer {
  /** Before the first activation at or after the time that {@link next} gave. */
  before(time: number, inquiry: Inquiry): void;
  /** Virtual time of the next interview; `Infinity` where there is none. */
  next(): number;
  /** When the run has ended. */
  end(inquiry: Inquiry): void;
}

/** All that a kernel needs. Only `judge` and `sink` reach outside; everything else is pure. */
export interface KernelSetup<Shared, Slice> {
  readonly world: World<Shared, Slice>;
  readonly regime: Regime;
  readonly agents: readonly AgentSlot[];
  /** Labels that interventions name commitments by. Default none. */
  readonly options?: readonly string[];
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
  readonly interventions?: readonly Intervention[];
  readonly interviewer?: Interviewer;
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

/** Why a run ended whose regime ran out. */
const NOTHING_LEFT = 'nothing is left to happen';
/** Why a run ended in which nobody takes part any more. */
const NOBODY_LEFT = 'nobody takes part any more';
/** Each time that so many activations were passed over it is asked whether there is anybody at all. */
const PASSED_BEFORE_ASKING = 1000;
/** So many are passed over where nobody takes part, in all or for each agent, until the time of an intervention comes. */
const PASSED_AT_MOST = { inAll: 200_000, each: 1000 };

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
  const parts = partsOf(setup);
  try {
    return await commitUntilTheEnd(setup, parts);
  } finally {
    // What was asked ahead and is not needed must not arrive at a record that is closed already.
    await parts.queue.settle();
    setup.streams?.complete();
  }
}

interface Parts<Shared, Slice> {
  readonly state: WorldState<Shared, Slice>;
  readonly dispatch: Dispatch;
  readonly commit: Commit;
  readonly queue: Queue;
  readonly follow: Follow;
  readonly interventions: Interventions;
  readonly seats: Seats;
  inquiry(time: number): Inquiry;
}

function partsOf<Shared, Slice>(setup: KernelSetup<Shared, Slice>): Parts<Shared, Slice> {
  const { world, regime, agents, chances, interventions: all = [], options = [] } = setup;
  const ids = agents.map(({ id }) => id);
  const state = createState(world, ids, chances('world'));
  const seats = createSeats(agents, world, state);
  const memories = createMemories(setup, ids);
  const commit = createCommit(setup, state, { memories, seats });
  const reader = state.reader();
  const interventions = createInterventions(all, {
    commit,
    seats,
    state: world.written?.(reader) ?? reader,
    options,
    moved: (moves) => withoutChanging('moved', reader, (readable) => world.moved?.(readable, moves) ?? []),
  });
  const dispatch = createDispatch(
    { ...setup, judge: (asked) => setup.judge(inPlace(asked, interventions.persona(asked.agent))) },
    state,
    { memories, seats },
  );
  const schedule = createSchedule(regime.activations(ids, chances));
  const queue = createQueue(schedule, { lookahead: setup.lookahead ?? 256, reaches: createReaches(regime) });
  const follow = createFollow(regime, { agents: ids, chances, queue, dispatch, state: state.reader() });
  const inquiry = createInquiry(setup, { state, memories, seats, dispatch, interventions });
  return { state, dispatch, commit, queue, follow, interventions, seats, inquiry };
}

/** The question to whoever an intervention put in the agent's place. */
function inPlace(asked: Asked, persona: Persona | undefined): Asked {
  return persona === undefined ? asked : { ...asked, persona };
}

async function commitUntilTheEnd<Shared, Slice>(
  setup: KernelSetup<Shared, Slice>,
  parts: Parts<Shared, Slice>,
): Promise<KernelResult> {
  const { state, dispatch, commit, queue, follow, interventions, inquiry } = parts;
  const { interviewer, signal, regime } = setup;
  const most = setup.stopAfter?.activations ?? Infinity;
  let [time, activations, passed] = [0, 0, 0];
  const finish = (reason: string): KernelResult => {
    interviewer?.end(inquiry(time));
    commit.close(reason, activations);
    return { status: 'finished', reason, activations };
  };
  commit.open();
  for (let turns = 0; ; turns += 1) {
    const ending = endingOf(setup, state, activations);
    if (ending !== undefined) return finish(ending);
    if (turns % COMMITS_BETWEEN_TURNS === 0) await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted === true) {
      return { status: 'suspended', kind: 'aborted', message: 'the run was interrupted', activations };
    }
    const next = queue.peek();
    if (next === undefined) {
      if (doInterventions(parts, laterOf(time, interventions.next()))) continue;
      if (regime.react === undefined && regime.finite !== true) {
        throw new Error(`the regime "${regime.name}" ran out of activations`);
      }
      return finish(NOTHING_LEFT);
    }
    ({ time } = next);
    if (doInterventions(parts, time)) {
      passed = 0;
      continue;
    }
    if (passed > 0 && isDeserted(setup, parts, { passed, next })) return finish(NOBODY_LEFT);
    if (interviewer !== undefined && interviewer.next() <= time) interviewer.before(time, inquiry(time));
    const head = queue.head(dispatch.start) as Dispatched;
    if (head.passedOver) {
      queue.shift();
      follow({ activation: next, events: [], perceived: [], state: state.reader(), passedOver: true });
      passed += 1;
      continue;
    }
    if (!isAnswer(regime, next)) passed = 0;
    const before = Math.min(interventions.next(), interviewer?.next() ?? Infinity);
    const bounds = { atMost: most - activations, before };
    const judgements = await answersOf(head, () => queue.startEarly(dispatch.start, bounds));
    const trouble = judgements.find(dependsOnTheHour);
    if (trouble !== undefined) {
      return { status: 'suspended', kind: trouble.kind, message: trouble.message, activations };
    }
    dispatch.verify(head);
    const committed = commit.activation(head, judgements);
    queue.shift();
    interventions.observe(committed.events);
    follow(committed);
    activations += 1;
  }
}

/**
 * Whether nobody takes part who could act by itself, and nothing will be done to the run that could change it, or nothing
 * within so many activations. Asked before somebody is to answer what nobody did, and now and then while all are passed over.
 */
function isDeserted<Shared, Slice>(
  { agents, regime }: KernelSetup<Shared, Slice>,
  { seats, interventions }: Parts<Shared, Slice>,
  { passed, next }: { readonly passed: number; readonly next: Activation },
): boolean {
  if (passed % PASSED_BEFORE_ASKING !== 0 && !isAnswer(regime, next)) return false;
  const most = Math.max(PASSED_AT_MOST.inAll, PASSED_AT_MOST.each * agents.length);
  if (interventions.next() !== Infinity && passed < most) return false;
  return agents.every(({ id }) => regime.answering?.includes(id) === true || !seats.isPresent(id));
}

/** Whether an activation is of agents alone that never act by themselves. */
function isAnswer({ answering = [] }: Regime, { agents }: Activation): boolean {
  return answering.length > 0 && agents.length > 0 && agents.every((agent) => answering.includes(agent));
}

/** The later of two times, of which the second may be never. */
function laterOf(time: number, other: number): number {
  return other === Infinity ? time : Math.max(time, other);
}

/** Does what is due; what was asked ahead is asked anew, for somebody else may be in its place. */
function doInterventions<Shared, Slice>(
  { queue, dispatch, interventions, follow }: Parts<Shared, Slice>,
  time: number,
): boolean {
  const done = interventions.before(time);
  if (done.length === 0) return false;
  queue.restart(dispatch.undo);
  for (const committed of done) follow(committed);
  return true;
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
  return setup.ignoreEnd === true
    ? undefined
    : withoutChanging('end', state.reader(), (readable) => setup.world.ended(readable));
}

/** The judgements of an activation; a promise only where a mind gave one, so that fast minds stay fast. */
function answersOf(head: Dispatched, startEarly: () => void): readonly Judgement[] | Promise<readonly Judgement[]> {
  const { judgements } = head;
  if (judgements.every((judgement) => !(judgement instanceof Promise))) return judgements as readonly Judgement[];
  startEarly();
  return Promise.all(judgements);
}
