import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { createMeter } from '../../../src/model/index.js';
import { languageModelSource, mindSource, type MindSource } from '../../../src/run/index.js';
import type { LanguageModel, Scenario } from '../../../src/spec/index.js';
import { openCondition, wantedArms } from '../../../src/study/conditions.js';
import { prepare, type Prepared } from '../../../src/study/prepare.js';
import type { StudyProgress } from '../../../src/study/progress.js';
import { createReporter } from '../../../src/study/reporter.js';
import { countingModel, fakeClock, faultyModel } from '../../../src/testing/index.js';
import { conformist, smallMajorityOpinion, smallNamingGame } from '../../support/small-studies.js';

async function prepared(
  source: MindSource,
  scenario: Scenario = smallMajorityOpinion(),
  { name = 'default', seed = 1 }: { readonly name?: string; readonly seed?: number } = {},
): Promise<Prepared & { readonly told: readonly StudyProgress[] }> {
  const told: StudyProgress[] = [];
  const reporter = createReporter({ clock: fakeClock(), onProgress: (progress) => told.push(progress) });
  const opened = openCondition({ name, scenario, parametersGiven: {}, population: null }, source);
  const stack = { source, model: source.model, meter: createMeter(), close: () => undefined };
  return { ...(await prepare(opened, { source, stack, reporter, wanted: wantedArms(scenario), seed, runs: 2 })), told };
}

const asked = (model: LanguageModel): MindSource => languageModelSource({ model, why: '' });

describe('prepare', () => {
  it('should examine a model, measure its response, and ask every agent alone', async () => {
    const { checks, condition } = await prepared(asked(conformist()));

    expect(checks.map(({ verdict }) => verdict)).not.toContain('fail');
    expect(condition.curve?.points).toHaveLength(4);
    expect(Object.keys(condition.priors.empty)).toHaveLength(4);
    expect(condition.arms.map(({ name }) => name)).toEqual(['interacting', 'isolated', 'fixed-labels', 'rule']);
    expect(condition.notApplicable).toEqual([]);
  });

  it('should share no drawn answer with a study of another seed, nor with another condition', async () => {
    const streamsOf = async (occasion: { readonly name?: string; readonly seed?: number }) => {
      const model = countingModel(conformist({ choosing: 'sampled' }));
      await prepared(asked(model), smallMajorityOpinion(), occasion);
      return model.calls.map(({ context }) => context.stream);
    };
    const first = await streamsOf({});
    const shared = async (occasion: { readonly name?: string; readonly seed?: number }) =>
      (await streamsOf(occasion)).filter((stream) => first.includes(stream)).length;

    expect(first.length).toBeGreaterThan(32);
    expect(await shared({ seed: 2 })).toBe(0);
    expect(await shared({ name: 'hot' })).toBe(0);
    expect(await shared({})).toBe(first.length);
  });

  it('should tell of it as it goes on', async () => {
    const { told } = await prepared(asked(conformist()));
    const kinds = told.map((one) => (one.kind === 'asking' ? `asking ${one.what}` : one.kind));

    expect([...new Set(kinds)]).toEqual(['asking examination', 'examined', 'asking prior', 'prior']);
    const last = told.findLast((one) => one.kind === 'asking' && one.what === 'examination');
    expect(last).toMatchObject({ done: 32, total: 32 });
  });

  it('should examine nothing where no model decides', async () => {
    const source = mindSource(scriptedMind({ choose: () => 'Q' }));
    const { checks, condition } = await prepared(source);

    expect(checks).toEqual([]);
    expect(condition.curve).toBeNull();
    expect(condition.notApplicable).toEqual([
      { arm: 'fixed-labels', reason: 'nothing is asked in words' },
      { arm: 'rule', reason: 'no response curve was measured, so there is no beta' },
    ]);
  });

  it('should measure no curve where the scenario has no ladder', async () => {
    const { checks, condition } = await prepared(asked(conformist()), smallNamingGame());

    expect(checks.length).toBeGreaterThan(1);
    expect(condition.curve).toBeNull();
  });

  it.each([
    ['unavailable', 'unreachable'],
    ['over-budget', 'budget'],
    ['aborted', 'interrupted'],
  ] as const)('should stop where the examination is %s', async (kind, error) => {
    const model = faultyModel(conformist(), [{ calls: [3], gives: { kind, retryable: false } }]);

    await expect(prepared(asked(model))).rejects.toMatchObject({ kind: error });
    await expect(prepared(asked(faultyModel(conformist(), [{ gives: { kind } }])))).rejects.toThrow(
      'the examination of the model stopped',
    );
  });

  it('should ask for a larger limit where the budget is spent, since the same one would stop it again', async () => {
    const model = faultyModel(conformist(), [{ gives: { kind: 'over-budget', retryable: false } }]);

    await expect(prepared(asked(model))).rejects.toThrow('the same command goes on with a larger --max-calls');
  });

  it('should say of a model that cannot be examined that it failed, and then that it has no prior', async () => {
    const malformed = faultyModel(conformist(), [{ gives: { kind: 'malformed', message: 'it sings' } }]);

    await expect(prepared(asked(malformed))).rejects.toThrow('could not be asked: it sings');
  });
});
