import { defaultElicitation, Elicitation } from '../agent/index.js';
import { mean } from '../foundation/statistics/index.js';
import { success, type LanguageModel, type ModelFailure, type Result } from '../spec/index.js';
import { askItems, type AskHow } from './ask-items.js';
import { firstShare, massesIn, ofKind, rightness, type Answered } from './controls/index.js';
import type { ControlItem } from './items/index.js';

/** A form in which a model may be asked. */
export interface Form {
  readonly name: string;
  readonly form: Elicitation['form'];
  readonly person: Elicitation['person'];
}

/** How a form did on the questions for choosing. */
export interface TriedForm extends Form {
  /** Raw probability on the options, where an unanswered question has what its failure tells; `null` where the model does not tell. */
  readonly mass: number | null;
  /** Mean of what it can do when it is asked so, in [0, 1]; half of it comes by chance. */
  readonly score: number;
}

/** Forms that are tried: few, so that none is best by luck alone. */
const FORMS: readonly Form[] = [
  { name: 'completion, second person', form: 'completion', person: 'second' },
  { name: 'completion, first person', form: 'completion', person: 'first' },
  { name: 'chat, second person', form: 'chat', person: 'second' },
];

/** Least mass on the options with which a form can be chosen for what it can do. */
const LEAST_MASS = 0.5;
/** A score that is better by less is not better. */
const LEAST_GAIN = 0.02;

/** The forms that a model takes, the one it is asked in by default first; a quick look tries those of one person. */
export function formsFor(model: LanguageModel, { quick = false }: { readonly quick?: boolean } = {}): readonly Form[] {
  const { form, person } = defaultElicitation(model);
  const taken = FORMS.filter((one) => model.capabilities.forms?.includes(one.form) ?? true);
  const first = taken.filter((one) => one.form === form && one.person === person);
  const all = [...first, ...taken.filter((one) => !first.includes(one))];
  return quick ? all.filter((one) => one.person === all[0]?.person) : all;
}

/**
 * How the questions of the battery are put in a form: labels and orders averaged, nothing calibrated, as many samples as a
 * share of rights needs where a model gives no probabilities.
 */
export function elicitationFor({ form, person }: Pick<Form, 'form' | 'person'>): Elicitation {
  return Elicitation.parse({ form, person, shuffles: 2, samples: 5 });
}

/**
 * Tries every form on the questions for choosing, and takes one: of those that put at least half of the mass on the options
 * (where none does, of that with the most mass alone) the first whose score no other beats by .02. The score is the mean of
 * four shares: questions understood, dominant options preferred, opinions on the persona's side, and choices of what most
 * others chose.
 */
export async function chooseForm(
  items: readonly ControlItem[],
  forms: readonly Form[],
  how: Omit<AskHow, 'elicitation'>,
): Promise<Result<{ readonly tried: readonly TriedForm[]; readonly chosen: TriedForm }, ModelFailure>> {
  const tried: TriedForm[] = [];
  for (const form of forms) {
    const reply = await askItems(items, { ...how, elicitation: elicitationFor(form) });
    if (!reply.ok) return reply;
    tried.push({ ...form, ...measured(reply.value) });
  }
  return success({ tried, chosen: bestOf(tried) });
}

/** The form that the criterion takes; see {@link chooseForm}. */
export function bestOf(tried: readonly TriedForm[]): TriedForm {
  const massOf = ({ mass }: TriedForm): number => mass ?? 1;
  const most = Math.max(...tried.map(massOf));
  const eligible = tried.filter((one) => massOf(one) >= Math.min(LEAST_MASS, most));
  const best = Math.max(...eligible.map(({ score }) => score));
  return eligible.find(({ score }) => score > best - LEAST_GAIN) as TriedForm;
}

function measured(answered: readonly Answered[]): Pick<TriedForm, 'mass' | 'score'> {
  const masses = answered.flatMap(massesIn(answered).of);
  const shares = (['persona', 'dominance'] as const).map((kind) => share(ofKind(answered, kind), rightness));
  const understood = share(ofKind(answered, 'allowed', 'payoff', 'recall'), rightness);
  const followed = share(ofKind(answered, 'majority'), (one) => (one.answers.length === 0 ? 0 : firstShare(one)));
  const round = (value: number): number => Math.round(value * 1e6) / 1e6;
  return {
    mass: masses.length === 0 ? null : round(mean(masses)),
    score: round(mean([...shares, understood, followed])),
  };
}

function share(answered: readonly Answered[], value: (one: Answered) => number): number {
  return answered.length === 0 ? 0 : mean(answered.map(value));
}
