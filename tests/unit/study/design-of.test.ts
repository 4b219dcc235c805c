import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { languageModelSource, mindSource } from '../../../src/run/index.js';
import { conditionsOf, designOf } from '../../../src/study/design-of.js';
import type { StudyOptions } from '../../../src/study/run-study.js';
import { conformist, smallMajorityOpinion, smallNamingGame } from '../../support/small-studies.js';

const source = mindSource(scriptedMind({ name: 'stubborn', choose: () => 'Q' }));

function designWith(options: StudyOptions) {
  return designOf(options, conditionsOf(options), source);
}

describe('the conditions of a study', () => {
  it('should be one that is called default', () => {
    const scenario = smallNamingGame();
    const [only, ...others] = conditionsOf({ scenario });

    expect(only).toMatchObject({ name: 'default', parametersGiven: scenario.parameters });
    expect(only?.scenario.name).toBe('naming-game');
    expect(others).toEqual([]);
  });

  it('should be those that are named, with their parameters as they were written', () => {
    const conditions = { small: smallNamingGame(), other: smallNamingGame() };
    const given = conditionsOf({ conditions, parametersGiven: { small: { agents: 4 } } });

    expect(given.map(({ name }) => name)).toEqual(['small', 'other']);
    expect(given[0]?.parametersGiven).toEqual({ agents: 4 });
    expect(given[1]?.parametersGiven).toEqual(conditions.other.parameters);
  });

  it.each([
    ['nothing', {}],
    ['no condition', { conditions: {} }],
    ['both', { scenario: smallNamingGame(), conditions: { a: smallNamingGame() } }],
  ])('should not be %s', (_what, options) => {
    expect(() => conditionsOf(options)).toThrow('a study needs a scenario; expected either `scenario` or `conditions`');
  });

  it('should be of one scenario', () => {
    const conditions = { a: smallNamingGame(), b: smallMajorityOpinion() };

    expect(() => conditionsOf({ conditions })).toThrow(
      'the conditions of a study are of one scenario, and these are of naming-game and majority-opinion',
    );
  });

  it.each(['a/b', '..', '../up', '.hidden', 'a\\b', '', 'a\nb'])(
    'should not be called %j, which no folder of a run can be',
    (name) => {
      expect(() => conditionsOf({ conditions: { [name]: smallNamingGame() } })).toThrow(
        `no condition or arm can be called "${name}"`,
      );
    },
  );

  it.each(['ring', 'ring of six', 'Größe', 'v1.2', 'a-b_c'])('should be called %j', (name) => {
    expect(conditionsOf({ conditions: { [name]: smallNamingGame() } })[0]?.name).toBe(name);
  });

  it('should have arms with names that a folder can have', () => {
    const scenario = smallNamingGame();
    const [arm] = scenario.arms;
    const arms = [{ ...(arm as NonNullable<typeof arm>), name: 'rule/2' }];

    expect(() => conditionsOf({ scenario: { ...scenario, arms } })).toThrow(
      'no condition or arm can be called "rule/2"',
    );
  });

  it('should know what the user says about labels and orders, so that the arms do', () => {
    const [condition] = conditionsOf({ scenario: smallNamingGame(), elicitation: { labels: 'averaged' } });

    expect(condition?.scenario.elicitation).toEqual({ labels: 'averaged' });
    expect(
      conditionsOf({ scenario: smallMajorityOpinion(), elicitation: { form: 'chat' } })[0]?.scenario.elicitation,
    ).toEqual(smallMajorityOpinion().elicitation);
  });

  it.each([
    [{ shuffles: 3 }, 'shuffles is not possible; expected an even number of at least 2'],
    [{ shuffles: 0 }, 'shuffles is not possible; expected an even number of at least 2'],
    [{ samples: -1 }, 'samples is not possible'],
    [{ labels: 'swapped' as never }, 'labels is not possible'],
  ])('should not be asked as %j', (elicitation, message) => {
    expect(() => conditionsOf({ scenario: smallNamingGame(), elicitation })).toThrow(message);
  });
});

describe('the design of a study', () => {
  it('should fill in every default', () => {
    expect(designWith({ scenario: smallNamingGame() })).toMatchObject({
      name: 'naming-game',
      scenario: 'naming-game',
      runs: 40,
      seed: 1,
      journals: 1,
      mind: { kind: 'other', name: 'stubborn' },
      population: null,
      stoppingRule: '40 runs of every arm',
      budget: { calls: null },
      maxFailures: 0.05,
    });
  });

  it('should hold what was asked for', () => {
    const options = {
      scenario: smallNamingGame(),
      name: 'pilot',
      runs: 5,
      seed: 9,
      journals: 'all',
      maxCalls: 3,
      maxFailures: 0,
    } as const;

    expect(designWith(options)).toMatchObject({
      name: 'pilot',
      runs: 5,
      seed: 9,
      journals: 'all',
      stoppingRule: '5 runs of every arm',
      budget: { calls: 3 },
      maxFailures: 0,
    });
  });

  it('should hold the arms, with the donors that they need', () => {
    const { conditions } = designWith({ scenario: smallNamingGame(), arms: ['isolated', 'rule'] });

    expect(conditions[0]?.arms).toEqual(['interacting', 'isolated', 'rule']);
  });

  it('should hold how each condition is asked', () => {
    const options = { scenario: smallNamingGame(), elicitation: { shuffles: 2 } };
    const model = languageModelSource({ model: conformist(), why: '', elicitation: options.elicitation });
    const { conditions } = designOf(options, conditionsOf(options), model);

    expect(conditions[0]?.settings).toMatchObject({ elicitation: { shuffles: 2, labels: 'fixed' }, temperature: 0.5 });
  });

  it.each([
    [{ runs: 0 }, /runs/],
    [{ runs: 1.5 }, /runs/],
    [{ seed: -1 }, /seed/],
    [{ seed: 99_999_999_999_999 }, /seed/],
    [{ maxFailures: 2 }, /maxFailures/],
    [{ maxCalls: 0 }, /budget\.calls/],
    [{ journals: -1 }, /journals/],
  ])('should not be made of %j', (change, place) => {
    const make = () => designWith({ scenario: smallNamingGame(), ...change });

    expect(make).toThrow(place);
    expect(make).toThrow(/^the design of the study: /);
  });
});
