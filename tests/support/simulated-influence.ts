import { effectOfChange, influenceTest, type CountedPair } from '../../src/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { runRecord } from './run-records.js';

/**
 * Share of simulated speakers whom the permutation test calls an influence at 5 %: twelve questions, each answered 20 times
 * with the message and 20 times without. Chances of the first of two options differ by `effect`, and by question.
 */
export function influenceRate(simulations: number, effect: number): number {
  let found = 0;
  for (let simulation = 0; simulation < simulations; simulation += 1) {
    const chance = chancesFrom(simulation)('answers', effect * 100);
    const counted = (p: number): readonly number[] => {
      let first = 0;
      for (let answer = 0; answer < 20; answer += 1) first += Number(chance.uniform() < p);
      return [first, 20 - first];
    };
    const pairs: CountedPair[] = Array.from({ length: 12 }, (_, question) => {
      const p = 0.2 + 0.04 * question;
      return { with: counted(p + effect), without: counted(p) };
    });
    found += Number(influenceTest(pairs, { permutations: 199, seed: simulation }).p <= 0.05);
  }
  return found / simulations;
}

/**
 * Share of simulated changes whose interval over pairs leaves out 0: each of `pairs` runs shares half of its variance with its
 * fork, and the change adds `effect` to what is uniform from 0 to 2.
 */
export function effectRate(
  simulations: number,
  { pairs, effect }: { readonly pairs: number; readonly effect: number },
): number {
  let found = 0;
  for (let simulation = 0; simulation < simulations; simulation += 1) {
    const chance = chancesFrom(simulation)('runs');
    const forked = Array.from({ length: pairs }, (_, seed) => {
      const common = chance.uniform();
      return {
        run: runRecord({ seed, values: { gain: common + chance.uniform() } }),
        fork: runRecord({ seed, values: { gain: common + chance.uniform() + effect } }),
      };
    });
    const outcome = {
      name: `gain ${simulation}`,
      of: (run: ReturnType<typeof runRecord>) => run.values['gain'] as number,
    };
    const { low, high } = effectOfChange(forked, outcome).difference;
    found += Number((low ?? 0) > 0 || (high ?? 0) < 0);
  }
  return found / simulations;
}
