import { seed32 } from '../../foundation/random/index.js';
import {
  failed,
  success,
  type CallContext,
  type Choice,
  type ChooseRequest,
  type LanguageModel,
  type ModelFailure,
  type Result,
  type Usage,
} from '../../spec/index.js';
import { isContent } from '../_internals/is-content.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import { DEFAULT_SAMPLES } from './request-key.js';
import { wrap } from './wrap.js';

type Answer = Result<Choice, ModelFailure>;

/**
 * Counts the samples of a choice itself: k calls of one sample each, with an index and a seed of its own, so that each
 * is cached, retried, paid for and limited alone. A choice that failed half-way costs only what is missing when it is
 * asked again through a cache.
 *
 * A sample whose reply refused or was malformed took no option: it lowers both masses. Where all were, the choice fails like
 * the first. A failure of the hour in any sample, or one with a status, which says nothing about the options, is the
 * failure of the choice, once all samples have ended. Where every sample says something else than an option, the choice
 * is made again from replies that are made to be one, where the model can. A model with exact distributions is left as
 * it is.
 */
export function withSamples(model: LanguageModel): LanguageModel {
  const { choose, structured = false } = model.capabilities;
  if (choose === 'exact') return model;
  return wrap(model, (inner) => async (request, context) => {
    if (request.verb !== 'choose') return inner(request, context);
    const asked = request.request;
    const count = async (one: ChooseRequest): Promise<readonly Answer[]> => {
      const { samples = DEFAULT_SAMPLES } = one;
      const sample = { verb: 'choose', request: { ...one, samples: 1 } } as const;
      const each = Array.from({ length: samples }, (_, index) => inner(sample, contextOf(context, index)));
      return (await Promise.all(each)) as readonly Answer[];
    };
    const answers = await count(asked);
    if (!structured || asked.method !== undefined || !answers.every(saysNoOption)) return counted(answers, asked);
    const made = await count({ ...asked, method: 'structured' });
    const mended = counted(made, asked, answers);
    // Where that does not help either, the model's own words are what there is to say.
    return mended.ok || !isTheAnswer(mended.failure) ? mended : counted(answers, asked, made);
  });
}

function contextOf(context: CallContext, sample: number): CallContext {
  const { stream = '', seed = '' } = context;
  return { ...context, sample, seed: seed32(`${stream}/${seed}/sample/${sample}`) };
}

/** What the answers say together; `others` took no option, but something all the same. */
function counted(
  answers: readonly Answer[],
  { options, temperature = 1 }: ChooseRequest,
  others: readonly Answer[] = [],
): Answer {
  const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]));
  const noReply = failures.find((failure) => !isReply(failure));
  if (noReply !== undefined) return failed(noReply);
  const choices = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  const [first] = choices;
  const usage = sumOfUsages([...answers, ...others].flatMap(takenBy));
  if (first === undefined) return failed(withUsage(failures[0] as ModelFailure, usage));
  const weights = options.map((_, option) => choices.reduce((sum, choice) => sum + weightOf(choice, option), 0));
  const mass = choices.map(massOf).reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  const areCounted = choices.every(({ counts }) => counts !== undefined);
  // Samples that are made to be an option stand in for others, which came first and took none.
  const firstMass = others.length > 0 ? 0 : firstMassOf(choices, answers.length);
  return success({
    kind: 'sampled',
    probabilities: weights.map((weight) => weight / choices.length),
    mass: mass === null ? null : Math.min(1, mass / answers.length),
    ...(areCounted && firstMass !== undefined ? { firstMass } : {}),
    ...(areCounted ? { counts: weights.map((weight) => Math.round(weight)) } : {}),
    samples: answers.length,
    temperature: first.temperature ?? temperature,
    method: first.method,
    usage,
  });
}

/** What a sample took, its repairs included; nothing where a failure does not say. */
function takenBy(answer: Answer): readonly Usage[] {
  if (answer.ok) return [answer.value.usage];
  const { usage, requests } = answer.failure;
  return usage === undefined ? [] : [{ ...usage, ...(requests === undefined ? {} : { requests }) }];
}

/** The failure of one sample as that of all, where it tells what it took. */
function withUsage(failure: ModelFailure, { requests = 1, ...usage }: Usage): ModelFailure {
  return failure.usage === undefined ? failure : { ...failure, usage, requests };
}

function saysNoOption(answer: Answer): boolean {
  return !answer.ok && answer.failure.kind === 'malformed' && isReply(answer.failure);
}

/** Whether a failure would be the same again: content, or that something is not to be had. */
function isTheAnswer(failure: ModelFailure): boolean {
  return isContent(failure) || failure.kind === 'not-available' || (failure.status !== undefined && !failure.retryable);
}

/** Whether a failure is a reply of the model, and not the endpoint's word on the request. */
function isReply(failure: ModelFailure): boolean {
  return isContent(failure) && failure.status === undefined && failure.code === undefined;
}

/** What one sample put on the options; where it was counted and does not say, the share that took one. */
function massOf({ mass, counts, samples = 1 }: Choice): number | null {
  if (mass !== null || counts === undefined) return mass;
  return counts.reduce((sum, count) => sum + count, 0) / samples;
}

/** Share of the samples whose first reply took an option; not known where one that took an option does not tell. */
function firstMassOf(choices: readonly Choice[], samples: number): number | undefined {
  const told = choices.flatMap(({ firstMass }) => (firstMass === undefined ? [] : [firstMass]));
  return told.length < choices.length ? undefined : Math.min(1, told.reduce((sum, one) => sum + one, 0) / samples);
}

/** What one sample says of an option: 0 or 1 where it was counted, else its probability. */
function weightOf({ counts, probabilities }: Choice, option: number): number {
  return counts?.[option] ?? probabilities[option] ?? 0;
}
