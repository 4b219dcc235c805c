import { expect, it } from 'vitest';
import type { Event } from '../../src/spec/index.js';
import { glauberMind, majorityOpinion } from 'mesocosm/scenarios';
import { planOf, runSmall } from './mini-driver.js';
import { betaTolerance, FIRST_SEED, glauber } from './published-values.js';

/** Declares the comparison of Glauber agents with what their theory says; shares are scaled to the number of runs. */
export function compareGlauber(runs: number): void {
  for (const { beta, firstUnanimity, lasting } of glauber) {
    it(`should give back beta ${beta} and its first passages for 50 Glauber agents`, () => {
      const scenario = majorityOpinion({ agents: 50 });
      const mind = glauberMind(beta);
      const counts = new Map<number, { all: number; first: number }>();
      let passages = 0;
      let unanimous = 0;
      for (let index = 0; index < runs; index += 1) {
        const run = runSmall(planOf(scenario, mind, FIRST_SEED + index), (event) => count(counts, event));
        passages += Number(run.values['first_unanimity'] !== null);
        unanimous += Number(run.values['final_order'] === 1);
      }

      expect(Math.abs(refit(counts, 49) - beta)).toBeLessThan(betaTolerance(beta));
      expect(passages / runs).toBeGreaterThanOrEqual(firstUnanimity[0] / 100);
      expect(passages / runs).toBeLessThanOrEqual(firstUnanimity[1] / 100);
      if (lasting === null) return;
      expect(unanimous / runs).toBeGreaterThanOrEqual(lasting[0]);
      expect(unanimous / runs).toBeLessThanOrEqual(lasting[1]);
    });
  }
}

function count(counts: Map<number, { all: number; first: number }>, event: Event): void {
  if (event.type !== 'decision-made') return;
  const others = Number((event.data['state'] as string).split(/[ ,]+/)[1]);
  const seen = counts.get(others) ?? { all: 0, first: 0 };
  counts.set(others, { all: seen.all + 1, first: seen.first + Number(event.data['option'] === 'Q') });
}

/** Maximum of the binomial likelihood of (1 + tanh(beta m)) / 2, by Newton's method: a logistic regression on 2 m. */
function refit(counts: ReadonlyMap<number, { all: number; first: number }>, listed: number): number {
  let beta = 0;
  for (let step = 0; step < 50; step += 1) {
    let slope = 0;
    let information = 0;
    for (const [others, { all, first }] of counts) {
      const m = (2 * others - listed) / listed;
      const p = 1 / (1 + Math.exp(-2 * beta * m));
      slope += 2 * m * (first - all * p);
      information += 4 * m * m * all * p * (1 - p);
    }
    beta += slope / information;
  }
  return beta;
}
