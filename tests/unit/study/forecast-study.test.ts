import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forecastStudy, runStudy } from '../../../src/study/index.js';
import { countingModel } from '../../../src/testing/index.js';
import { deliberation, majorityOpinion, namingGame } from '../../../scenarios/index.js';
import { conformist, smallMajorityOpinion, smallNamingGame } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

describe('forecastStudy', () => {
  it('should count runs of the arms that apply, and ask nothing', async () => {
    const where = folder();
    const conditions = { few: namingGame({ agents: 4, horizon: 10 }), more: namingGame({ agents: 6, horizon: 10 }) };
    const arms = ['interacting', 'isolated', 'memoryless'];
    const forecast = await forecastStudy({ conditions, arms, runs: 5, policy: 'claude-3.5-sonnet', folder: where });

    expect(forecast).toMatchObject({ conditions: 2, runs: 30, calls: 0, promptTokens: 0, usd: 0 });
    expect(readdirSync(where)).toEqual([]);
  });

  it('should foresee the decisions of runs that always go on to their horizon', async () => {
    const scenario = namingGame({ agents: 4, horizon: 25, stopRule: false });
    const [forecast, study] = await Promise.all([
      forecastStudy({ scenario, runs: 3, arms: ['interacting'], policy: 'claude-3.5-sonnet' }),
      runStudy({ scenario, runs: 3, arms: ['interacting'], policy: 'claude-3.5-sonnet', folder: folder() }),
    ]);

    expect(forecast.decisions).toBe(150);
    expect(study.summary.failures.decisions).toBe(150);
  });

  it('should bound the calls where equal situations are asked once, and never be passed', async () => {
    const model = conformist();
    const options = { scenario: smallMajorityOpinion(), runs: 3, model, folder: folder() };
    const { calls, bound, usd } = await forecastStudy(options);
    const { summary } = await runStudy(options);

    expect(bound).toBe(true);
    expect(usd).toBeNull();
    expect(summary.cost.calls).toBeLessThanOrEqual(calls);
    expect(calls).toBeGreaterThan(0);
  });

  it('should count samples of every decision where answers are drawn', async () => {
    const model = conformist({ choosing: 'sampled' });
    const scenario = majorityOpinion({ agents: 4, sweeps: 10 });
    const elicitation = { samples: 7, orders: 'live' as const };
    const { calls, bound, decisions } = await forecastStudy({
      scenario,
      runs: 2,
      arms: ['interacting'],
      model,
      elicitation,
    });

    expect(bound).toBe(false);
    expect(calls).toBe(7 * decisions);
  });

  it('should make no call of the model', async () => {
    const model = countingModel(conformist());
    await forecastStudy({ scenario: smallNamingGame(), runs: 2, model });

    expect(model.calls).toEqual([]);
  });

  it('should foresee a scenario in which people talk', async () => {
    const { decisions } = await forecastStudy({
      scenario: deliberation({ agents: 4, horizon: 3 } as never),
      mind: 'scripted',
      runs: 2,
      arms: ['interacting'],
    });

    expect(decisions).toBeGreaterThan(8);
  });
});
