import { systemClock, type Clock } from '../foundation/clock.js';
import { resilientModel, withCache, withSamples, type ResilienceOptions, type ResilientModel } from '../model/index.js';
import { failed, success, type LanguageModel, type ModelFailure, type Result } from '../spec/index.js';
import { askAgain } from './ask-again.js';
import { askItems, weighTopics, writeReplies, type AskHow } from './ask-items.js';
import { canaryItems } from './canary.js';
import { chooseForm, questionsForForm } from './choose-form.js';
import { WRITTEN } from './forecast-check.js';
import { elicitationFor, Form } from './form.js';
import {
  compareAnswers,
  comprehension,
  consistency,
  format,
  history,
  kept,
  labelPreference,
  leastRate,
  majority,
  majorityCurve,
  optionMass,
  payoffs,
  personaAsked,
  personaLikelihood,
  personaNegation,
  personaParaphrase,
  positionPreference,
  reproducibility,
  strategy,
  throughput,
  unanimity,
  type Answered,
  type Control,
  type Drawn,
  type KeptAnswer,
  type WeighedTopic,
} from './controls/index.js';
import { battery, itemsHash, type ControlItem } from './items/index.js';
import type { Qualification } from './qualification-file.js';
import { toleranceFor } from './tolerance.js';

/** What a check is doing: choosing a form, asking, weighing texts, reading replies, asking again. */
export interface QualifyProgress {
  readonly stage: 'form' | 'choices' | 'likelihoods' | 'replies' | 'again';
  readonly done: number;
  readonly total: number;
}

/** How a model is checked. Calls, tokens and failures are counted in `meter`, where one is given. */
export interface QualifyOptions extends Pick<ResilienceOptions, 'meter' | 'budget' | 'concurrency' | 'onRetry'> {
  /**
   * The model itself, without wrappers: it is asked through {@link resilientModel}. It is asked some questions twice, so
   * its own answers must not be recorded.
   */
  readonly model: LanguageModel;
  /** Puts a record around the model, where there is one; what is recorded is not asked again. */
  recorded?(model: LanguageModel): LanguageModel;
  /** Fewer questions of every kind. Default false. */
  readonly quick?: boolean;
  /** Version of Mesocosm, for the file. */
  readonly version: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  onProgress?(progress: QualifyProgress): void;
}

/** What was asked, before it is judged. */
interface Findings {
  readonly answered: readonly Answered[];
  readonly weighed: readonly WeighedTopic[];
  /** Answers to the questions that are asked again, and the largest difference when an exact model was. */
  readonly again: readonly KeptAnswer[];
  readonly spread?: number;
  readonly control: { readonly format: Control; readonly reproducibility: Control; readonly throughput: Control };
}

/**
 * Examines what a model can do: chooses the form that serves it best on questions of their own, then asks all others in
 * that form and judges each control. Failed controls are findings; only what depends on the hour (a model out of reach, an
 * interruption) makes the whole of it a failure.
 */
export async function qualify(options: QualifyOptions): Promise<Result<Qualification, ModelFailure>> {
  const { meter, budget, concurrency, clock, onRetry } = options;
  const resilient = resilientModel(options.model, { meter, budget, concurrency, clock, onRetry });
  try {
    return await examined(options, resilient);
  } finally {
    resilient.close();
  }
}

async function examined(
  options: QualifyOptions,
  { model, meter }: ResilientModel,
): Promise<Result<Qualification, ModelFailure>> {
  const { version, clock = systemClock, quick = false } = options;
  const start = clock.monotonicMs();
  const fresh = withSamples(model);
  const asked = options.recorded?.(fresh) ?? withCache(fresh);
  const form = await formOf(asked, options);
  if (!form.ok) return form;
  const { tried, chosen } = form.value;
  const how = howOf(asked, options, elicitationFor(chosen));
  const found = await findings({ how, fresh, options, clock });
  if (!found.ok) return found;
  const { answered, again, spread } = found.value;
  const { name, fingerprint, capabilities } = options.model;
  return success({
    formatVersion: 1,
    kind: 'qualification',
    model: { name, fingerprint, choose: capabilities.choose },
    createdAt: clock.iso(),
    mesocosm: version,
    quick,
    items: itemsHash(),
    elicitation: Form.parse(chosen),
    forms: [...tried],
    controls: [...controlsOf(found.value, capabilities.choose === 'exact' ? {} : { samples: how.elicitation.samples })],
    curve: [...majorityCurve(answered)],
    canary: {
      samples: how.elicitation.samples,
      ...(spread === undefined ? {} : { spread }),
      answers: again.map(({ id, probabilities }) => ({ id, probabilities: probabilities.map((one) => [...one]) })),
    },
    calls: meter.calls,
    seconds: Math.round((clock.monotonicMs() - start) / 100) / 10,
  });
}

async function formOf(model: LanguageModel, options: QualifyOptions): ReturnType<typeof chooseForm> {
  const { quick, onProgress, signal } = options;
  const choice = battery('choice', { quick });
  const total = questionsForForm(choice, { model, quick });
  let done = 0;
  const onAsked = (): void => onProgress?.({ stage: 'form', done: (done += 1), total });
  return chooseForm(choice, { quick }, { model, signal, stream: 'qualification/form', onAsked });
}

function howOf(
  model: LanguageModel,
  { signal }: QualifyOptions,
  elicitation: AskHow['elicitation'],
): Omit<AskHow, 'onAsked'> {
  return { model, elicitation, signal, stream: 'qualification' };
}

async function findings(given: {
  readonly how: Omit<AskHow, 'onAsked'>;
  /** The model without its record. */
  readonly fresh: LanguageModel;
  readonly options: QualifyOptions;
  readonly clock: Clock;
}): Promise<Result<Findings, ModelFailure>> {
  const { how, fresh, options, clock } = given;
  const { quick = false, onProgress } = options;
  const telling = (stage: QualifyProgress['stage'], total: number): (() => void) => {
    let done = 0;
    return () => onProgress?.({ stage, done: (done += 1), total });
  };
  const { items, topics } = battery('verdict', { quick });
  const answered = await askItems(items, { ...how, onAsked: telling('choices', items.length) });
  if (!answered.ok) return answered;
  const weighed = await weighTopics(topics, { ...how, onAsked: telling('likelihoods', 2 * topics.length) });
  if (!weighed.ok) return weighed;
  const some = spread(items, WRITTEN);
  const written = await writeReplies(some, { ...how, onAsked: telling('replies', some.length) });
  if (!written.ok) return written;
  const repeated = canaryItems();
  const before = answered.value.filter(({ item }) => repeated.some(({ id }) => id === item.id)).map(kept);
  const askedAgain = telling('again', repeated.length);
  const later = { ...how, model: fresh, stream: 'qualification/again', onAsked: askedAgain };
  const again = await askAgain(repeated, later, { clock });
  if (!again.ok) return failed(again.failure);
  const { choose } = fresh.capabilities;
  const tolerance = toleranceFor(fresh);
  const { samples } = how.elicitation;
  const comparison = compareAnswers(before, again.value.answered.map(kept), { choose, samples, tolerance });
  return success({
    answered: answered.value,
    weighed: weighed.value,
    again: before,
    ...(choose === 'exact' && Number.isFinite(comparison.largest) ? { spread: comparison.largest } : {}),
    control: {
      format: format(answered.value, written.value, fresh.capabilities),
      reproducibility: reproducibility(comparison, { choose, tolerance }),
      throughput: throughput(again.value.timed, { threshold: leastRate(fresh) }),
    },
  });
}

/** So many of the items, from all over. */
function spread(items: readonly ControlItem[], count: number): readonly ControlItem[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, at) => items[Math.floor(at * step)] as ControlItem);
}

function controlsOf({ answered, weighed, control }: Findings, drawn: Drawn): readonly Control[] {
  return [
    optionMass(answered),
    comprehension(answered),
    labelPreference(answered, drawn),
    positionPreference(answered, drawn),
    payoffs(answered),
    strategy(answered),
    history(answered),
    majority(answered),
    unanimity(answered),
    personaAsked(answered),
    personaLikelihood(weighed),
    personaParaphrase(weighed),
    personaNegation(weighed),
    consistency(answered),
    control.reproducibility,
    control.format,
    control.throughput,
  ];
}
