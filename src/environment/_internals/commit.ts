import { quantise } from '../../foundation/random/index.js';
import type {
  Action,
  Activation,
  Decision,
  Event,
  EventDraft,
  Evidence,
  Json,
  Judgement,
  Situation,
} from '../../spec/index.js';
import type { KernelSetup } from '../kernel.js';
import type { WorldState } from '../state.js';
import type { Dispatched, Question } from './dispatch.js';
import type { Memories } from './memories.js';
import { canonicalState } from './canonical-state.js';

/** Turns judgements into decisions, decisions into events, and events into state: one activation at a time. */
export interface Commit {
  open(): void;
  activation(dispatched: Dispatched, judgements: readonly Judgement[]): void;
  close(reason: string, activations: number): void;
}

export function createCommit<Shared, Slice>(
  setup: KernelSetup<Shared, Slice>,
  state: WorldState<Shared, Slice>,
  memories: Memories,
): Commit {
  const { world, chances } = setup;
  const everybody = setup.agents.map((agent) => agent.id);
  const probabilitiesOf = quantiser();
  let seq = 0;
  let time = 0;

  const stamp = (draft: EventDraft, causes?: readonly number[]): Event => {
    const event: Event = { seq, time, ...draft, ...(causes !== undefined && causes.length > 0 ? { causes } : {}) };
    seq += 1;
    return event;
  };

  const publish = (events: readonly Event[], activation?: Activation): void => {
    for (const event of events) {
      const audience = isKernels(event) ? [event.agent ?? ''].filter(Boolean) : world.audience(event);
      if (setup.memory !== undefined && !isKernels(event)) {
        const reached = audience === 'public' ? everybody : audience;
        if (activation !== undefined) assertDeclared(reached, activation, event);
        memories.perceive(event, reached);
      }
      setup.streams?.publish(event, audience);
    }
  };

  const decide = (question: Question, judgement: Judgement): Decision => {
    if (judgement.kind !== 'distribution') {
      if (judgement.kind !== 'refused' && judgement.kind !== 'malformed') throw new Error('unreachable');
      return { kind: judgement.kind, message: judgement.message, ...evidenceOf(judgement) };
    }
    const probabilities = probabilitiesOf(judgement, question.situation);
    const value = chances('decision', question.agent, question.occasion).draw(probabilities);
    return { kind: 'made', value, probabilities, ...evidenceOf(judgement) };
  };

  return {
    open() {
      const events = [stamp(setup.opening)];
      setup.sink(events);
      publish(events);
    },
    activation({ activation, questions }, judgements) {
      time = activation.time;
      const decisions = questions.map((question, index) => decide(question, judgements[index] as Judgement));
      const decided = questions.map((question, index) =>
        stamp(decisionEvent(question, decisions[index] as Decision), question.causes),
      );
      const actions: Action[] = questions.map(({ agent }, index) => ({
        agent,
        decision: decisions[index] as Decision,
      }));
      const causes = decided.map((event) => event.seq);
      const followed = world.apply(state.reader(), actions, activation).map((draft) => stamp(draft, causes));
      state.commit(followed, activation.writes);
      const events = [...decided, ...followed];
      setup.sink(events);
      publish(events, activation);
    },
    close(reason, activations) {
      const events = [stamp({ type: 'run-ended', data: { reason, activations } })];
      setup.sink(events);
      publish(events);
    },
  };
}

/** Events of the kernel itself; a world says nothing about who perceives them. */
const KERNEL_TYPES = new Set(['run-started', 'decision-made', 'decision-failed', 'run-ended']);

function isKernels(event: Event): boolean {
  return KERNEL_TYPES.has(event.type);
}

function evidenceOf(judgement: Judgement): { evidence?: Evidence } {
  return judgement.evidence === undefined ? {} : { evidence: judgement.evidence };
}

function decisionEvent({ agent, situation, commitment }: Question, decision: Decision): EventDraft {
  const evidence: { [key: string]: Json } =
    decision.evidence === undefined ? {} : { evidence: decision.evidence as Json };
  const about = { kind: situation.kind, state: canonicalState(situation) };
  if (decision.kind !== 'made') {
    return {
      type: 'decision-failed',
      agent,
      data: { ...about, reason: decision.kind, message: decision.message, ...evidence },
    };
  }
  const { value, probabilities } = decision;
  const option = situation.options[value] as string;
  if (commitment !== undefined) return { type: 'decision-made', agent, data: { ...about, option, committed: true } };
  return { type: 'decision-made', agent, data: { ...about, option, probabilities, ...evidence } };
}

/** Checks and quantises a mind's distribution once for each judgement object. */
function quantiser(): (
  judgement: Extract<Judgement, { kind: 'distribution' }>,
  situation: Situation,
) => readonly number[] {
  const known = new WeakMap<object, readonly number[]>();
  return (judgement, situation) => {
    let found = known.get(judgement);
    if (found === undefined) {
      if (judgement.probabilities.length !== situation.options.length) {
        throw new Error(
          `a mind gave ${judgement.probabilities.length} probabilities for the ${situation.options.length} options ` +
            `${situation.options.join(', ')} of "${situation.kind}"; it must give one for each, in that order`,
        );
      }
      found = Object.freeze(quantise(judgement.probabilities));
      known.set(judgement, found);
    }
    return found;
  };
}

function assertDeclared(reached: readonly string[], activation: Activation, event: Event): void {
  if (activation.writes === 'all') return;
  for (const agent of reached) {
    if (!activation.writes.includes(agent)) {
      throw new Error(
        `"${agent}" perceives a ${event.type} of activation ${activation.index}, which did not declare that it may; ` +
          `what an agent remembers belongs to its slice`,
      );
    }
  }
}
