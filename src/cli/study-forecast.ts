import { count, plural } from '../report/index.js';
import { forecastStudy, type MindForecast, type StudyForecast, type StudyOptions } from '../study/index.js';
import { printJson } from './_internals/print-json.js';
import type { Context } from './context.js';

/** Prints how much a study would do. */
export async function tellForecast(
  asked: StudyOptions,
  { context, json }: { readonly context: Context; readonly json: boolean },
): Promise<void> {
  const forecast = await forecastStudy({ ...asked, signal: context.signal });
  if (json) return printJson(context.terminal, { status: 'done', data: forecast });
  context.terminal.result(inWords(forecast));
}

function inWords(forecast: StudyForecast): string {
  const { conditions, runs, decisions, askedAfter, histories, values, calls, minds = [] } = forecast;
  return [
    `${plural(conditions, 'condition')}, ${plural(runs, 'run')}, about ${plural(decisions, 'decision')}` +
      `${askedAfter === 0 ? '' : ` and ${plural(askedAfter, 'question')} at the ends of runs`}` +
      `${histories === 0 ? '' : `, and ${plural(histories, 'question')} about constructed histories`}.`,
    ...(values === 0 ? [] : [`${plural(values, 'question')} about values, before runs and at their ends.`]),
    calls === 0 ? 'No model is asked.' : `${costInWords(forecast)}${minds.length === 0 ? '.' : ':'}`,
    ...(calls === 0 ? [] : minds.map((one) => `  ${one.mind}: ${costInWords(one, 'no price is known')}`)),
    'Decisions are those of a dry run of each condition in which every mind is undecided, times its runs.',
  ].join('\n');
}

function costInWords(
  { calls, bound, promptTokens, usd, minds = [] }: Omit<MindForecast, 'mind'> & Pick<StudyForecast, 'minds'>,
  unknown = 'no price of the model is known',
): string {
  const unpriced = minds.filter((one) => one.usd === null).map(({ mind }) => mind);
  const known = minds.reduce((sum, one) => sum + (one.usd ?? 0), 0);
  const why =
    unpriced.length === 0
      ? unknown
      : `no price of ${unpriced.join(', ')} is known; the others take about ${known.toFixed(2)} US dollars`;
  return (
    `${bound ? 'At most about' : 'About'} ${plural(calls, 'model call')}, that read about ${count(promptTokens)} tokens` +
    (usd === null ? ` (${why})` : `, for about ${usd.toFixed(2)} US dollars`)
  );
}
