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
 * A sample that was refused or malformed took no option: it lowers the mass. Where all were, the choice fails like the
 * first. A failure of the hour in any sample is the failure of the choice, once all samples have ended. A model with
 * exact distributions is left as it is.
 */
export function withSamples(model: LanguageModel): LanguageModel {
  if (model.capabilities.choose === 'exact') return model;
  return wrap(model, (inner) => async (request, context) => {
    if (request.verb !== 'choose') return inner(request, context);
    const { samples = DEFAULT_SAMPLES } = request.request;
    const one = { verb: 'choose', request: { ...request.request, samples: 1 } } as const;
    const answers = await Promise.all(
      Array.from({ length: samples }, (_, index) => inner(one, contextOf(context, index)) as Promise<Answer>),
    );
    return counted(answers, request.request);
  });
}

function contextOf(context: CallContext, sample: number): CallContext {
  const { stream = '', seed = '' } = context;
  return { ...context, sample, seed: seed32(`${stream}/${seed}/sample/${sample}`) };
}

function counted(answers: readonly Answer[], { options, temperature = 1 }: ChooseRequest): Answer {
  const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]));
  const ofTheHour = failures.find((failure) => !isContent(failure));
  if (ofTheHour !== undefined) return failed(ofTheHour);
  const choices = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  const [first] = choices;
  if (first === undefined) return failed(failures[0] as ModelFailure);
  const weights = options.map((_, option) => choices.reduce((sum, choice) => sum + weightOf(choice, option), 0));
  const mass = choices.reduce<number | null>(
    (sum, one) => (sum === null || one.mass === null ? null : sum + one.mass),
    0,
  );
  const areCounted = choices.every(({ counts }) => counts !== undefined);
  return success({
    kind: 'sampled',
    probabilities: weights.map((weight) => weight / choices.length),
    mass: mass === null ? null : Math.min(1, mass / answers.length),
    ...(areCounted ? { counts: weights.map((weight) => Math.round(weight)) } : {}),
    samples: answers.length,
    temperature: first.temperature ?? temperature,
    method: first.method,
    usage: sumOfUsages(choices.map(({ usage }) => usage)),
  });
}

/** What one sample says of an option: 0 or 1 where it was counted, else its probability. */
function weightOf({ counts, probabilities }: Choice, option: number): number {
  return counts?.[option] ?? probabilities[option] ?? 0;
}
