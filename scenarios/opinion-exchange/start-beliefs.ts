import { LEVELS } from './scale.js';

/**
 * With which option each of N people starts: as many at each level as `shares` say, by largest remainders (of equal ones the
 * lower level first), dealt out by turn from the lowest level, so that neighbours in a population do not start alike. It is the
 * same in every run.
 */
export function startBeliefs(agents: number, shares: readonly number[]): readonly number[] {
  const left = [...countsOf(agents, shares)];
  const dealt: number[] = [];
  while (left.some((count) => count > 0)) {
    for (const level of LEVELS.keys()) {
      if (!left[level]) continue;
      left[level] -= 1;
      dealt.push(level);
    }
  }
  return dealt;
}

function countsOf(agents: number, shares: readonly number[]): readonly number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const exact = shares.map((share) => (agents * share) / whole);
  const counts = exact.map(Math.floor);
  const missing = agents - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = [...exact.keys()].sort((one, other) => (exact[other] ?? 0) % 1 - (exact[one] ?? 0) % 1 || one - other); // prettier-ignore
  const raised = new Set(byRemainder.slice(0, missing));
  return counts.map((count, level) => count + Number(raised.has(level)));
}
