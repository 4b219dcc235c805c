import type { Event } from 'mesocosm';
import type { ResponseCount } from './fit-beta.js';

/**
 * Counts what agents answered in runs of this scenario at each majority that they saw: what `fitBeta` takes. Committed
 * agents, who are not asked, and decisions that failed do not count; nor does whoever saw nobody.
 *
 * @param events Of one run or several, of any population size.
 * @param labels The two opinions, as the scenario had them.
 */
export function responseCounts(
  events: Iterable<Pick<Event, 'type' | 'data'>>,
  labels: readonly [string, string],
): readonly ResponseCount[] {
  const seen = new Map<number, { asked: number; first: number }>();
  for (const { type, data } of events) {
    if (type !== 'decision-made' || data['committed'] === true) continue;
    const m = majorityIn(String(data['state']), labels);
    if (m === undefined) continue;
    const at = seen.get(m) ?? { asked: 0, first: 0 };
    seen.set(m, { asked: at.asked + 1, first: at.first + Number(data['option'] === labels[0]) });
  }
  return [...seen].map(([m, counts]) => ({ m, ...counts })).sort((one, other) => one.m - other.m);
}

/** (n0 - n1) / (n0 + n1) of those seen. */
function majorityIn(state: string, labels: readonly [string, string]): number | undefined {
  const seen = seenIn(state, labels);
  return seen === undefined ? undefined : (seen[0] - seen[1]) / (seen[0] + seen[1]);
}

/** How many of those seen hold each opinion, as the state of a decision tells; `undefined` where it does not, or nobody was seen. */
export function seenIn(
  state: string,
  [first, second]: readonly [string, string],
): readonly [number, number] | undefined {
  const counts = state.startsWith(`${first} `) ? state.slice(first.length + 1).split(`, ${second} `) : [];
  const [zero, one] = counts.map(Number);
  if (counts.length !== 2 || zero === undefined || one === undefined || !(zero + one > 0)) return undefined;
  return [zero, one];
}
