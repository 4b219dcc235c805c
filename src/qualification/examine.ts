import type { LanguageModelMind } from '../agent/index.js';
import { languageModelMind } from '../agent/index.js';
import {
  failed,
  success,
  type ExaminationCheck,
  type LanguageModel,
  type ModelFailure,
  type ResponseCurve,
  type Result,
  type Scenario,
} from '../spec/index.js';
import { labelBias, optionMass, orderBias, priorMass, responseToMajority, type Asked } from './checks.js';
import { measureResponse, within } from './response-curve.js';

/** What an examination found. */
export interface Examination {
  readonly checks: readonly ExaminationCheck[];
  /** `null` where the scenario has no ladder. */
  readonly curve: ResponseCurve | null;
}

/**
 * Examines a model on a scenario's own situations before it is believed: option mass, label bias, order bias, and the
 * response to a majority where the scenario has a ladder. It asks, with labels averaged, what a study asks anyway, so
 * with recorded answers it costs little.
 */
export async function examine(options: {
  readonly model: LanguageModel;
  /** The mind of the condition, whose elicitation and temperature are examined. */
  readonly mind: LanguageModelMind;
  readonly scenario: Scenario;
  /** Names the occasion (study and condition): where a model must be sampled, each has answers of its own. */
  readonly stream?: string;
  readonly signal?: AbortSignal;
  onAsked?(done: number, total: number): void;
}): Promise<Result<Examination, ModelFailure>> {
  const { model, mind, scenario, stream, signal, onAsked } = options;
  const { temperature } = mind;
  const elicitation = { ...mind.elicitation, labels: 'averaged', orders: 'averaged' } as const;
  const examined = languageModelMind({ model, temperature, elicitation });
  const { ladder } = scenario.situations;
  // What there is of a ladder is most of the work, and its progress the one to tell.
  const asked = await askAlone(examined, scenario, ladder === undefined ? options : { stream, signal });
  if (!asked.ok) return asked;
  const alone = asked.value;
  const prior = alone.slice(0, 1).map(priorMass);
  if (ladder === undefined) {
    return success({ checks: [optionMass(alone), ...prior, labelBias(alone), orderBias(alone)], curve: null });
  }
  const reply = await measureResponse(examined, ladder, { stream, signal, onAsked });
  if (!reply.ok) return failed(reply.failure);
  const { answers, curve } = reply.value;
  const along = answers.map(({ situation, answers: all }) => ({ options: situation.options, answers: all }));
  const response = responseToMajority(curve.points);
  const checks = [optionMass(along), ...prior, labelBias(along), orderBias(along), response];
  return success({ checks, curve: mind.elicitation.labels === 'averaged' ? curve : null });
}

/** The situations of an agent that is alone, in all presentations; the first is the one with an empty history. */
async function askAlone(
  mind: LanguageModelMind,
  scenario: Scenario,
  how: { readonly stream?: string; readonly signal?: AbortSignal; onAsked?(done: number, total: number): void },
): Promise<Result<readonly Asked[], ModelFailure>> {
  const { signal, onAsked } = how;
  const [first] = scenario.agents;
  const alone = first === undefined ? [] : scenario.situations.alone(first);
  const asked: Asked[] = [];
  for (const { name, situation } of alone) {
    const stream = within(how.stream, `examination:${name}`);
    const reply = await mind.ask(situation, { stream, purpose: 'examination', signal });
    if (!reply.ok) return failed(reply.failure);
    asked.push({ options: situation.options, answers: reply.value });
    onAsked?.(asked.length, alone.length);
  }
  return success(asked);
}
