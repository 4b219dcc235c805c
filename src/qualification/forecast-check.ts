import { presentationsOf, renderPrompt } from '../agent/index.js';
import type { LanguageModel } from '../spec/index.js';
import { canaryItems } from './canary.js';
import { elicitationFor, formsFor, type Form } from './choose-form.js';
import { battery, type ControlItem } from './items/index.js';

/** Questions that are answered in the model's own words too. */
export const WRITTEN = 24;

/** A topic is weighed under two people and under nobody. */
const WEIGHED = 3;

/**
 * Model calls that a check needs, where none fails and none is recorded already. An exact model is asked the same prompt
 * once, also where two forms share it; where a model must be sampled, every sample of every presentation is a call.
 */
export function forecastCheck(model: LanguageModel, { quick = false }: { readonly quick?: boolean } = {}): number {
  const forms = formsFor(model, { quick });
  const { choose, score, write } = model.capabilities;
  const { items, topics } = battery('verdict', { quick });
  const [form] = forms;
  if (form === undefined) return 0;
  const exact = choose === 'exact';
  const choices = battery('choice', { quick }).items;
  const asked = [...forms.flatMap((one) => requests(choices, one)), ...requests(items, form)];
  const different = new Set(asked.map(({ prompt, about }) => (exact ? prompt : `${about} ${prompt}`))).size;
  const again = requests(canaryItems(), form).length;
  return (
    (different + again) * (exact ? 1 : elicitationFor(form).samples) +
    (score ? WEIGHED * topics.length : 0) +
    (write ? Math.min(WRITTEN, items.length) : 0)
  );
}

/** Every presentation of these questions. */
function requests(
  items: readonly ControlItem[],
  form: Form,
): readonly { readonly prompt: string; readonly about: string }[] {
  const elicitation = elicitationFor(form);
  return items.flatMap(({ id, situation, persona }) =>
    presentationsOf(situation, elicitation).map((presentation, at) => ({
      prompt: JSON.stringify(renderPrompt(situation, presentation, { elicitation, persona })),
      about: `${id}/${at}`,
    })),
  );
}
