import { z } from 'zod';
import { Elicitation } from '../agent/index.js';
import { PromptForm } from '../spec/index.js';

/** How a model is asked, as far as a check looks for it; whatever is left out is as it is by default. */
export const Form = z.object({
  form: PromptForm,
  person: z.enum(['first', 'second', 'third']),
  calibration: z.enum(['none', 'contextual']).default('none'),
  /** Where a situation has claims: whether it is asked which holds, or each is weighed by its likelihood. */
  stance: z.enum(['asked', 'likelihood']).default('asked'),
});
export type Form = z.infer<typeof Form>;

/** What a search for the form tries, in this order, each on what was best before. */
export const FormStage = z.enum(['form', 'person', 'calibration', 'stance']);
export type FormStage = z.infer<typeof FormStage>;

/** Shares of the score, which all count the same. */
export const ScoreShare = z.enum(['understood', 'payoffs', 'persona', 'majority']);
export type ScoreShare = z.infer<typeof ScoreShare>;

/** How a form did on the questions for choosing. */
export const TriedForm = Form.extend({
  name: z.string(),
  stage: FormStage.default('form'),
  /** Raw probability on the options; an unanswered question has what its failure tells; `null` where the model does not tell. */
  mass: z.number().nullable(),
  /** Mean of what it can do when it is asked so, in [0, 1]; half of it comes by chance. */
  score: z.number(),
  /** The shares that the score is the mean of. */
  parts: z.partialRecord(ScoreShare, z.number()).default({}),
  /** What it scores more than the simpler form that was best before it, with a 90 % interval; `null` of the first, or untold. */
  gain: z.object({ over: z.string(), value: z.number(), low: z.number(), high: z.number() }).nullable().default(null),
});
export type TriedForm = z.infer<typeof TriedForm>;

/** A form in words. */
export function formInWords({ form, person, calibration, stance }: Form): string {
  return [
    form,
    `${person} person`,
    ...(calibration === 'contextual' ? ['calibrated'] : []),
    ...(stance === 'likelihood' ? ['stance by likelihood'] : []),
  ].join(', ');
}

/**
 * How the questions of the battery are put in a form: labels and orders averaged, as many samples as a share of rights
 * needs where a model gives no probabilities.
 */
export function elicitationFor(form: z.input<typeof Form>): Elicitation {
  return Elicitation.parse({ ...Form.parse(form), shuffles: 2, samples: 5 });
}
