import { seed32 } from '../../foundation/random/index.js';
import type {
  CallContext,
  Choice,
  LanguageModel,
  MindContext,
  ModelFailure,
  Result,
  Situation,
} from '../../spec/index.js';
import { withoutContent } from './calibration.js';
import type { Elicitation } from './elicitation.js';
import type { Presentation } from './presentations.js';
import { renderPrompt } from './render-prompt.js';
import { atTemperature, normalised } from './temperature.js';

/** What the model answered to one presentation, in canonical order. */
export interface PresentationAnswer {
  readonly presentation: Presentation;
  /** After temperature. */
  readonly probabilities: readonly number[];
  /** As the model gave them (temperature 1 where the model is exact), calibrated where that is asked for. */
  readonly raw: readonly number[];
  readonly mass: number | null;
  /** Share of samples whose first reply took an option, where replies were counted and it is on record. */
  readonly firstMass?: number;
  /** How many samples were counted; absent where the model is exact. */
  readonly samples?: number;
  /**
   * Logarithms of `raw`, none of them infinite: counted shares are Jeffreys-smoothed first. `tempered` where temperature
   * was the sampler's and is in them already.
   */
  readonly logs: readonly number[];
  readonly tempered: boolean;
}

/** Who asks, as far as it matters; `onAnswer` is called for each presentation that was answered. */
export interface AskContext extends Partial<MindContext> {
  onAnswer?(): void;
}

/** A model, and how it is asked. */
export interface Asking {
  readonly model: LanguageModel;
  readonly elicitation: Elicitation;
  readonly temperature: number;
}

/** Asks in all these presentations at once: one answer each, or the failure of the first that failed. */
export async function askPresentations(
  asking: Asking,
  asked: { readonly situation: Situation; readonly presentations: readonly Presentation[] },
  context: AskContext,
): Promise<Result<readonly PresentationAnswer[], ModelFailure>> {
  const { situation, presentations } = asked;
  const replies = await Promise.all(
    presentations.map((presentation, index) => askOne(asking, { situation, presentation, index }, context)),
  );
  const failure = replies.find((reply) => !reply.ok);
  if (failure !== undefined) return failure as Result<readonly PresentationAnswer[], ModelFailure>;
  return { ok: true, value: replies.flatMap((reply) => (reply.ok ? [reply.value] : [])) };
}

interface One {
  readonly situation: Situation;
  readonly presentation: Presentation;
  readonly index: number;
}

async function askOne(
  asking: Asking,
  { situation, presentation, index }: One,
  context: AskContext,
): Promise<Result<PresentationAnswer, ModelFailure>> {
  const { elicitation, temperature } = asking;
  const reply = await choose(asking, { situation, presentation, index }, context);
  context.onAnswer?.();
  if (!reply.ok) return reply;
  let raw = reply.value.probabilities;
  let sure = smoothed(reply.value);
  if (elicitation.calibration === 'contextual') {
    const empty = await contentFree(asking, { situation, presentation, index }, context);
    if (!empty.ok) return empty;
    const calibrated = (all: readonly number[]): readonly number[] =>
      normalised(all.map((p, label) => p / (empty.value[label] ?? 1)));
    [raw, sure] = [calibrated(raw), calibrated(sure)];
  }
  const cooled = reply.value.kind === 'exact' ? atTemperature(raw, temperature) : raw;
  const back = (values: readonly number[]): number[] => presentation.labels.map((label) => values[label] ?? 0);
  const { mass, firstMass, samples } = reply.value;
  const value = {
    presentation,
    probabilities: back(cooled),
    raw: back(raw),
    mass,
    ...(firstMass === undefined ? {} : { firstMass }),
    ...(samples === undefined ? {} : { samples }),
    logs: back(sure.map(Math.log)),
    tempered: reply.value.kind === 'sampled',
  };
  return { ok: true, value };
}

/** One choice, in the order of the labels. */
async function choose(
  { model, elicitation, temperature }: Asking,
  { situation, presentation, index }: One,
  context: AskContext,
): Promise<Result<Choice, ModelFailure>> {
  const { persona, signal, agent, purpose = 'decision' } = context;
  // What is asked before and beside the runs is asked in none.
  const run = purpose === 'decision' ? context.stream : undefined;
  const { prompt, options } = renderPrompt(situation, presentation, { elicitation, persona });
  const stream = `${streamOf(context, elicitation)}/${index}`;
  const call: CallContext = {
    stream,
    seed: seed32(stream, JSON.stringify(prompt)),
    purpose,
    ...(run === undefined ? {} : { run }),
    ...(agent === undefined ? {} : { agent }),
    ...(signal === undefined ? {} : { signal }),
  };
  return model.choose({ prompt, options, temperature, samples: elicitation.samples }, call);
}

/**
 * The stream of a sampled answer: that of the run, for whoever of it meets this prompt shares the answer and draws for
 * itself; where each presentation is drawn, that of the one decision.
 */
function streamOf({ stream = 'alone', agent = '', occasion = 0 }: AskContext, { orders }: Elicitation): string {
  return orders === 'live' ? `${stream}/${agent}/${occasion}` : stream;
}

/** Mean probabilities of the labels after inputs without content, none of them zero. */
async function contentFree(
  asking: Asking,
  { situation, presentation, index }: One,
  context: AskContext,
): Promise<Result<readonly number[], ModelFailure>> {
  const inputs = withoutContent(situation, presentation);
  const replies = await Promise.all(inputs.map((input) => choose(asking, { ...input, index }, context)));
  const failure = replies.find((reply) => !reply.ok);
  if (failure !== undefined && !failure.ok) return failure;
  const all = replies.flatMap((reply) => (reply.ok ? [smoothed(reply.value)] : []));
  const mean = situation.options.map((_, label) => all.reduce((sum, one) => sum + (one[label] ?? 0), 0) / all.length);
  return { ok: true, value: mean };
}

/** Least probability whose logarithm is taken: the step of quantised probabilities. */
const LEAST = 2 ** -32;

/** Counted shares are Jeffreys-smoothed, so that no option is impossible for want of samples. */
function smoothed({ kind, probabilities, counts, samples = 0 }: Choice): readonly number[] {
  if (kind === 'exact') return probabilities.map((p) => Math.max(p, LEAST));
  const counted = counts ?? probabilities.map((p) => p * samples);
  return normalised(counted.map((count) => count + 0.5));
}
