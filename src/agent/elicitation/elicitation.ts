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
  /** Grammatical person of what is said of the agent: `I chose`, `You chose`, `Ann chose`. */
  person: z.enum(['first', 'second', 'third']).default('second'),
  /** `averaged` over label assignments, or `fixed`: every option under its own label. */
  labels: z.enum(['averaged', 'fixed']).default('averaged'),
  /** `averaged` over a declared set of orders, or `live`: the one presentation that this agent meets this time. */
  orders: z.enum(['averaged', 'live']).default('averaged'),
  /** Orders of statements that are averaged, a positive even number. Default 4: with two label assignments, 8 calls. */
  shuffles: z.number().int().positive().multipleOf(2).default(4),
  /** Samples that are counted for each presentation where a model gives no probabilities. Default 20. */
  samples: z.number().int().positive().default(20),
  /**
   * What is averaged over presentations: `probabilities` after temperature (what a population does that meets each
   * presentation equally often), or `logits` before it (the geometric mean, normalised).
   */
  average: z.enum(['probabilities', 'logits']).default('probabilities'),
  /**
   * `contextual`: probabilities are divided by those after inputs without content (Zhao et al. 2021, arXiv 2102.09690).
   * Off by default: it takes away a preference for a label and may make one for a place worse.
   */
  calibration: z.enum(['none', 'contextual']).default('none'),
  /** `likelihood`: where a situation has claims, which of them the persona makes likelier, and not what is chosen. */
  stance: z.enum(['asked', 'likelihood']).default('asked'),
  /**
   * Least raw probability on the options, averaged over presentations; with less a decision is malformed. Of counted
   * replies it is the share that took an option in the end, explained or not (`mass`, not `firstMass`). Default .05.
   */
  leastMass: z.number().min(0).max(1).default(0.05),
});
export type Elicitation = z.infer<typeof Elicitation>;

/**
 * What suits a model: what its description says (`elicitation`, from the registry of weights), else completion for those
 * that answer in process with exact probabilities, and chat for endpoints. Tiny models in chat put a tenth of their mass
 * on the options or less.
 */
export function defaultElicitation(model: Pick<LanguageModel, 'description'>): Elicitation {
  const { kind, elicitation } = model.description;
  const form = kind === 'endpoint' ? 'chat' : 'completion';
  const suggested = typeof elicitation === 'object' && !Array.isArray(elicitation) ? elicitation : {};
  return Elicitation.parse({ form, ...suggested });
}

/** How something was asked, in words, for the record of every decision; a scale is asked without exchange of labels. */
export function describeElicitation(elicitation: Elicitation, { scale = false } = {}): string {
  const { form, person, labels, orders, average, calibration } = elicitation;
  return [
    form,
    `${person} person`,
    `labels ${scale ? 'fixed' : labels}`,
    orders === 'live' ? 'one order drawn' : 'orders averaged',
    ...(average === 'logits' ? ['logits averaged'] : []),
    ...(calibration === 'contextual' ? ['calibrated'] : []),
  ].join(', ');
}
