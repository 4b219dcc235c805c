import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { checkAnswer } from '../../environment/index.js';
import { quantise } from '../../foundation/random/index.js';
import { Evidence, type Judgement, type Mind, type MindContext, type Situation } from '../../spec/index.js';

const FAILURES = ['refused', 'malformed', 'unavailable', 'over-budget', 'aborted'];

/** @throws Error that names the situation where the mind throws: what goes wrong is a judgement too. */
export async function judgementOf(mind: Mind, situation: Situation, context: MindContext): Promise<Judgement> {
  try {
    return await mind.judge(situation, context);
  } catch (error) {
    throw new Error(`in "${situation.kind}" it threw: ${(error as Error).message}`, { cause: error });
  }
}

/** @throws Error where it is none, or none that the situation asks for. */
export function assertJudgement(judgement: Judgement, situation: Situation): void {
  const where = `in "${situation.kind}"`;
  if (judgement.evidence !== undefined) {
    const parsed = Evidence.strict().safeParse(judgement.evidence);
    if (!parsed.success) throw new Error(`${where} its evidence is not as it should be: ${parsed.error.message}`);
  }
  if (judgement.kind === 'answer') {
    if (situation.answer === undefined) throw new Error(`${where} it gave an answer where an option was asked for`);
    // JSON has no infinity, no `undefined` and no date: what a journal cannot hold is no answer.
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(judgement.value) ?? 'null'), judgement.value)) {
      throw new Error(`${where} it gave an answer that is no JSON`);
    }
    const checked = checkAnswer(situation.answer, judgement.value);
    if (!checked.ok) throw new Error(`${where} it gave an answer that does not fit: ${checked.why}`);
    return;
  }
  if (judgement.kind !== 'distribution') {
    if (!FAILURES.includes(judgement.kind)) throw new Error(`${where} it gave the unknown kind "${judgement.kind}"`);
    if (judgement.message.trim() === '') throw new Error(`${where} it was ${judgement.kind} and did not say why`);
    return;
  }
  if (situation.answer !== undefined) {
    throw new Error(`${where} it gave probabilities where a ${situation.answer.kind} was asked for`);
  }
  const { probabilities } = judgement;
  if (probabilities.length !== situation.options.length) {
    throw new Error(`${where} it gave ${probabilities.length} probabilities for ${situation.options.length} options`);
  }
  quantise(probabilities);
}

/** @throws Error that shows the first judgement that is another one. */
export function assertSame(expected: readonly Judgement[], actual: readonly Judgement[], when: string): void {
  for (const [index, judgement] of expected.entries()) {
    const [before, after] = [JSON.stringify(judgement), JSON.stringify(actual[index])];
    if (before !== after) throw new Error(`${when}, it answered ${after} to situation ${index}, and ${before} before`);
  }
}

/** A schema is code and is not copied. */
export function copyOf({ answer, ...situation }: Situation): Situation {
  const copy = structuredClone(situation);
  return answer === undefined ? copy : { ...copy, answer: { ...answer } };
}

/** The same value, which nobody can change. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !(value instanceof z.ZodType)) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}
