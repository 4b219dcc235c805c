import { defaultElicitation, Elicitation, presentationsOf, withoutContent } from '../../agent/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import {
  success,
  type AnswerMode,
  type AskWriter,
  type LanguageModel,
  type LikertItem,
  type PersonaGenerator,
  type Questionnaire,
} from '../../spec/index.js';
import { itemSituation, MOST_WORDINGS, neutralPersonas } from '../answering/index.js';

/** Which model is asked how. */
export interface AskedModel {
  readonly model: LanguageModel;
  /** The first measures; copies of a neutral person answer in it too. */
  readonly modes: readonly AnswerMode[];
  /** What is left out has the model's default. */
  readonly elicitation?: Partial<Elicitation>;
}

/** Model calls that are foreseen, where none fails and none is recorded already. */
export interface CallForecast {
  /** To place and to write people. */
  readonly writing: number;
  /** Answers of pole people, in all modes: once a context. */
  readonly instrument: number;
  /** Answers of people, in all modes. */
  readonly people: number;
  /** Answers of copies of a neutral person: once a context. */
  readonly copies: number;
  /** At most so many more where a loop is closed: people who are written again, and their answers. */
  readonly loop: number;
}

/** Of nothing. */
export const NO_CALLS: CallForecast = { writing: 0, instrument: 0, people: 0, copies: 0, loop: 0 };

/** All calls but those that a loop may need. */
export function callsIn({ writing, instrument, people, copies }: CallForecast): number {
  return writing + instrument + people + copies;
}

/** Who is asked what. */
export interface AskingForecastOptions {
  readonly questionnaire: Pick<Questionnaire, 'axes' | 'items'>;
  /** What the instrument is checked with, where people are asked a part of it. Default: the questionnaire. */
  readonly whole?: Pick<Questionnaire, 'axes' | 'items'>;
  readonly size: number;
  /** Absent where no model answers. */
  readonly asked?: AskedModel;
}

/**
 * Model calls for the answers of a population. Each presentation of an item is a call, and where the model must be
 * sampled, each sample of it; the three questions of the logic of appropriateness are two replies and a choice; by
 * likelihood a person is one call.
 */
export function forecastAsking(options: AskingForecastOptions): CallForecast {
  const { questionnaire, whole = questionnaire, size, asked } = options;
  if (asked === undefined) return NO_CALLS;
  const every = (mode: AnswerMode, items: readonly LikertItem[]): number => callsForItems(asked, mode, items);
  const poles = 2 * MOST_WORDINGS;
  const needs = asked.modes.map((mode, at) =>
    mode === 'likelihood'
      ? { instrument: 2 * poles * whole.axes.length + neutralPersonas().length, people: size, copies: 0 }
      : {
          instrument: poles * every(mode, whole.items),
          people: size * every(mode, questionnaire.items),
          copies: at === 0 ? every(mode, questionnaire.items) : 0,
        },
  );
  const sum = (part: 'instrument' | 'people' | 'copies'): number => needs.reduce((all, one) => all + one[part], 0);
  return { ...NO_CALLS, instrument: sum('instrument'), people: sum('people'), copies: sum('copies') };
}

/** A population that is to be written and asked. */
export interface GenerationForecastOptions extends AskingForecastOptions {
  readonly generator: PersonaGenerator;
  /** Whether a model writes. */
  readonly writes: boolean;
  /** Whether a model places. */
  readonly places: boolean;
  /** Most rounds of a loop after the first. Default 0. */
  readonly rounds?: number;
}

/** Model calls for a population and its answers. */
export async function forecastGeneration(options: GenerationForecastOptions): Promise<CallForecast> {
  const { generator, questionnaire, size, asked, writes, places, rounds = 0 } = options;
  const person = writes ? await callsToWrite(generator, questionnaire) : 0;
  const [first] = asked?.modes ?? [];
  const answers = asked === undefined || first === undefined ? 0 : callsForItems(asked, first, questionnaire.items);
  return {
    ...forecastAsking(options),
    writing: (places ? Math.ceil(size / PLACED_AT_ONCE) : 0) + size * person,
    loop: rounds * size * (person + answers),
  };
}

/** People whom a placement by a model asks for at once. */
const PLACED_AT_ONCE = 10;

function callsForItems({ model, ...asked }: AskedModel, mode: AnswerMode, items: readonly LikertItem[]): number {
  const elicitation = Elicitation.parse({ ...defaultElicitation(model), ...asked.elicitation });
  return items.reduce((sum, item) => {
    const situation = itemSituation({ context: '' }, item);
    return sum + callsFor(situation, { elicitation, model }) + (mode === 'appropriateness' ? 2 : 0);
  }, 0);
}

function callsFor(
  situation: ReturnType<typeof itemSituation>,
  { elicitation, model }: { readonly elicitation: Elicitation; readonly model: LanguageModel },
): number {
  const all = presentationsOf(situation, elicitation);
  const presentations = elicitation.orders === 'live' ? all.slice(0, 1) : all;
  const prompts = presentations.reduce(
    (sum, presentation) =>
      sum + 1 + (elicitation.calibration === 'contextual' ? withoutContent(situation, presentation).length : 0),
    0,
  );
  return prompts * (model.capabilities.choose === 'exact' ? 1 : elicitation.samples);
}

/**
 * How often a generator asks the writing model for one person, where every reply will do: found by letting it write
 * somebody with replies that are made up.
 */
export async function callsToWrite(
  generator: PersonaGenerator,
  { axes }: Pick<Questionnaire, 'axes'>,
): Promise<number> {
  let calls = 0;
  const ask: AskWriter = async () => {
    calls += 1;
    return success(`Ann Example says so. ${'I have lived here for long and I mean to stay. '.repeat(8)}`);
  };
  const aim = Object.fromEntries(axes.map(({ name }) => [name, 0.5]));
  const about = { name: 'Ann Example', description: 'A place.', context: 'A place and its people.', axes, aim };
  await generator.write({ ...about, chance: chancesFrom('forecast')(generator.name) }, ask);
  return calls;
}
