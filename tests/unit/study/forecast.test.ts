import { describe, expect, it } from 'vitest';
import { languageModelSource, mindSource } from '../../../src/run/index.js';
import { scriptedMind } from '../../../src/agent/index.js';
import type { LanguageModel, Population, Scenario } from '../../../src/spec/index.js';
import { openCondition } from '../../../src/study/conditions.js';
import { forecastCalls } from '../../../src/study/forecast.js';
import { majorityOpinion, namingGame } from '../../../scenarios/index.js';
import { conformist, majorityStudy, namingStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

function people(count: number): Population {
  const personas = Array.from({ length: count }, (_, index) => ({ name: `P${index}`, text: `I am number ${index}.` }));
  return { formatVersion: 1, name: 'numbers', personas };
}

function forecast(
  scenarios: readonly Scenario[],
  model: LanguageModel = conformist(),
  population: Population | null = null,
) {
  const source = languageModelSource({ model, why: '' });
  const given = scenarios.map((scenario, index) => ({
    name: `condition ${index}`,
    scenario,
    parametersGiven: {},
    population,
  }));
  return forecastCalls(
    given.map((one) => openCondition(one, source)),
    source,
  );
}

describe('forecastCalls', () => {
  it('should be nothing where no model is asked', () => {
    const source = mindSource(scriptedMind({ choose: () => 'Q' }));
    const condition = openCondition(
      { name: 'default', scenario: majorityOpinion(), parametersGiven: {}, population: null },
      source,
    );

    expect(forecastCalls([condition], source)).toBeNull();
  });

  it('should be 8 calls for each count of others that can be seen, and for seeing nobody, whatever the population is', () => {
    // Counts 0 to 20, and the empty situation: 22 states in 8 presentations.
    expect(forecast([majorityOpinion()])).toEqual({ calls: 176, sentence: 'at most about 176 model calls' });
    expect(forecast([majorityOpinion({ agents: 500, neighbours: 20 })])?.calls).toBe(176);
  });

  it('should grow with the people, as each is asked', () => {
    expect(forecast([majorityOpinion({ agents: 5 })], conformist(), people(5))?.calls).toBe(
      5 * (forecast([majorityOpinion({ agents: 5 })])?.calls ?? 0),
    );
  });

  it('should add up over conditions', () => {
    const both = forecast([majorityOpinion({ agents: 5 }), majorityOpinion({ agents: 7 })])?.calls;

    expect(both).toBe(
      (forecast([majorityOpinion({ agents: 5 })])?.calls ?? 0) +
        (forecast([majorityOpinion({ agents: 7 })])?.calls ?? 0),
    );
  });

  it.each([
    [
      'answers are drawn',
      majorityOpinion(),
      conformist({ choosing: 'sampled' }),
      'about 20 model calls for every decision and presentation, one a sample',
    ],
    [
      'situations are put as they come',
      majorityOpinion({ presentation: 'live' }),
      conformist(),
      'about as many model calls as there are decisions',
    ],
  ])('should not be a number where %s', (_when, scenario, model, sentence) => {
    expect(forecast([scenario], model)).toEqual({ calls: null, sentence });
    expect(forecast([majorityOpinion(), scenario], model)?.calls).toBeNull();
  });

  it('should not be less than what a study of majority opinion then needs, nor much more', async () => {
    const { summary } = await majorityStudy(folder(), { scenario: majorityOpinion({ agents: 6, sweeps: 10 }) });
    const calls = forecast([majorityOpinion({ agents: 6, sweeps: 10 })])?.calls ?? 0;

    expect(summary.cost.calls).toBeGreaterThan(calls / 8);
    expect(summary.cost.calls).toBeLessThanOrEqual(calls);
  });

  it('should not be less than what a study of the naming game then needs', async () => {
    const scenario = namingGame({ agents: 4, horizon: 40, memory: 2 });
    const { summary } = await namingStudy(folder(), { scenario, model: conformist() });

    expect(summary.cost.calls).toBeGreaterThan(0);
    expect(summary.cost.calls).toBeLessThanOrEqual(forecast([scenario])?.calls ?? 0);
  });
});
