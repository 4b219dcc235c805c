import { callsIn, type CallForecast } from '../../persona/index.js';
import type { LanguageModel } from '../../spec/index.js';
import { count, plural } from '../../report/index.js';
import type { Terminal } from '../terminal.js';

/** Tells what model calls a population will take, before the first is made; nothing where none is. */
export function tellForecast(
  terminal: Pick<Terminal, 'tell'>,
  forecast: CallForecast,
  model: LanguageModel | undefined,
): void {
  const sentence = forecastSentence(forecast, model);
  if (sentence !== undefined) terminal.tell(sentence);
}

/**
 * The forecast in words; `undefined` where no call is needed. An endpoint whose first tokens do not tell the points of a
 * scale apart is asked more than once for a question, so that the number is the least there.
 */
export function forecastSentence(forecast: CallForecast, model?: LanguageModel): string | undefined {
  const { writing, instrument, people, copies, loop } = forecast;
  const calls = callsIn(forecast);
  if (calls + loop === 0) return undefined;
  const parts = [
    [writing, 'to write people'],
    [instrument, 'to check the instrument'],
    [people, 'for answers of people'],
    [copies, 'for answers of copies'],
  ] as const;
  const told = parts.flatMap(([number, what]) => (number === 0 ? [] : [`${count(number)} ${what}`]));
  const more = loop === 0 ? '' : `; the loop takes at most ${count(loop)} more`;
  const least = model?.description.kind === 'endpoint' && model.capabilities.choose === 'exact' && people > 0;
  return `Needs ${least ? 'at least' : 'about'} ${plural(calls, 'model call')}: ${told.join(', ')}${more}; what was answered once is kept.`;
}

/** Forecasts added up. */
export function allOf(forecasts: readonly CallForecast[]): CallForecast {
  const sum = (part: keyof CallForecast): number => forecasts.reduce((total, one) => total + one[part], 0);
  return {
    writing: sum('writing'),
    instrument: sum('instrument'),
    people: sum('people'),
    copies: sum('copies'),
    loop: sum('loop'),
  };
}
