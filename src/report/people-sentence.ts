import type { StudySummary } from '../spec/index.js';
import { plural } from './format.js';

/**
 * That people took part, in whose places, how often they were asked, and how often a fallback counted in place of an answer;
 * `undefined` where nobody did.
 */
export function peopleSentence({ people, turns = {} }: StudySummary['mind']): string | undefined {
  if (people === undefined || people.length === 0) return undefined;
  const each = people.map((agent) => {
    const { asked, instead } = turns[agent] ?? { asked: 0, instead: 0 };
    const missed = instead === 0 ? '' : `, of which ${instead} ${instead === 1 ? 'was' : 'were'} left to the fallback`;
    return `${agent} (asked for ${plural(asked, 'decision')}${missed})`;
  });
  return `People took part, in the ${people.length === 1 ? 'place' : 'places'} of ${each.join(', ')}.`;
}
