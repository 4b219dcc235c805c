import { PsychometricParameters, type Elicitation } from '../../agent/index.js';
import { userError } from '../../foundation/errors/index.js';
import { modelAnswerer, psychometricAnswerer, type ChoosingAnswerer } from '../../persona/index.js';
import type { LanguageModel, Questionnaire } from '../../spec/index.js';

const OPTION = '--answerer';
const PSYCHOMETRIC = 'psychometric';

/** Who answers, as `--answerer`, `--mode` and `--elicitation` say. */
export interface AnswererWish {
  readonly answerer?: string;
  readonly mode?: ChoosingAnswerer['mode'];
  readonly elicitation?: Partial<Elicitation>;
  readonly seed: number;
  /** Absent with `--model none`. */
  readonly model?: LanguageModel;
}

/** Whether answers need no language model. */
export function answersWithoutModel(answerer: string | undefined, model: string | undefined): boolean {
  return answerer === undefined ? model === 'none' : answerer.split(':')[0] === PSYCHOMETRIC;
}

/**
 * Reads `--answerer`: `model`, or `psychometric` with parameters, `psychometric:slope=.3,noise=.5`.
 *
 * @throws MesocosmError (usage) naming what can be said.
 */
export function answererFor(wish: AnswererWish): (questionnaire: Questionnaire) => ChoosingAnswerer {
  const { model, mode, elicitation, seed } = wish;
  const text = wish.answerer ?? (model === undefined ? PSYCHOMETRIC : 'model');
  const [who = '', ...rest] = text.split(':');
  if (who === PSYCHOMETRIC) {
    const parameters = parametersIn(rest.join(':'));
    return (questionnaire) => psychometricAnswerer({ questionnaire, parameters, seed });
  }
  if (who !== 'model' || rest.length > 0) {
    throw userError({
      kind: 'usage',
      what: `${OPTION} ${text} is not possible`,
      available: ['model', PSYCHOMETRIC],
      given: who,
    });
  }
  if (model === undefined) {
    const remedy = `name one with --model, or answer with ${OPTION} ${PSYCHOMETRIC}`;
    throw userError({ kind: 'usage', what: `${OPTION} model needs a language model, and --model is none`, remedy });
  }
  return () =>
    modelAnswerer({
      model,
      ...(mode === undefined ? {} : { mode }),
      ...(elicitation === undefined ? {} : { elicitation }),
    });
}

function parametersIn(text: string): Partial<PsychometricParameters> {
  const pairs = text.split(',').filter((part) => part.trim() !== '');
  return Object.assign({}, ...pairs.map(parameterOf));
}

function parameterOf(pair: string): Partial<PsychometricParameters> {
  const [key = '', value = ''] = pair.trim().split('=');
  const available = Object.keys(PsychometricParameters.shape);
  if (!available.includes(key)) {
    const what = `${OPTION} ${PSYCHOMETRIC} has no parameter "${key}"`;
    throw userError({ kind: 'usage', what, given: key, available });
  }
  const number = value.trim() === '' ? Number.NaN : Number(value);
  const read = PsychometricParameters.partial().safeParse({ [key]: number });
  if (read.success && !Number.isNaN(number)) return { [key]: number };
  const expected = read.success ? 'a number' : (read.error.issues[0]?.message ?? 'a number');
  throw userError({ kind: 'usage', what: `${OPTION} ${PSYCHOMETRIC}:${pair.trim()} is not possible`, expected });
}
