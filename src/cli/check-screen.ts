import { figure } from '../foundation/statistics/index.js';
import { formInWords, type Control, type Qualification } from '../qualification/index.js';
import { count, dollars, plural } from '../report/format.js';
import { wrap } from '../report/wrap.js';
import type { ModelCost } from './_internals/model-cost.js';

/** Columns from which intervals, thresholds and numbers of questions are shown. */
const WIDE = 72;

/** What `model check` prints: one line a control, readable at 40 columns. */
export function checkScreen(
  { model, controls, elicitation, forms, quick, seconds }: Qualification,
  { width, file, cost }: { readonly width: number; readonly file: string; readonly cost: ModelCost },
): string {
  const wide = width >= WIDE;
  const asked = formInWords(elicitation);
  const chosen = forms.find((one) => formInWords(one) === asked);
  const mass = chosen?.mass === null || chosen === undefined ? '' : `, mass ${figure(chosen.mass)}`;
  return [
    ...wrap(`${model.name}${quick ? ', a quick look' : ''}: asked in ${asked}${mass}`, width),
    ...controls.map((control) => (wide ? wideLine(control) : narrowLine(control))),
    ...wrap(`${costInWords(cost)}, ${Math.round(seconds)} s. File: ${file}`, width),
  ].join('\n');
}

/** Calls, tokens, and money where it costs some and it is known how much. */
function costInWords({ calls, promptTokens, completionTokens, usd }: ModelCost): string {
  const areKnown = promptTokens !== null && completionTokens !== null;
  const tokens = areKnown ? `${count(promptTokens + completionTokens)} tokens` : 'tokens not known';
  const money = usd === null || usd === 0 ? [] : [dollars(usd)];
  return [plural(calls, 'call'), tokens, ...money].join(', ');
}

const WORDS: { readonly [verdict in Control['verdict']]: string } = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'unclear',
  'not-applicable': 'n/a',
};

/** `majority             pass     .23 [.13, .33]  at least .10   32 questions, 8 clusters`. */
function wideLine(control: Control): string {
  const { name, verdict, low, high, demand, threshold, n, clusters } = control;
  const end = name === 'throughput' ? (rate: number): string => rate.toFixed(1) : figure;
  const interval = low === null || high === null ? '' : ` [${end(low)}, ${end(high)}]`;
  const wanted =
    demand === 'none' || threshold === null
      ? ''
      : `at ${demand === 'at-least' ? 'least' : 'most'} ${figure(threshold)}`;
  const columns = [
    name.padEnd(20),
    WORDS[verdict].padEnd(8),
    `${value(control)}${interval} `.padEnd(18),
    `${wanted} `.padEnd(13),
  ];
  return `${columns.join('')}${n === 0 ? '' : `${n} in ${clusters}`}`.trimEnd();
}

/** At most 38 characters. */
function narrowLine(control: Control): string {
  return `${control.name.padEnd(20)}${WORDS[control.verdict].padEnd(9)}${value(control)}`.trimEnd();
}

function value({ name, effect }: Control): string {
  if (effect === null) return '';
  return name === 'throughput' ? `${effect.toFixed(1)}/s` : figure(effect);
}
