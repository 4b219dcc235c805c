import { appropriatenessMind, defaultElicitation, Elicitation, languageModelMind } from '../../agent/index.js';
import { userError } from '../../foundation/errors/index.js';
import { canonicalJson } from '../../foundation/storage/index.js';
import type { AnswerMode, LanguageModel, Mind } from '../../spec/index.js';

/** A mind that chooses points of scales, and what it does with an item. */
export interface ChoiceAnswerer {
  readonly mode: Exclude<AnswerMode, 'likelihood'>;
  readonly mind: Mind;
  /** What answers hang on beside the mind's name. */
  readonly fingerprint?: string;
}

/** A model that finds texts likely. */
export interface StanceAnswerer {
  readonly mode: 'likelihood';
  readonly model: LanguageModel;
}

/** What answers a questionnaire, and how. */
export type Answerer = ChoiceAnswerer | StanceAnswerer;

/** A language model, and the choice of how it is asked. */
export interface AnswererOptions<Mode extends AnswerMode = AnswerMode> {
  readonly mode: Mode;
  readonly model: LanguageModel;
  /** Of choices. Default 1. */
  readonly temperature?: number;
  /** What is left out has the model's default. */
  readonly elicitation?: Partial<Elicitation>;
}

/** The modes, from the simplest on. */
export const ANSWER_MODES: readonly AnswerMode[] = ['single', 'appropriateness', 'likelihood'];

/**
 * A language model as an answerer in one of the modes: one question; the three questions of the logic of appropriateness;
 * by likelihood.
 *
 * @throws MesocosmError (usage) where the model lacks the verb that the mode stands on.
 */
export function answererOf(options: AnswererOptions<Exclude<AnswerMode, 'likelihood'>>): ChoiceAnswerer;
export function answererOf(options: AnswererOptions): Answerer;
export function answererOf(options: AnswererOptions): Answerer {
  const { mode, model, temperature = 1 } = options;
  if (!modesOf(model).includes(mode)) {
    throw userError({
      kind: 'usage',
      what: `${model.name} cannot answer by "${mode}"`,
      expected: mode === 'likelihood' ? 'a model that gives likelihoods of texts' : 'a model that writes',
      available: modesOf(model),
    });
  }
  if (mode === 'likelihood') return { mode, model };
  const elicitation = Elicitation.parse({ ...defaultElicitation(model), ...options.elicitation });
  const fingerprint = canonicalJson({ model: model.fingerprint, temperature, elicitation });
  const make = mode === 'single' ? languageModelMind : appropriatenessMind;
  return { mode, mind: make({ model, temperature, elicitation }), fingerprint };
}

/** The modes that a model's verbs allow. */
export function modesOf({ capabilities }: Pick<LanguageModel, 'capabilities'>): readonly AnswerMode[] {
  return ANSWER_MODES.filter((mode) => {
    if (mode === 'single') return true;
    return mode === 'appropriateness' ? capabilities.write : capabilities.score;
  });
}
