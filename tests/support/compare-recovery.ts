import { it } from 'vitest';
import { holmOverTests, informationInStudy } from '../../src/analysis/information/index.js';
import { summariseOutcome } from '../../src/analysis/theory/summarise-outcome.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { holm } from '../../src/foundation/statistics/index.js';
import { influenceTest } from '../../src/index.js';
import type { Chance, OutcomeSummary, RunRecord, Scenario } from '../../src/spec/index.js';
import { namingGame } from 'mesocosm/scenarios';
import { chosenRun } from './chosen-runs.js';
import { runRecord } from './run-records.js';
import { expectAtLeast, expectAtMost, shareOf } from './simulated-studies.js';

const RUNS = 40;
const COLUMNS = ['winner_Q', 'winner_M'];
const scenario: Scenario = namingGame({ agents: 4 });

/** Who wins where so many agents choose, each the first option with the same probability; a tie is half. */
function winOf(agents: number, probability: number, chance: Chance): number {
  let first = 0;
  for (let agent = 0; agent < agents; agent += 1) first += Number(chance.uniform() < probability);
  return first * 2 === agents ? 0.5 : Number(first * 2 > agents);
}

/** One study of agents who choose alone with one probability, and where they meet with another. */
function studied(
  chance: Chance,
  given: { readonly agents: number; readonly alone: number; readonly met: number; readonly simulation: number },
): OutcomeSummary {
  const { agents, alone, met, simulation } = given;
  const runs = (arm: string, probability: number): RunRecord[] =>
    Array.from({ length: RUNS }, (_, seed) => {
      const win = winOf(agents, probability, chance);
      return runRecord({ arm, seed, values: { winner_Q: win, winner_M: 1 - win } });
    });
  const priors = Array.from({ length: Math.min(agents, 12) }, () => [alone, 1 - alone]);
  return summariseOutcome({
    outcome: { name: 'winner', title: 'name that wins', kind: 'choice', columns: COLUMNS },
    scenario,
    interacting: runs('interacting', met),
    isolated: runs('isolated', alone),
    priors,
    free: priors,
    chances: chancesFrom(`verdict ${simulation}`),
  });
}

const EDGES: readonly (readonly [from: number, to: number])[] = [
  [0, 1],
  [1, 2],
  [0, 3],
];
const ALL_PAIRS = [0, 1, 2, 3].flatMap((from) =>
  [0, 1, 2, 3].flatMap((to) => (from === to ? [] : [[from, to] as const])),
);

/** p of each ordered pair of four, corrected for twelve tests: of edges a message adds .35 to a probability. */
function graphOf(chance: Chance, simulation: number): { readonly edge: boolean; readonly p: number }[] {
  const tests = ALL_PAIRS.map(([from, to], at) => {
    const edge = EDGES.some(([one, other]) => one === from && other === to);
    const counted = (p: number): readonly number[] => {
      let first = 0;
      for (let answer = 0; answer < 20; answer += 1) first += Number(chance.uniform() < p);
      return [first, 20 - first];
    };
    const pairs = Array.from({ length: 12 }, (_, question) => {
      const p = 0.2 + 0.03 * question;
      return { with: counted(p + (edge ? 0.35 : 0)), without: counted(p) };
    });
    return { edge, p: influenceTest(pairs, { permutations: 299, seed: simulation * 12 + at }).p };
  });
  const corrected = holm(tests.map(({ p }) => p));
  return tests.map(({ edge }, at) => ({ edge, p: corrected[at] as number }));
}

/** Choices of two agents in eight runs, who keep to what they did in .7 of cases; the second may copy the first instead. */
function talkers(chance: Chance, copies: number): RunRecord[] {
  const next = (last: number): number => (chance.uniform() < 0.7 ? last : 1 - last);
  return Array.from({ length: 8 }, (_, seed) => {
    const [first, second] = [[chance.integer(2)], [chance.integer(2)]];
    while (first.length < 30) {
      const heard = first.at(-1) as number;
      first.push(next(heard));
      second.push(chance.uniform() < copies ? heard : next(second.at(-1) as number));
    }
    return chosenRun(seed, { a: first, b: second });
  });
}

/** Whether any test of information in a study finds something, once all are corrected. */
function finds(records: readonly RunRecord[], simulation: number): boolean {
  const how = { options: ['Q', 'M'], conditions: 1, chances: chancesFrom(`study ${simulation}`) };
  const [found] = holmOverTests([informationInStudy(records, how)]);
  return found?.measures.some(({ verdict }) => verdict === 'above-surrogates') === true;
}

/** What is known of simulated studies comes back, and nothing is found where there is nothing. */
export function compareRecovery(simulations: number): void {
  it.each([2, 3, 5, 24, 100])(
    'should not say more often than .05 that the meeting changed %i independent agents',
    (agents) => {
      for (const alone of [0.5, 0.54, 0.7]) {
        const share = shareOf(simulations, (chance, simulation) =>
          Number(studied(chance, { agents, alone, met: alone, simulation }).changed === 'yes'),
        );

        expectAtMost(share, 0.05, simulations);
      }
    },
  );

  it('should say so in .8 of studies of 40 runs whose agents choose with .62 where they meet and with .5 alone', () => {
    const share = shareOf(simulations, (chance, simulation) =>
      Number(studied(chance, { agents: 24, alone: 0.5, met: 0.62, simulation }).changed === 'yes'),
    );

    expectAtLeast(share, 0.8, simulations);
  });

  it('should give back a known graph of influence: its edges in .8 of cases, and no other in .95 of graphs', () => {
    let edges = 0;
    const other = shareOf(simulations, (chance, simulation) => {
      const found = graphOf(chance, simulation).filter(({ p }) => p <= 0.05);
      edges += found.filter(({ edge }) => edge).length / EDGES.length;
      return Number(found.some(({ edge }) => !edge));
    });

    expectAtMost(other, 0.05, simulations);
    expectAtLeast(edges / simulations, 0.8, simulations);
  });

  it('should find information between agents who never hear of each other in at most .05 of studies', () => {
    expectAtMost(
      shareOf(simulations, (chance, simulation) => Number(finds(talkers(chance, 0), simulation))),
      0.05,
      simulations,
    );
  });

  it('should find it in .8 of studies of eight runs in which one copies the other in .4 of cases', () => {
    expectAtLeast(
      shareOf(simulations, (chance, simulation) => Number(finds(talkers(chance, 0.4), simulation))),
      0.8,
      simulations,
    );
  });
}
