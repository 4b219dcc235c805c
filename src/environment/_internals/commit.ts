import { quantise } from '../../foundation/random/index.js';
import {
  canonicalState,
  type Action,
  type Activation,
  type Decision,
  type Event,
  type EventDraft,
  type Evidence,
  type Json,
  type Judgement,
  type Situation,
  type World,
} from '../../spec/index.js';
import type { KernelSetup } from '../kernel.js';
import type { WorldState } from '../state.js';
import type { Dispatched, Question } from './dispatch.js';
import type { Memories } from './memories.js';
import { isDeclared } from './declared.js';

type Audience = ReturnType<World<unknown, unknown>['audience']>;

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

  /** Events of the kernel itself reach the agent they are about; a world says nothing about them. */
  const publishOwn = (event: Event): void =>
    setup.streams?.publish(event, event.agent === undefined ? [] : [event.agent]);

  const publish = (event: Event, audience: Audience): void => {
    if (setup.memory !== undefined) memories.perceive(event, audience === 'public' ? everybody : audience);
    setup.streams?.publish(event, audience);
  };

  const decide = (question: Question, judgement: Judgement): Decision => {
    if (judgement.kind !== 'distribution') {
      if (judgement.kind !== 'refused' && judgement.kind !== 'malformed') throw notAJudgement(judgement, question);
      return { kind: judgement.kind, message: judgement.message, ...evidenceOf(judgement) };
    }
    const probabilities = probabilitiesOf(judgement, question.situation);
    const value = chances('decision', question.agent, question.occasion).draw(probabilities);
    return { kind: 'made', value, probabilities, ...evidenceOf(judgement) };
  };

  return {
    open() {
      const event = stamp(setup.opening);
      setup.sink([event]);
      publishOwn(event);
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
      const audiences = followed.map((event) => world.audience(event));
      if (setup.memory !== undefined) {
        for (const [index, event] of followed.entries()) {
          assertDeclared(event, audiences[index] as Audience, { activation, everybody });
        }
      }
      state.commit(followed, activation.writes);
      setup.sink([...decided, ...followed]);
      for (const event of decided) publishOwn(event);
      for (const [index, event] of followed.entries()) publish(event, audiences[index] as Audience);
    },
    close(reason, activations) {
      const event = stamp({ type: 'run-ended', data: { reason, activations } });
      setup.sink([event]);
      publishOwn(event);
    },
  };
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
    if (judgement.probabilities.length !== situation.options.length) {
      throw new Error(
        `a mind gave ${judgement.probabilities.length} probabilities for the ${situation.options.length} options ` +
          `${situation.options.join(', ')} of "${situation.kind}"; it must give one for each, in that order`,
      );
    }
    let found = known.get(judgement);
    if (found === undefined) {
      found = Object.freeze(quantise(judgement.probabilities));
      known.set(judgement, found);
    }
    return found;
  };
}

function assertDeclared(
  event: Event,
  audience: Audience,
  where: { readonly activation: Activation; readonly everybody: readonly string[] },
): void {
  const { activation, everybody } = where;
  if (activation.writes === 'all') return;
  for (const agent of audience === 'public' ? everybody : audience) {
    if (isDeclared(activation.writes, agent)) continue;
    throw new Error(
      `"${agent}" perceives a ${event.type} of activation ${activation.index}, which did not declare that it may; ` +
        `what an agent remembers belongs to its slice`,
    );
  }
}

function notAJudgement(judgement: unknown, { agent }: Question): Error {
  const kind = (judgement as { readonly kind?: unknown } | null)?.kind;
  return new Error(
    `the mind of "${agent}" answered with the kind "${String(kind)}", which is no judgement; expected distribution, ` +
      `refused, malformed, unavailable, over-budget or aborted`,
  );
}
