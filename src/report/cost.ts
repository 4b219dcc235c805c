import type { StudySummary } from '../spec/index.js';
import { count, dollars, duration, plural } from './format.js';

type Cost = StudySummary['cost'];

/** The line of the closing screen. Of money nothing is said where it costs none, or nobody knows how much. */
export function costLine({ cost }: Pick<StudySummary, 'cost'>): string {
  if (cost.calls + cost.saved === 0) return `Cost: no model was asked; ${duration(cost.seconds)}.`;
  const money = typeof cost.usd === 'number' && cost.usd > 0 ? [dollars(cost.usd)] : [];
  const parts = [plural(cost.calls, 'model call'), ...money, `${plural(cost.saved, 'decision')} needed none`];
  return `Cost: ${parts.join(', ')}; ${duration(cost.seconds)}.`;
}

/** What a study took, for the report: calls, tokens and money, and what needed none. */
export function costSentence(cost: Cost): string {
  const { promptTokens, completionTokens } = cost;
  const tokens = promptTokens === null ? [] : [`${count(promptTokens + (completionTokens ?? 0))} tokens`];
  const taken = [plural(cost.calls, 'model call'), ...tokens, ...moneyOf(cost)].join(', ');
  const spared = [
    `${plural(cost.cached, 'request')} answered from the record`,
    ...(cost.fromCache === undefined ? [] : [`${count(cost.fromCache)} from the answer cache`]),
    `${plural(cost.saved, 'decision')} without any request`,
  ].join(', ');
  return `${taken}; ${spared}; ${duration(cost.seconds)}.`;
}

function moneyOf({ usd, usdNote }: Cost): readonly string[] {
  if (usd === undefined) return [];
  const note = typeof usdNote === 'string' ? ` (${usdNote})` : '';
  return [usd === null ? `cost in dollars not known${note}` : `${dollars(usd)}${note}`];
}
