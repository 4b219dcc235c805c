import type { Elicitation } from '../agent/index.js';
import type { Clock } from '../foundation/clock.js';
import type { AppendLog } from '../foundation/storage/index.js';
import {
  countedModels,
  modelStack,
  modelStacks,
  type Answers,
  type AnswerStore,
  type BudgetLimits,
  type CallMeter,
  type CountedModels,
  type Price,
  type Prompts,
  type Retry,
} from '../model/index.js';
import { languageModelSource, mixedSource, severalSource, withBrought, type MindSource } from '../run/index.js';
import type { LanguageModel } from '../spec/index.js';
import type { Reporter } from './reporter.js';

/** A study's model with everything around it, and what it has cost. */
export interface ModelStack {
  readonly source: MindSource;
  /** Absent where no language model decides. */
  readonly model?: LanguageModel;
  /** The same without record and cache: what it is asked is asked anew, within the limits and the budget of the study. */
  readonly fresh?: LanguageModel;
  /** The same of each mind that is a model, by its name, where the study has several; `fresh` is then the first of them. */
  readonly freshByMind?: { readonly [mind: string]: LanguageModel };
  readonly meter: CallMeter;
  /** Another model within the same budget, counted with it. */
  readonly beside: CountedModels['beside'];
  /** Counts the questions with which such a model is opened. */
  readonly opening: CountedModels['opening'];
  /** Whether a limit in US dollars holds for such a model, by what it costs. */
  readonly costs: CountedModels['costs'];
  /** Why a run was refused a call by its own allotment; `undefined` where it was not. */
  readonly refused: CountedModels['refused'];
  /** Gives back what is shared with other studies of this process. */
  close(): void;
}

/** What a study puts around its model. */
export interface StackOptions {
  readonly answers: Answers;
  readonly prompts: Prompts;
  readonly calls: AppendLog;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly limits?: BudgetLimits;
  /** What each run may take of it. */
  readonly allotment?: BudgetLimits;
  /** Price of the model, where one is known. */
  readonly price?: Price;
  /** Answers of other studies, where they are to be used. */
  readonly cache?: AnswerStore;
  /** Price and cache of each model, by the name of its mind, where several decide. */
  readonly each?: { readonly [mind: string]: { readonly price?: Price; readonly cache?: AnswerStore } };
  readonly concurrency?: number;
  readonly elicitation?: Partial<Elicitation>;
}

/**
 * Wraps a study's model, see {@link modelStack}. Where no language model decides there is a meter, and nothing to count.
 */
export function createModelStack(source: MindSource, options: StackOptions): ModelStack {
  const { parts } = source;
  if (parts !== undefined) {
    // What people say is kept beside what the model says.
    const stack = createModelStack(parts.base, options);
    const { others = parts.others } = source.keeping?.(options.answers).parts ?? {};
    return { ...stack, source: mixedSource(stack.source, others) };
  }
  const { reporter, elicitation, ...around } = options;
  if (source.several !== undefined) return severalStack(source.several, options);
  if (source.model === undefined) {
    // Nothing is asked but by minds that the scenario brings.
    const counted = countedModels({ ...around, onRetry: (retry) => reporter.warning(inWords(retry)) });
    reporter.meter(counted.meter);
    return { ...counted, source: withKept(source, options.answers), close: () => undefined };
  }
  const stack = modelStack(source.model, { ...around, onRetry: (retry) => reporter.warning(inWords(retry)) });
  reporter.meter(stack.meter);
  const { why, qualification } = source;
  return {
    ...stack,
    // What a mind that the scenario brings says is kept beside what the model says.
    source: withBrought(
      languageModelSource({ model: stack.model, why, elicitation, qualification, onKnown: reporter.known }),
      options.answers,
    ),
  };
}

/** The models of several minds, within one budget; minds that are no models stay as they are. */
function severalStack(several: { readonly [mind: string]: MindSource }, options: StackOptions): ModelStack {
  const { reporter, elicitation, each = {}, price: _price, cache: _cache, ...around } = options;
  const models = Object.entries(several).flatMap(([mind, { model }]) =>
    model === undefined ? [] : [[mind, { bare: model, ...each[mind] }] as const],
  );
  const stacks = modelStacks(Object.fromEntries(models), {
    ...around,
    onRetry: (retry) => reporter.warning(inWords(retry)),
  });
  reporter.meter(stacks.meter);
  const wrapped = Object.entries(several).map(([mind, source]): [string, MindSource] => {
    const model = stacks.each[mind]?.model;
    if (model === undefined) return [mind, withKept(source, options.answers)];
    const { why, qualification } = source;
    const asked = languageModelSource({ model, why, elicitation, qualification, onKnown: reporter.known });
    return [mind, withBrought(asked, options.answers)];
  });
  const [first] = Object.values(stacks.each);
  return {
    ...stacks,
    source: severalSource(Object.fromEntries(wrapped)),
    freshByMind: Object.fromEntries(Object.entries(stacks.each).map(([mind, { fresh }]) => [mind, fresh])),
    // Each is counted at its own price, and none holds for what is asked beside them.
    costs: () => false,
    ...first,
  };
}

function withKept(source: MindSource, answers: Answers): MindSource {
  return source.keeping?.(answers) ?? source;
}

function inWords({ attempt, attempts, failure, waitMs, model }: Retry): string {
  const cause = failure.status ?? failure.message;
  return `retry ${attempt + 1}/${attempts}, ${cause}, next in ${Math.ceil(waitMs / 1000)} s, ${model}`;
}
