import type { z } from 'zod';
import { Choice, ModelFailure, type ChooseRequest, type LanguageModel, type Result } from '../../spec/index.js';
import { demand, demandJson, isText } from './demand.js';

/** The choice in a reply: of the options asked, of the kind promised. @throws Error that says what is wrong with it. */
export function demandChoice(
  reply: Result<Choice, ModelFailure>,
  request: ChooseRequest,
  model: LanguageModel,
): Choice {
  const choice = demandShape(reply, Choice, 'a choice');
  const { probabilities, kind, mass, firstMass, counts, samples = 0 } = choice;
  const expected = model.capabilities.choose;
  demand(kind === expected, `its choice is ${kind}, though its capabilities say ${expected}`);
  const [given, wanted] = [probabilities.length, request.options.length];
  demand(given === wanted, `it gave ${given} probabilities for ${wanted} options`);
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  demand(Math.abs(sum - 1) < 1e-9, `its probabilities have the sum ${sum}, and not 1`);
  demand(firstMass === undefined || kind === 'sampled', 'its choice is exact, and tells of first replies');
  if (kind === 'exact') return choice;
  demand(samples > 0, 'its choice is sampled and does not say of how many samples');
  const counted = counts?.reduce((total, count) => total + count, 0) ?? 0;
  demand(counted <= samples, `it counted ${counted} of ${samples} samples`);
  demand((firstMass ?? 0) <= (mass ?? 1), `of first replies ${firstMass} took an option, of all ${mass}`);
  return choice;
}

/** The value in a reply, of this schema and such that JSON can hold it. @throws Error that says what there was instead. */
export function demandShape<Value>(reply: Result<Value, ModelFailure>, schema: z.ZodType<Value>, what: string): Value {
  if (!reply.ok) {
    const { kind, message } = reply.failure;
    throw new Error(`instead of ${what} it gave "${kind}: ${message}"; give the kit a prompt that it can answer`);
  }
  demand(schema.safeParse(reply.value).success, `${what} is not as it should be: ${JSON.stringify(reply.value)}`);
  demandJson(reply.value, what);
  return reply.value;
}

/** @throws Error unless it is a failure that says why. */
export function demandFailure(failure: ModelFailure): void {
  const parsed = ModelFailure.safeParse(failure);
  demand(parsed.success, `its failure is not as it should be: ${JSON.stringify(failure)}`);
  demand(isText(failure.message), 'its failure does not say why');
}
