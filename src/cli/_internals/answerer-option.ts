import { PsychometricParameters, type Elicitation } from '../../agent/index.js';
import { userError } from '../../foundation/errors/index.js';
import { modelAnswerer, psychometricAnswerer, type ChoosingAnswerer } from '../../persona/index.js';
import type { LanguageModel, Questionnaire } from '../../spec/index.js';

const OPTION = '--answerer';
const PSYCHOMETRIC = 'psychometric';

/** What answers hang on beside. */
export interface AnswererWish {
  readonly mode?: ChoosingAnswerer['mode'];
  readonly elicitation?: Partial<Elicitation>;
  readonly seed: number;
  /** Absent where no language model is asked. */
  readonly model?: LanguageModel;
}

/** What `--answerer` says: the model, or the psychometric mind with parameters. */
export type ParsedAnswerer =
  | { readonly who: 'model' }
  | { readonly who: typeof PSYCHOMETRIC; readonly parameters: Partial<PsychometricParameters> };

/**
 * Reads `--answerer`: `model`, or `psychometric` with parameters, `psychometric:slope=.3,noise=.5`. Without it the model
 * answers, and the psychometric mind where there is none.
 *
 * @throws MesocosmError (usage) naming what can be said.
 */
export function parseAnswerer(text: string | undefined, model: string | undefined): ParsedAnswerer {
  const [who = '', ...rest] = (text ?? (model === 'none' ? PSYCHOMETRIC : 'model')).split(':');
  if (who === PSYCHOMETRIC) return { who, parameters: parametersIn(rest.join(':')) };
  if (who !== 'model' || rest.length > 0) {
    const available = ['model', PSYCHOMETRIC];
    throw userError({ kind: 'usage', what: `${OPTION} ${text} is not possible`, available, given: who });
  }
  if (model === 'none') {
    const remedy = `name one with --model, or answer with ${OPTION} ${PSYCHOMETRIC}`;
    throw userError({ kind: 'usage', what: `${OPTION} model needs a language model, and --model is none`, remedy });
  }
  return { who };
}

/** Who answers a questionnaire; a model must be open where it is to answer. */
export function answererFor(
  parsed: ParsedAnswerer,
  { model, mode, elicitation, seed }: AnswererWish,
): (questionnaire: Questionnaire) => ChoosingAnswerer {
  if (parsed.who === PSYCHOMETRIC) {
    const { parameters } = parsed;
    return (questionnaire) => psychometricAnswerer({ questionnaire, parameters, seed });
  }
  if (model === undefined) throw new Error('the model that answers is not open');
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
  const said = read.success ? undefined : read.error.issues[0]?.message;
  const expected = said === undefined || Number.isNaN(number) || said === 'Invalid input' ? 'a number' : said;
  throw userError({ kind: 'usage', what: `${OPTION} ${PSYCHOMETRIC}:${pair.trim()} is not possible`, expected });
}
