import { expect, it } from 'vitest';
import type { Event } from '../../src/spec/index.js';
import { fitBeta, glauberMind, majorityOpinion, responseCounts } from 'mesocosm/scenarios';
import { planOf, runSmall } from './mini-driver.js';
import { betaTolerance, FIRST_SEED, glauber, publishedConsensusTimes } from './published-values.js';

/** Declares the comparison of Glauber agents with what their theory says; shares are scaled to the number of runs. */
export function compareGlauber(runs: number): void {
  for (const { beta, firstUnanimity, lasting } of glauber) {
    it(`should give back beta ${beta} and its first passages for 50 Glauber agents`, () => {
      const scenario = majorityOpinion({ agents: 50 });
      const decisions: Event[] = [];
      const finished = Array.from({ length: runs }, (_, index) =>
        runSmall(planOf(scenario, glauberMind(beta), FIRST_SEED + index), (event) => {
          if (event.type === 'decision-made') decisions.push(event);
        }),
      );
      const passages = finished.filter(({ values }) => values['first_unanimity'] !== null).length;
      const unanimous = finished.filter(({ values }) => values['final_order'] === 1).length;
      const fit = fitBeta(responseCounts(decisions, ['Q', 'M']));

      expect(Math.abs(fit.beta - beta)).toBeLessThan(betaTolerance(beta));
      expect(fit.low).toBeLessThan(fit.beta);
      expect(passages / runs).toBeGreaterThanOrEqual(firstUnanimity[0] / 100);
      expect(passages / runs).toBeLessThanOrEqual(firstUnanimity[1] / 100);
      if (lasting === null) return;
      expect(unanimous / runs).toBeGreaterThanOrEqual(lasting[0]);
      expect(unanimous / runs).toBeLessThanOrEqual(lasting[1]);
    });
  }

  it('should come to agree as soon as agents of the same beta are published to have done', () => {
    const { agents, beta, updates } = publishedConsensusTimes;
    const scenario = majorityOpinion({ agents });
    const times = Array.from({ length: runs }, (_, index) => {
      const { values } = runSmall(planOf(scenario, glauberMind(beta), FIRST_SEED + index));
      return agents * Number(values['first_unanimity'] ?? Infinity);
    }).sort((one, other) => one - other);
    const published = [...updates].sort((one, other) => one - other);
    const at = (share: number): number => times[Math.round(share * (times.length - 1))] ?? NaN;

    // The middle one of five lies outside of these two in about 1 of 400 cases.
    expect(published[2]).toBeGreaterThan(at(0.05));
    expect(published[2]).toBeLessThan(at(0.95));
    expect(published.at(-1)).toBeLessThan(at(1));
  });
}
