import type { Elicitation } from '../../agent/index.js';
import { userError } from '../../foundation/errors/index.js';
import { modelAnswerer, modesOf, type Answerer, type ChoosingAnswerer } from '../../persona/index.js';
import { AnswerMode, type LanguageModel, type Questionnaire } from '../../spec/index.js';
import { answererFor, parseAnswerer, type ParsedAnswerer } from './answerer-option.js';
import type { AskingOptions, WriterOption } from './asking-options.js';
import { elicitationSettings } from './elicitation-option.js';

/**
 * Whether texts are composed without a language model.
 *
 * @throws MesocosmError (usage) where a model is to write and there is none.
 */
export function composesTexts({ writer, model }: WriterOption & { readonly model?: string }): boolean {
  if (writer === 'model' && model === 'none') {
    const remedy = 'name one with --model, or leave --writer away to compose texts';
    throw userError({ kind: 'usage', what: '--writer model needs a language model, and --model is none', remedy });
  }
  return model === 'none' || writer === 'none';
}

/** Who answers and how, read before anything is opened. */
export interface AskingPlan {
  readonly answerer: ParsedAnswerer;
  /** The mode that measures first. */
  readonly modes: readonly [ChoosingAnswerer['mode'], ...AnswerMode[]];
  readonly elicitation: Partial<Elicitation>;
}

/**
 * Reads who answers and how.
 *
 * @throws MesocosmError (usage) for a mode that there is not, none that measures, or what cannot act on who answers.
 */
export function parseAsking(options: AskingOptions & { readonly model?: string }): AskingPlan {
  const modes = parseModes(options.modes);
  const answerer = parseAnswerer(options.answerer, options.model);
  const elicitation = elicitationSettings(options.elicitation);
  if (answerer.who === 'model') return { answerer, modes, elicitation };
  const idle = modes.find((mode) => mode !== 'single');
  if (idle !== undefined) {
    const remedy = 'name a model with --model that answers, or leave the mode out';
    const what = `--modes ${idle} needs a language model, and the psychometric mind answers`;
    throw userError({ kind: 'usage', what, remedy });
  }
  if (options.elicitation !== undefined) {
    const what = '--elicitation does not go with the psychometric mind: no language model answers';
    throw userError({ kind: 'usage', what, remedy: 'leave --elicitation away, or name a model with --model' });
  }
  return { answerer, modes, elicitation };
}

/** @throws MesocosmError (usage) for a mode that there is not, or none that gives Likert scores. */
function parseModes(text = 'single'): AskingPlan['modes'] {
  const given = [...new Set(text.split(',').map((part) => part.trim()))].map((name) => {
    const mode = AnswerMode.safeParse(name);
    if (mode.success) return mode.data;
    throw userError({ kind: 'usage', what: `there is no mode "${name}"`, given: name, available: AnswerMode.options });
  });
  const first = given.find((mode) => mode !== 'likelihood');
  if (first !== undefined) return [first, ...given.filter((mode) => mode !== first)];
  throw userError({
    kind: 'usage',
    what: '--modes likelihood alone gives no Likert scores to measure',
    remedy: 'name a mode of choosing first, for example --modes single,likelihood',
  });
}

/** Who answers a questionnaire in the mode that measures, and in the others. */
export interface Asked {
  readonly answerer: (questionnaire: Questionnaire) => ChoosingAnswerer;
  readonly others: readonly Answerer[];
  /** Modes that were not asked for, and in which the model could answer. */
  readonly untried: readonly AnswerMode[];
}

/**
 * What was planned, with the model that was opened.
 *
 * @throws MesocosmError (usage) for a mode in which the model cannot answer.
 */
export function askedBy(
  { answerer, modes, elicitation }: AskingPlan,
  { model, seed }: { readonly model: LanguageModel | undefined; readonly seed: number },
): Asked {
  const [first, ...rest] = modes;
  const about = { mode: first, seed, elicitation, ...(model === undefined ? {} : { model }) };
  if (answerer.who !== 'model' || model === undefined) {
    return { answerer: answererFor(answerer, about), others: [], untried: [] };
  }
  const possible = modesOf(model);
  const missing = modes.find((mode) => !possible.includes(mode));
  if (missing !== undefined) {
    throw userError({
      kind: 'usage',
      what: `${model.name} cannot answer by "${missing}"`,
      available: possible,
      remedy: 'leave the mode out, or name another model',
    });
  }
  return {
    answerer: answererFor(answerer, about),
    others: rest.map((mode) => (mode === 'likelihood' ? { mode, model } : modelAnswerer({ model, mode, elicitation }))),
    untried: possible.filter((mode) => !modes.includes(mode)),
  };
}
