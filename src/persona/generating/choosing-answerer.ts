import { defaultElicitation, describeElicitation, Elicitation } from '../../agent/index.js';
import type { AnswerMode, LanguageModel } from '../../spec/index.js';
import { answererOf, modesOf, type Answerer } from '../answering/index.js';

/** Who answers items by choosing points of a scale, with what measuring must know beside. */
export type ChoosingAnswerer = Exclude<Answerer, { readonly mode: 'likelihood' }> & {
  /** How it is asked, in words. */
  readonly asked: string;
  /**
   * How copies of one neutral persona are had: `once`, where copies answer with the same distributions, or `each`, where
   * every copy has noise of its own.
   */
  readonly clones: 'once' | 'each';
  /** `drawn`: copies that are asked again under other names have other noise, and asking costs nothing. Default unknown. */
  readonly cloneNoise?: 'drawn' | 'unknown';
  /** Samples behind a distribution that was counted; absent where distributions are exact. */
  readonly samples?: number;
  /** Modes in which it can be asked, its own included; absent where there is no other. */
  readonly modes?: readonly AnswerMode[];
};

/**
 * A language model that answers as each persona.
 *
 * @param options.mode Default `single`.
 * @param options.elicitation What is left out has the model's default.
 * @throws MesocosmError (usage) where the model lacks the verb that the mode stands on.
 */
export function modelAnswerer(options: {
  readonly model: LanguageModel;
  readonly mode?: ChoosingAnswerer['mode'];
  readonly elicitation?: Partial<Elicitation>;
}): ChoosingAnswerer {
  const { model, mode = 'single' } = options;
  const elicitation = Elicitation.parse({ ...defaultElicitation(model), ...options.elicitation });
  const answerer = answererOf({ mode, model, elicitation });
  const exact = model.capabilities.choose === 'exact';
  return {
    ...answerer,
    asked: describeElicitation(elicitation),
    clones: 'once',
    modes: modesOf(model),
    ...(exact ? {} : { samples: elicitation.samples }),
  };
}
