import { userError } from '../../foundation/errors/index.js';
import {
  failed,
  success,
  type LanguageModel,
  type LikertItem,
  type Questionnaire,
  type Result,
} from '../../spec/index.js';
import { askUntilFit, type Asking, type ContextFailure } from './_internals/ask-until-fit.js';
import { contextStep } from './_internals/context-step.js';
import { itemsStep, slug } from './_internals/items-step.js';

/** What a questionnaire is asked for with. */
export interface QuestionnaireRequest extends Omit<Asking, 'seed' | 'tries'> {
  /** One sentence or less: where, when, what it is about. */
  readonly description: string;
  readonly model: LanguageModel;
  /** From 1 to 6. Default 3. */
  readonly axes?: number;
  /** Items in all, at least two an axis. Default four an axis. */
  readonly items?: number;
  /** Points of agreement, from 2 to 7. Default 5. */
  readonly points?: number;
  /** Lower-case words joined by hyphens. Default: the first words of the description. */
  readonly name?: string;
  /** Default 1. */
  readonly seed?: number | string;
  /** Attempts at each question. Default 4. */
  readonly tries?: number;
}

/**
 * Writes a questionnaire with a language model in two steps: from the description a context with its axes, then the
 * items of each axis (Paglieri, Cross, Cunningham, Leibo, Vezhnevets 2026, arXiv 2602.03545). The model writes words
 * alone: ids, axes, keys and forms are assigned by where it was asked for them, half of each axis reverse-keyed. What it
 * writes must pass {@link checkQuestionnaire}; else it is asked again with the reasons. Determined by the model's answers
 * and the seed.
 *
 * @throws MesocosmError (usage) where what is asked for is not possible.
 */
export async function generateQuestionnaire(
  request: QuestionnaireRequest,
): Promise<Result<Questionnaire, ContextFailure>> {
  const { description, model, seed = 1, tries = 4, points = 5 } = request;
  const axes = request.axes ?? 3;
  const items = request.items ?? axes * 4;
  refuseTheImpossible(request, { axes, items, points, tries });
  const asking: Asking = { ...request, seed, tries };
  const first = await askUntilFit(contextStep(description, axes), asking);
  if (!first.ok) return first;
  const base = {
    formatVersion: 1,
    name: request.name ?? slug(description).split('-').slice(0, 6).join('-'),
    description,
    context: first.value.made.context,
  } as const;
  const written: LikertItem[] = [];
  const attempts: Record<string, number> = { 'context and axes': first.value.tries };
  for (const [at, axis] of first.value.made.axes.entries()) {
    const count = Math.floor(items / axes) + Number(at < items % axes);
    const soFar = { ...base, axes: first.value.made.axes.slice(0, at + 1), items: written };
    const next = await askUntilFit(itemsStep({ questionnaire: soFar, count, points }), asking);
    if (!next.ok) return failed(next.failure);
    written.push(...next.value.made);
    attempts[axis.name] = next.value.tries;
  }
  const provenance = { model: model.name, fingerprint: model.fingerprint, seed, attempts };
  return success({ ...base, axes: [...first.value.made.axes], items: inTurn(written), provenance });
}

/** The first item of each axis, then the second of each, and so on: neighbours are about different things. */
function inTurn(items: readonly LikertItem[]): LikertItem[] {
  const place = (item: LikertItem): number => items.filter(({ axis }) => axis === item.axis).indexOf(item);
  return items.toSorted((a, b) => place(a) - place(b));
}

function refuseTheImpossible(
  { description, model }: Pick<QuestionnaireRequest, 'description' | 'model'>,
  numbers: { readonly axes: number; readonly items: number; readonly points: number; readonly tries: number },
): void {
  const { axes, items, points, tries } = numbers;
  const refuse = (what: string, expected: string, remedy?: string): never => {
    throw userError({ kind: 'usage', what, expected, ...(remedy === undefined ? {} : { remedy }) });
  };
  if (description.trim() === '')
    refuse('the description of the context is empty', 'a sentence on where, when and what');
  if (!(axes >= 1 && axes <= 6)) refuse(`${axes} axes were asked for`, 'from 1 to 6');
  if (!(points >= 2 && points <= 7)) refuse(`${points} points of agreement were asked for`, 'from 2 to 7');
  if (!(tries >= 1)) refuse(`${tries} tries are allowed`, 'at least 1');
  if (!(items >= 2 * axes)) {
    const least = `at least ${2 * axes}, so that each of ${axes} axes has an item of either key`;
    refuse(`${items} items were asked for`, least, 'ask for more items, or for fewer axes');
  }
  if (model.capabilities.write) return;
  refuse(`the model ${model.name} does not write`, 'a model that does', 'name another one');
}
