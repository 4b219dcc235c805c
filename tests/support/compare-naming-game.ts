import { expect, it } from 'vitest';
import { parsePolicyFile, policyTableMind, type PolicyFallback } from '../../src/agent/index.js';
import type { RunRecord, Scenario } from '../../src/spec/index.js';
import { namingGame } from 'mesocosm/scenarios';
import {
  CLAUDE_REPEAT_LAST_WITHOUT_CONVENTION,
  FIRST_SEED,
  medianTolerance,
  shareTolerance,
  tipping,
  tippingLlamaFromQ,
  TIPPING_RUNS,
  WINNER_RUNS,
  winners,
} from './published-values.js';
import { meanOf, simulate } from './simulate.js';

const TIMEOUT_MS = 900_000;

/** Declares the comparison of the naming game with the values recomputed from the public tables. */
export function compareNamingGame(runs: number, tippingRuns = runs): void {
  for (const { table, fallback, shareOfM, median } of winners) {
    it(
      `should give the winners and times of ${table} with the fallback ${fallback}`,
      { timeout: TIMEOUT_MS },
      async () => {
        const all = await runsOf({ scenario: namingGame(), table, fallback, runs });
        const times = all.map(({ activations }) => activations);
        const tolerance = medianTolerance(times, WINNER_RUNS);

        near(meanOf(all, 'winner_M'), shareOfM, shareTolerance(shareOfM, runs, { runs: WINNER_RUNS, digits: 3 }));
        expect(medianOf(times)).toBeGreaterThanOrEqual(median[0] - tolerance);
        expect(medianOf(times)).toBeLessThanOrEqual(median[1] + tolerance);
        if (table === 'claude-3.5-sonnet' && fallback === 'repeat-last') {
          const without = CLAUDE_REPEAT_LAST_WITHOUT_CONVENTION;
          const allowed = shareTolerance(without, runs, { runs: WINNER_RUNS, digits: 3 });
          near(1 - meanOf(all, 'convention'), without, allowed);
        }
      },
    );
  }

  for (const { table, incumbent, committed, flipped } of tipping) {
    it(
      `should tip ${table} from ${incumbent} by ${committed} of 24 as published`,
      { timeout: TIMEOUT_MS },
      async () => {
        const scenario = tippingScenario(incumbent, committed);
        const all = await runsOf({ scenario, table, fallback: 'suffix', runs: tippingRuns });

        for (const [index, horizon] of [720, 2400].entries()) {
          const share = flipped[index] as number;
          const tolerance = shareTolerance(share, tippingRuns, { runs: TIPPING_RUNS, digits: 2 });
          near(meanOf(all, `flipped_${horizon}`), share, tolerance, `flipped at ${horizon}`);
        }
      },
    );
  }

  it('should tip llama-3-70b from Q by 1 of 24 within 2,400 interactions', { timeout: TIMEOUT_MS }, async () => {
    const { table, incumbent, committed, flipped } = tippingLlamaFromQ;
    const scenario = tippingScenario(incumbent, committed);
    const all = await runsOf({ scenario, table, fallback: 'suffix', runs: tippingRuns });

    near(meanOf(all, 'flipped_2400'), flipped, shareTolerance(flipped, tippingRuns, { runs: TIPPING_RUNS, digits: 2 }));
  });
}

function tippingScenario(incumbent: string, committed: number): Scenario {
  return namingGame({ incumbent, committed, stopRule: false, horizon: 2400 });
}

async function runsOf(options: {
  readonly scenario: Scenario;
  readonly table: string;
  readonly fallback: PolicyFallback;
  readonly runs: number;
}): Promise<readonly RunRecord[]> {
  const { scenario, table, fallback, runs } = options;
  const [model = ''] = table.split(':');
  const file = parsePolicyFile(await scenario.policies?.[model]?.());
  const mind = policyTableMind({ file, table, fallback, scenario });
  return simulate({ scenario, mind, firstSeed: FIRST_SEED, runs });
}

function near(value: number, expected: number, tolerance: number, what = 'share'): void {
  const message = `${what} ${value.toFixed(4)}, expected ${expected} within ${tolerance.toFixed(4)}`;
  expect(Math.abs(value - expected) <= tolerance, message).toBe(true);
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}
