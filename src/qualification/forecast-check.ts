import { presentationsOf, renderPrompt, withoutContent } from '../agent/index.js';
import type { LanguageModel } from '../spec/index.js';
import { canaryItems } from './canary.js';
import { candidatesAt, firstForm, stagesOf } from './form-candidates.js';
import { elicitationFor, type Form } from './form.js';
import { battery, type ControlItem } from './items/index.js';

/** Questions that are answered in the model's own words too. */
export const WRITTEN = 24;

/** A topic is weighed under two people and under nobody. */
const WEIGHED = 3;

/**
 * Model calls that a check needs, where none fails, none is recorded already and the model stays with the form that it is
 * asked in by default. An exact model is asked the same prompt once, also where two forms share it; where a model must be
 * sampled, every sample of every presentation is a call.
 */
export function forecastCheck(model: LanguageModel, { quick = false }: { readonly quick?: boolean } = {}): number {
  const first = firstForm(model);
  const { choose, score, write } = model.capabilities;
  const { items, topics } = battery('verdict', { quick });
  const exact = choose === 'exact';
  const choice = battery('choice', { quick });
  const stages = stagesOf({ quick });
  const forms = [first, ...stages.flatMap((stage) => (stage === 'stance' ? [] : candidatesAt(stage, first, model)))];
  const asked = [...forms.flatMap((one) => requests(choice.items, one)), ...requests(items, first)];
  const different = new Set(asked.map(({ prompt, about }) => (exact ? prompt : `${about} ${prompt}`))).size;
  const again = requests(canaryItems(), first).length;
  const weighed = topics.length + (stages.includes('stance') ? choice.topics.length : 0);
  return (
    (different + again) * (exact ? 1 : elicitationFor(first).samples) +
    (score ? WEIGHED * weighed : 0) +
    (write ? Math.min(WRITTEN, items.length) : 0)
  );
}

/** Every presentation of these questions, and where it is calibrated, the inputs without content. */
function requests(
  items: readonly ControlItem[],
  form: Form,
): readonly { readonly prompt: string; readonly about: string }[] {
  const elicitation = elicitationFor(form);
  return items.flatMap(({ id, situation, persona }) =>
    presentationsOf(situation, elicitation).flatMap((presentation, at) => {
      const empty = form.calibration === 'contextual' ? withoutContent(situation, presentation) : [];
      return [{ situation, presentation }, ...empty].map((one) => ({
        prompt: JSON.stringify(renderPrompt(one.situation, one.presentation, { elicitation, persona })),
        about: `${id}/${at}`,
      }));
    }),
  );
}
