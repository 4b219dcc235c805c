import { defaultElicitation } from '../agent/index.js';
import { PromptForm, type LanguageModel } from '../spec/index.js';
import { Form, FormStage } from './form.js';

const PERSONS: readonly Form['person'][] = ['second', 'first', 'third'];

/** The form that a search begins with: how the model is asked by default, as far as it takes that, and nothing more. */
export function firstForm(model: Pick<LanguageModel, 'description' | 'capabilities'>): Form {
  const { form, person } = defaultElicitation(model);
  const taken = formsTaken(model);
  return Form.parse({ form: taken.includes(form) ? form : (taken[0] ?? form), person });
}

/**
 * What a stage tries instead of the form that is best so far; nothing where the model has not what it takes. Calibration
 * needs exact probabilities: shares of a few samples are no base to divide by. Stance needs likelihoods.
 */
export function candidatesAt(
  stage: FormStage,
  best: Form,
  model: Pick<LanguageModel, 'description' | 'capabilities'>,
): readonly Form[] {
  const { choose, score } = model.capabilities;
  switch (stage) {
    case 'form':
      return formsTaken(model).flatMap((form) => (form === best.form ? [] : [{ ...best, form }]));
    case 'person':
      return PERSONS.flatMap((person) => (person === best.person ? [] : [{ ...best, person }]));
    case 'calibration':
      return choose === 'exact' ? [{ ...best, calibration: 'contextual' }] : [];
    case 'stance':
      return score ? [{ ...best, stance: 'likelihood' }] : [];
  }
}

/** The stages of a search; a quick look has too few questions to tell finer things than the form. */
export function stagesOf({ quick = false }: { readonly quick?: boolean } = {}): readonly FormStage[] {
  return quick ? ['form'] : FormStage.options;
}

function formsTaken({ capabilities }: Pick<LanguageModel, 'capabilities'>): readonly Form['form'][] {
  const { forms } = capabilities;
  return PromptForm.options.filter((form) => forms?.includes(form) ?? true);
}
