import { success, type LanguageModel, type ModelFailure, type Result } from '../spec/index.js';
import { askItems, weighTopics, type AskHow } from './ask-items.js';
import type { Answered } from './controls/index.js';
import { candidatesAt, firstForm, stagesOf } from './form-candidates.js';
import { elicitationFor, type Form, type FormStage, type TriedForm } from './form.js';
import type { Battery } from './items/index.js';
import { gainOver, scoreForm, type ScoredForm } from './score-form.js';

/** Least mass on the options with which a form can be chosen for what it can do. */
const LEAST_MASS = 0.5;
/** A score, or a mass, that is better by less is not better. */
const LEAST_GAIN = 0.02;

/** What was tried, in that order, and what was taken. */
export interface FormSearch {
  readonly tried: readonly TriedForm[];
  readonly chosen: TriedForm;
}

/**
 * Looks for the form in which a model does best, on the questions for choosing: first chat or completion, then the person,
 * then calibration, then stance by likelihood, each on the best so far (see {@link bestOf}). The score is the mean of four
 * shares: questions understood, dominant options preferred, opinions on the persona's side, and choices of what most others
 * chose. Stance by likelihood changes the third alone, on plain and on paraphrased statements.
 */
export async function chooseForm(
  { items, topics }: Battery,
  { quick = false }: { readonly quick?: boolean },
  how: Omit<AskHow, 'elicitation'>,
): Promise<Result<FormSearch, ModelFailure>> {
  const first = await asked(firstForm(how.model), 'form', { items, how });
  if (!first.ok) return first;
  let best = first.value;
  const tried: TriedForm[] = [best.tried];
  for (const stage of stagesOf({ quick })) {
    const reply = await candidatesTried(stage, best, { battery: { items, topics }, how });
    if (!reply.ok) return reply;
    tried.push(...reply.value.map((one) => one.tried));
    const taken = bestOf(
      best.tried,
      reply.value.map((one) => one.tried),
    );
    best = reply.value.find((one) => one.tried === taken) ?? best;
  }
  return success({ tried, chosen: best.tried });
}

/** Questions that are put while a form is looked for, where no stage changes what the next has to try. */
export function questionsForForm(
  { items, topics }: Battery,
  { model, quick }: { readonly model: LanguageModel; readonly quick?: boolean },
): number {
  const first = firstForm(model);
  return stagesOf({ quick }).reduce((sum, stage) => {
    const candidates = candidatesAt(stage, first, model).length;
    return sum + candidates * (stage === 'stance' ? 2 * topics.length : items.length);
  }, items.length);
}

/**
 * The better of a form and others that are less simple. Of those that put at least half of the mass on the options (where
 * none does, of those with the most), the simpler stays unless another gains at least .02 and the 90 % interval of its gain
 * is above 0; of several such the best is taken. Where the simpler puts too little on the options, the best of the others.
 */
export function bestOf(simpler: TriedForm, others: readonly TriedForm[]): TriedForm {
  const massOf = ({ mass }: TriedForm): number => mass ?? 1;
  const least = Math.min(LEAST_MASS, Math.max(...[simpler, ...others].map(massOf)) - LEAST_GAIN);
  const eligible = others.filter((one) => massOf(one) >= least);
  const stays = massOf(simpler) >= least;
  const better = stays
    ? eligible.filter(({ gain }) => gain !== null && gain.value >= LEAST_GAIN && gain.low > 0)
    : eligible;
  const [best = simpler] = better.toSorted((a, b) => b.score - a.score);
  return best;
}

/** A form that was tried, with its answers, for stages to come. */
interface Held extends ScoredForm {
  readonly form: Form;
  readonly answered: readonly Answered[];
}

async function candidatesTried(
  stage: FormStage,
  best: Held,
  { battery, how }: { readonly battery: Battery; readonly how: Omit<AskHow, 'elicitation'> },
): Promise<Result<readonly Held[], ModelFailure>> {
  const { items, topics } = battery;
  const candidates: Held[] = [];
  for (const form of candidatesAt(stage, best.form, how.model)) {
    const reply =
      stage === 'stance' ? await weighed(form, best, { topics, how }) : await asked(form, stage, { items, how });
    if (!reply.ok) return reply;
    if (reply.value === null) continue;
    const gain = gainOver(reply.value, best);
    candidates.push({ ...reply.value, tried: { ...reply.value.tried, gain } });
  }
  return success(candidates);
}

async function asked(
  form: Form,
  stage: FormStage,
  { items, how }: { readonly items: Battery['items']; readonly how: Omit<AskHow, 'elicitation'> },
): Promise<Result<Held, ModelFailure>> {
  const reply = await askItems(items, { ...how, elicitation: elicitationFor(form) });
  if (!reply.ok) return reply;
  return success({ ...scoreForm(form, stage, { answered: reply.value }), form, answered: reply.value });
}

/** Opinions by likelihood, all else as it was answered in the best form; `null` where there are no likelihoods after all. */
async function weighed(
  form: Form,
  { answered }: Held,
  { topics, how }: { readonly topics: Battery['topics']; readonly how: Omit<AskHow, 'elicitation'> },
): Promise<Result<Held | null, ModelFailure>> {
  const reply = await weighTopics(topics, how);
  if (!reply.ok) return reply;
  if (reply.value.length === 0) return success(null);
  return success({ ...scoreForm(form, 'stance', { answered, weighed: reply.value }), form, answered });
}
