import { count, plural } from '../report/index.js';
import { forecastStudy, type StudyForecast, type StudyOptions } from '../study/index.js';
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
  const { conditions, runs, decisions, askedAfter, values, calls, bound, promptTokens, usd } = forecast;
  const asked =
    calls === 0
      ? 'No model is asked.'
      : `${bound ? 'At most about' : 'About'} ${plural(calls, 'model call')}, that read about ${count(promptTokens)} tokens` +
        `${usd === null ? ' (no price of the model is known)' : `, for about ${usd.toFixed(2)} US dollars`}.`;
  return [
    `${plural(conditions, 'condition')}, ${plural(runs, 'run')}, about ${plural(decisions, 'decision')}` +
      `${askedAfter === 0 ? '' : ` and ${plural(askedAfter, 'question')} at the ends of runs`}.`,
    ...(values === 0 ? [] : [`${plural(values, 'question')} about values, before runs and at their ends.`]),
    asked,
    'Decisions are those of a dry run of each condition in which every mind is undecided, times its runs.',
  ].join('\n');
}
