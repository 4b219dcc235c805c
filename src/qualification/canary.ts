import { success, type LanguageModel, type ModelFailure, type Result } from '../spec/index.js';
import { askItems } from './ask-items.js';
import { elicitationFor } from './form.js';
import { compareAnswers, inTwoDigits, kept } from './controls/index.js';
import { battery, itemsHash, type ControlItem } from './items/index.js';
import type { Qualification } from './qualification-file.js';
import { toleranceFor } from './tolerance.js';

/** Kinds of questions of which one is asked again. */
const KINDS = ['neutral', 'allowed', 'recall', 'dominance', 'strategic', 'history', 'majority', 'persona'] as const;

/** The questions of the canary: the first of each of these kinds. They are in a quick look too. */
export function canaryItems(): readonly ControlItem[] {
  const { items } = battery('verdict', { quick: true });
  return KINDS.flatMap((kind) => items.find((item) => item.kind === kind) ?? []);
}

/** What the canary says: whether the model answers as it did when it was checked. */
export interface Drift {
  readonly verdict: 'same' | 'drifted' | 'not-comparable';
  /** Largest difference of a probability; `null` where nothing can be compared. */
  readonly largest: number | null;
  readonly sentence: string;
}

/**
 * Asks a handful of questions again, and compares: an exact model must give the very same numbers, or at an endpoint nearly
 * the same, a sampled one agree by a test. The model should be one whose answers are not recorded, or nothing would be asked.
 */
export async function askCanary(
  model: LanguageModel,
  qualification: Qualification,
  { stream, signal }: { readonly stream: string; readonly signal?: AbortSignal },
): Promise<Result<Drift, ModelFailure>> {
  if (qualification.items !== itemsHash()) {
    const sentence = 'The model was checked with questions of another version, so its drift cannot be told.';
    return success({ verdict: 'not-comparable', largest: null, sentence });
  }
  const elicitation = elicitationFor(qualification.elicitation);
  const reply = await askItems(canaryItems(), { model, elicitation, purpose: 'canary', stream, signal });
  if (!reply.ok) return reply;
  const { answers, samples, spread } = qualification.canary;
  const { choose } = qualification.model;
  const { same, largest, test } = compareAnswers(answers, reply.value.map(kept), {
    choose,
    samples,
    tolerance: toleranceFor(model, spread),
  });
  if (same) {
    const sentence = `It answers as it did when it was checked (${answers.length} questions, ${test}).`;
    return success({ verdict: 'same', largest, sentence });
  }
  const how = Number.isFinite(largest) ? `by up to ${inTwoDigits(largest)}` : 'in what it answers at all';
  const sentence =
    `The model has drifted: it no longer answers as it did when it was checked, ${how} ` +
    `(${answers.length} questions, ${test}).`;
  return success({ verdict: 'drifted', largest: Number.isFinite(largest) ? largest : null, sentence });
}
