import type { z } from 'zod';
import { firstFault } from '../../foundation/errors/index.js';
import { quantise } from '../../foundation/random/index.js';
import {
  canonicalState,
  type AnswerForm,
  type Chances,
  type Decision,
  type EventDraft,
  type Evidence,
  type Json,
  type Judgement,
  type Situation,
} from '../../spec/index.js';
import type { Question } from './dispatch.js';

/** Draws from a mind's distribution, or checks its answer: what came of the question. */
export function createDecide(chances: Chances): (question: Question, judgement: Judgement) => Decision {
  const probabilitiesOf = quantiser();
  return (question, judgement) => {
    const { situation, agent, occasion } = question;
    if (judgement.kind === 'distribution') {
      const probabilities = probabilitiesOf(judgement, situation);
      const value = chances('decision', agent, occasion).draw(probabilities);
      return { kind: 'made', value, probabilities, ...evidenceOf(judgement) };
    }
    if (judgement.kind === 'answer') return answered(question, judgement);
    if (judgement.kind !== 'refused' && judgement.kind !== 'malformed') throw notAJudgement(judgement, question);
    return { kind: judgement.kind, message: judgement.message, ...evidenceOf(judgement) };
  };
}

/** An answer counts where it is what was asked for; what does not fit is kept as evidence, and is no decision. */
function answered(question: Question, judgement: Extract<Judgement, { kind: 'answer' }>): Decision {
  const { agent, situation } = question;
  if (situation.answer === undefined) {
    throw new Error(
      `the mind of "${agent}" gave an answer to "${situation.kind}", which asks for one of the options ` +
        `${situation.options.join(', ')}; it must give a distribution over them`,
    );
  }
  const checked = checkAnswer(situation.answer, judgement.value);
  if (checked.ok) return { kind: 'given', value: checked.value, ...evidenceOf(judgement) };
  const text = JSON.stringify(judgement.value)?.slice(0, 200);
  return { kind: 'malformed', message: checked.why, evidence: { ...judgement.evidence, text } };
}

/** Whether a value is what an {@link AnswerForm} asks for, and why not. */
export function checkAnswer(
  form: AnswerForm,
  value: Json,
): { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string } {
  if (form.kind === 'number') {
    const { minimum, maximum, integer = false } = form;
    const asked = `${integer ? 'a whole number' : 'a number'} from ${minimum} to ${maximum}`;
    const fits = typeof value === 'number' && value >= minimum && value <= maximum;
    if (fits && (!integer || Number.isInteger(value))) return { ok: true, value };
    return { ok: false, why: `${JSON.stringify(value)} is not ${asked}` };
  }
  if (form.kind === 'text') {
    if (value === null && form.silence !== undefined) return { ok: true, value };
    if (typeof value !== 'string' || value.trim() === '') return { ok: false, why: 'no words came' };
    if (value.length <= form.maxCharacters) return { ok: true, value };
    return { ok: false, why: `it has ${value.length} characters, of at most ${form.maxCharacters}` };
  }
  return read(form.schema, value);
}

/** Reads a value of a world's own shape. A check of the author's that throws says no, like one that answers no. */
function read(schema: z.ZodType, value: Json): ReturnType<typeof checkAnswer> {
  try {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { ok: true, value: parsed.data as Json };
    return { ok: false, why: firstFault(parsed.error, 'the answer') };
  } catch (error) {
    return {
      ok: false,
      why: `the schema of the answer threw: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** What the journal says of a decision. */
export function decisionEvent({ agent, situation, commitment }: Question, decision: Decision): EventDraft {
  const evidence: { [key: string]: Json } =
    decision.evidence === undefined ? {} : { evidence: decision.evidence as Json };
  // With its keys in order, as the journal writes them.
  const { kind } = situation;
  const state = canonicalState(situation);
  if (decision.kind === 'made') {
    const option = situation.options[decision.value] as string;
    if (commitment !== undefined)
      return { type: 'decision-made', agent, data: { committed: true, kind, option, state } };
    const { probabilities } = decision;
    return { type: 'decision-made', agent, data: { ...evidence, kind, option, probabilities, state } };
  }
  if (decision.kind === 'given') {
    return { type: 'decision-made', agent, data: { ...evidence, kind, state, value: decision.value } };
  }
  return {
    type: 'decision-failed',
    agent,
    data: { ...evidence, kind, message: decision.message, reason: decision.kind, state },
  };
}

function evidenceOf(judgement: Judgement): { evidence?: Evidence } {
  return judgement.evidence === undefined ? {} : { evidence: judgement.evidence };
}

/** Checks and quantises a mind's distribution once for each judgement object. */
function quantiser(): (
  judgement: Extract<Judgement, { kind: 'distribution' }>,
  situation: Situation,
) => readonly number[] {
  const known = new WeakMap<object, readonly number[]>();
  return (judgement, situation) => {
    if (situation.answer !== undefined) {
      throw new Error(`a mind gave probabilities for "${situation.kind}", which asks for a ${situation.answer.kind}`);
    }
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

function notAJudgement(judgement: unknown, { agent }: Question): Error {
  const kind = (judgement as { readonly kind?: unknown } | null)?.kind;
  return new Error(
    `the mind of "${agent}" answered with the kind "${String(kind)}", which is no judgement; expected distribution, ` +
      `answer, refused, malformed, unavailable, over-budget or aborted`,
  );
}
