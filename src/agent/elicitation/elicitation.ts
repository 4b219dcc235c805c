import { z } from 'zod';
import { PromptForm, type LanguageModel } from '../../spec/index.js';

/**
 * How a situation becomes decision prompts. It is recorded with every run.
 *
 * What stands in a situation is one thing, how it is presented another: which label stands for which option, in which
 * order statements of no order are listed, under whose name each stands, in which order options are named.
 */
export const Elicitation = z.object({
  /** `completion`: text that an option continues; suits tiny and base models. `chat`: a message that asks. */
  form: PromptForm.default('completion'),
  /** `averaged` over label assignments, or `fixed`: every option under its own label. */
  labels: z.enum(['averaged', 'fixed']).default('averaged'),
  /** `averaged` over a declared set of orders, or `live`: the one presentation that this agent meets this time. */
  orders: z.enum(['averaged', 'live']).default('averaged'),
  /** Orders of statements that are averaged, a positive even number. Default 4: with two label assignments, 8 calls. */
  shuffles: z.number().int().positive().multipleOf(2).default(4),
  /** Samples that are counted for each presentation where a model gives no probabilities. Default 20. */
  samples: z.number().int().positive().default(20),
});
export type Elicitation = z.infer<typeof Elicitation>;

/**
 * The form that suits a model: completion for those that answer in process with exact probabilities, chat for
 * endpoints. Tiny models in chat put a tenth of their mass on the options or less.
 */
export function defaultElicitation(model: Pick<LanguageModel, 'description'>): Elicitation {
  const endpoint = model.description['kind'] === 'endpoint';
  return Elicitation.parse({ form: endpoint ? 'chat' : 'completion' });
}
