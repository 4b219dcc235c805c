import { userError } from '../../foundation/errors/index.js';
import type {
  Activation,
  ActivationDraft,
  Chances,
  Committed,
  Pending,
  Reaction,
  Regime,
  StateReader,
} from '../../spec/index.js';

/** When a phase is over. Asked between moments: what is due at one time is never cut in two. */
export type PhaseEnd =
  /** After so many activations of it. */
  | { readonly activations: number }
  /** After so much virtual time. */
  | { readonly time: number }
  /** After so many events of a type that happened in it. Default one. */
  | { readonly event: string; readonly count?: number }
  /** When the state says so. */
  // oxlint-disable-next-line typescript/no-explicit-any
  | { when(state: StateReader<any, any>): boolean };

/** A part of a run, with its own regime. */
export interface Phase {
  readonly name: string;
  readonly regime: Regime;
  /** Who takes part. Default everybody. */
  readonly agents?: readonly string[];
  /** Default when its regime has nothing more to do. */
  readonly until?: PhaseEnd;
}

/** What the activation asks by which a phase begins: `Activation.asks`. */
export const PHASE_BEGINS = 'phase-begins';

/**
 * One regime after another. Each phase begins with an activation of the world alone ({@link PHASE_BEGINS}), in which its
 * rules may make events; its activations carry its name, by which a world allows other actions and has other rules
 * (`phases` of {@link defineWorld}). Streams are keyed by the phase. After the last phase the run ends.
 *
 * Where every phase has a regime that does not react and ends after activations or time, all is planned from the start.
 * Where not, the last activation of each moment may wake everybody, for a phase may begin after it; those of one moment
 * are still asked at the same time.
 *
 * @throws MesocosmError (usage) when there is no phase, two have one name, or one that never runs out has no end but is
 *   not the last.
 */
export function inPhases(phases: readonly Phase[]): Regime {
  assertPhases(phases);
  const name = `in-phases:${phases.map((phase) => phase.name).join(',')}`;
  const planned = phases.every(({ regime, until }) => regime.react === undefined && isPlanned(until));
  const answering = { answering: answeringIn(phases) };
  if (planned)
    return { name, finite: true, ...answering, activations: (agents, chances) => plan(phases, agents, chances) };
  return {
    name,
    ...answering,
    activations: () => [],
    react: (agents, chances) => oneAfterAnother(phases, agents, chances),
  };
}

/** Who acts by itself in no phase. */
function answeringIn(phases: readonly Phase[]): readonly string[] {
  const [first, ...others] = phases.map(({ regime }) => regime.answering ?? []);
  return (first ?? []).filter((agent) => others.every((answering) => answering.includes(agent)));
}

function isPlanned(until: PhaseEnd | undefined): boolean {
  return until === undefined || 'activations' in until || 'time' in until;
}

function* plan(phases: readonly Phase[], agents: readonly string[], chances: Chances): Iterable<Activation> {
  let [index, start] = [0, 0];
  for (const phase of phases) {
    yield { index, ...beginning(phase, start) };
    index += 1;
    let [count, end] = [0, start];
    for (const moment of momentsOf(phase, { agents, chances, start })) {
      const [first] = moment;
      if (first === undefined || isOver(phase.until, { count, elapsed: first.time - start })) break;
      for (const activation of moment) yield { ...activation, index: index++ };
      count += moment.length;
      end = first.time;
    }
    start = phase.until !== undefined && 'time' in phase.until ? start + phase.until.time : end;
  }
}

function isOver(
  until: PhaseEnd | undefined,
  { count, elapsed }: { readonly count: number; readonly elapsed: number },
): boolean {
  if (until === undefined) return false;
  if ('activations' in until) return count >= until.activations;
  return 'time' in until && elapsed >= until.time;
}

function beginning({ name }: Phase, time: number): ActivationDraft {
  const reason = `the phase "${name}" begins`;
  return { time, agents: [], reads: 'all', writes: 'all', wakes: 'all', phase: name, asks: PHASE_BEGINS, reason };
}

/** What a phase's regime planned, those of one time together, with the phase's name and times. */
function* momentsOf(
  { name, regime, agents: own }: Phase,
  at: { readonly agents: readonly string[]; readonly chances: Chances; readonly start: number },
): Iterable<readonly ActivationDraft[]> {
  let moment: ActivationDraft[] = [];
  for (const { index: _index, ...activation } of regime.activations(own ?? at.agents, keyed(name, at.chances))) {
    const draft = { ...activation, time: at.start + activation.time, phase: name };
    if (moment[0] !== undefined && moment[0].time !== draft.time) {
      yield moment;
      moment = [];
    }
    moment.push(draft);
  }
  if (moment.length > 0) yield moment;
}

function keyed(phase: string, chances: Chances): Chances {
  return (...key) => chances('phase', phase, ...key);
}

/** The phase that a run is in. */
interface Current {
  readonly place: number;
  readonly phase: Phase;
  readonly start: number;
  readonly moments: Iterator<readonly ActivationDraft[]>;
  readonly reaction: Reaction | undefined;
  /** Activations of what was planned that are still to be done, before the next moment is looked at. */
  open: number;
  count: number;
  events: number;
  begun: boolean;
}

function oneAfterAnother(phases: readonly Phase[], agents: readonly string[], chances: Chances): Reaction {
  let current: Current | undefined;
  /** How many activations of the phase are due. */
  let due = 0;

  const begin = (place: number, time: number): readonly ActivationDraft[] => {
    const phase = phases[place];
    if (phase === undefined) {
      current = undefined;
      return [];
    }
    const { regime, agents: own = agents } = phase;
    const moments = momentsOf(phase, { agents, chances, start: time })[Symbol.iterator]();
    const reaction = regime.react?.(own, keyed(phase.name, chances));
    current = { place, phase, start: time, moments, reaction, open: 0, count: 0, events: 0, begun: false };
    return [beginning(phase, time)];
  };

  const named = (draft: ActivationDraft, name: string): ActivationDraft => ({ ...draft, phase: name, wakes: 'all' });

  const nextMoment = (now: Current): readonly ActivationDraft[] => {
    const next = now.moments.next();
    if (next.done === true) return [];
    now.open = next.value.length;
    const last = next.value.length - 1;
    return next.value.map((draft, place) => (place === last ? named(draft, now.phase.name) : draft));
  };

  /** What of a phase happens in time. */
  const within = (
    { phase: { until }, start }: Current,
    drafts: readonly ActivationDraft[],
  ): readonly ActivationDraft[] =>
    until !== undefined && 'time' in until ? drafts.filter(({ time }) => time < start + until.time) : drafts;

  const goOn = (now: Current, committed: Committed, pending: Pending): readonly ActivationDraft[] => {
    const { activation, events, state } = committed;
    const begins = activation.asks === PHASE_BEGINS;
    now.begun ||= begins;
    if (!now.begun) return [];
    const reaction = begins
      ? (now.reaction?.begin?.({ state, time: activation.time }) ?? [])
      : (now.reaction?.follow(committed, withdrawing(pending)) ?? []);
    if (!begins && activation.index >= 0 && committed.passedOver !== true) now.count += 1;
    const { until } = now.phase;
    if (until !== undefined && 'event' in until) {
      now.events += events.filter(({ type }) => type === until.event).length;
    }
    const follows = reaction.map((draft) => named(draft, now.phase.name));
    if (now.open > 0) return within(now, follows);
    if (isDone(now, state)) return [...ended(now, activation.time, pending)];
    return within(now, [...follows, ...nextMoment(now)]);
  };

  const isDone = ({ phase: { until }, count, events }: Current, state: Committed['state']): boolean => {
    if (until === undefined) return false;
    if ('when' in until) return until.when(state);
    if ('event' in until) return events >= (until.count ?? 1);
    return 'activations' in until && count >= until.activations;
  };

  const ended = (now: Current, time: number, pending: Pending): readonly ActivationDraft[] => {
    pending.clear();
    due = 0;
    return begin(now.place + 1, time);
  };

  /** Takes out what is pending, and knows how much there is left. */
  const withdrawing = (pending: Pending): Pending => ({
    withdraw(agent) {
      const taken = pending.withdraw(agent);
      due -= taken;
      return taken;
    },
    clear() {
      pending.clear();
      due = 0;
    },
  });

  const counted = (drafts: readonly ActivationDraft[]): readonly ActivationDraft[] => {
    due += drafts.length;
    return drafts;
  };

  return {
    begin: ({ time }) => counted(begin(0, time)),
    follow(committed, pending) {
      const { activation } = committed;
      if (activation.index >= 0) due -= 1;
      const now = current;
      if (now === undefined) return [];
      if (now.open > 0 && activation.index >= 0) now.open -= 1;
      const drafts = goOn(now, committed, pending);
      due += drafts.length;
      if (due > 0 || current !== now) return drafts;
      // Nothing of the phase is left to happen: the next begins, at its time where it has one.
      const { until } = now.phase;
      const end = until !== undefined && 'time' in until ? now.start + until.time : activation.time;
      return counted(begin(now.place + 1, Math.max(end, activation.time)));
    },
  };
}

function assertPhases(phases: readonly Phase[]): void {
  const names = phases.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) < place);
  const endless = phases
    .slice(0, -1)
    .find(({ regime, until }) => until === undefined && regime.react === undefined && regime.finite !== true);
  if (endless !== undefined) throw withoutEnd(endless);
  if (phases.length > 0 && twice === undefined) return;
  throw userError({
    kind: 'usage',
    what: twice === undefined ? 'there are no phases' : `two phases have the name "${twice}"`,
    expected: 'at least one phase, each with a name of its own',
  });
}

function withoutEnd({ name, regime }: Phase): Error {
  return userError({
    kind: 'usage',
    what: `the phase "${name}" has no end, and the regime ${regime.name} goes on for ever`,
    expected: '`until` in every phase but the last',
  });
}
