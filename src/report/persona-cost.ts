import { count, dollars, duration, plural } from './format.js';
import type { PersonaReport } from './persona-report.js';

/** What it took to write and to ask, a person of so many; nothing of money where nobody knows it. */
export function personaCost(cost: NonNullable<PersonaReport['cost']>, people: number): string {
  const { calls, promptTokens, completionTokens, usd, saved, seconds } = cost;
  if (calls + saved === 0) return `no model was asked; ${duration(seconds)}`;
  const tokens = promptTokens === null ? null : promptTokens + (completionTokens ?? 0);
  const each = tokens === null || people === 0 ? '' : `, ${count(tokens / people)} a person`;
  const parts = [
    plural(calls, 'model call'),
    ...(tokens === null ? ['tokens not known'] : [`${count(tokens)} tokens${each}`]),
    ...(usd === null || usd === 0 ? [] : [dollars(usd)]),
    ...(saved === 0 ? [] : [`${plural(saved, 'request')} from the record`]),
  ];
  return `${parts.join(', ')}; ${duration(seconds)}`;
}
