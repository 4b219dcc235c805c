import { describe, expect, it } from 'vitest';
import { parsePolicyFile, policyTableMind, type PolicyFallback, type PolicyFile } from '../../../../src/agent/index.js';
import { execute } from '../../../../src/run/execute.js';
import type { Event, Judgement, Scenario } from '../../../../src/spec/index.js';
import { namingGame, type NamingGameInput } from 'mesocosm/scenarios';
import { planOf } from '../../../support/mini-driver.js';
import { allStates, policyFile } from '../../../support/policy-files.js';
import { namingAfter, type RoundOf } from '../../../support/situations.js';

const QM: RoundOf = [0, 1];
const MM: RoundOf = [1, 1];
const MQ: RoundOf = [1, 0];

/** Counts are [Q, M]. */
const file = policyFile({
  models: { model: { baseline: { '': [3, 1], QM: [1, 4], 'QM MM': [0, 7], 'MM QM': [5, 5], MQ: [0, 0] } } },
});

function judged(
  rounds: readonly RoundOf[],
  how: { fallback?: PolicyFallback; file?: PolicyFile; scenario?: Scenario } = {},
) {
  const scenario = how.scenario ?? namingGame();
  const mind = policyTableMind({ file: how.file ?? file, fallback: how.fallback, scenario });
  return mind.judge(namingAfter(rounds, scenario), { agent: 'a', occasion: 0, stream: 's' }) as Extract<
    Judgement,
    { kind: 'distribution' }
  >;
}

describe('policyTableMind: what is recorded', () => {
  it('should take each option as often as it was recorded, with no evidence of a fallback', () => {
    expect(judged([])).toEqual({ kind: 'distribution', probabilities: [0.75, 0.25] });
    expect(judged([QM])).toEqual({ kind: 'distribution', probabilities: [0.2, 0.8] });
    expect(judged([QM, MM])).toEqual({ kind: 'distribution', probabilities: [0, 1] });
  });

  it('should look no further than its table', () => {
    const all = policyFile({ models: { model: { baseline: { '': [1, 0] }, all: { '': [0, 1] } } } });
    const mind = policyTableMind({ file: all, table: 'model:all', scenario: namingGame() });

    expect(mind.judge(namingAfter([]), {} as never)).toMatchObject({ probabilities: [0, 1] });
    expect(mind.name).toBe('policy:model');
  });

  it('should give the same judgement for the same state, so that it is checked once', () => {
    const mind = policyTableMind({ file, scenario: namingGame() });
    const [one, two] = [namingAfter([QM]), structuredClone(namingAfter([QM]))];

    expect(mind.judge(one, {} as never)).toBe(mind.judge(two, {} as never));
  });

  it('should put options in the canonical order of the scenario, whatever the order of the file', () => {
    const scenario = namingGame({ names: ['M', 'Q'] });

    expect(judged([], { scenario })).toMatchObject({ probabilities: [0.25, 0.75] });
    // Option 0 is M there: a round of M and Q is written "MQ" and one of Q and M "QM".
    expect(judged([[1, 0]], { scenario })).toMatchObject({ probabilities: [0.8, 0.2] });
  });
});

describe('policyTableMind: what was never recorded', () => {
  it.each([
    // "MM QM MM" is not there; without its oldest pair it is "QM MM".
    [[MM, QM, MM], [0, 1], 'QM MM'],
    // Neither "QM QM QM" nor "QM QM" is there.
    [[QM, QM, QM], [0.2, 0.8], 'QM'],
    // "QM MQ" is not there, and nothing was ever chosen in "MQ": the empty memory is left.
    [[QM, MQ], [0.75, 0.25], 'empty memory'],
    [[MQ], [0.75, 0.25], 'empty memory'],
  ] as const)('should drop the oldest pairs of %j', (rounds, probabilities, fallback) => {
    expect(judged(rounds)).toEqual({ kind: 'distribution', probabilities, evidence: { fallback } });
  });

  it('should take all options alike where that was asked for', () => {
    const uniform = { kind: 'distribution', probabilities: [0.5, 0.5], evidence: { fallback: 'uniform' } };

    expect(judged([MM, QM, MM], { fallback: 'uniform' })).toEqual(uniform);
    expect(judged([MQ], { fallback: 'uniform' })).toEqual(uniform);
  });

  it('should repeat the last own choice where that was asked for', () => {
    const repeat = (probabilities: readonly number[]) => ({ kind: 'distribution', probabilities, evidence: { fallback: 'repeat-last' } }); // prettier-ignore

    expect(judged([MM, QM, MM, QM], { fallback: 'repeat-last' })).toEqual(repeat([1, 0]));
    expect(judged([QM, MQ], { fallback: 'repeat-last' })).toEqual(repeat([0, 1]));
  });

  it('should take all alike where not even the empty memory was recorded', () => {
    const bare = policyFile({ models: { model: { baseline: { QM: [1, 0] } } } });
    const uniform = { kind: 'distribution', probabilities: [0.5, 0.5], evidence: { fallback: 'uniform' } };

    expect(judged([MM], { file: bare })).toEqual(uniform);
    expect(judged([], { file: bare })).toEqual(uniform);
    expect(judged([], { file: bare, fallback: 'repeat-last' })).toEqual(uniform);
  });

  it('should record the fallback with the decision', async () => {
    const events: Event[] = [];
    const scenario = namingGame({ agents: 4, horizon: 40, stopRule: false });
    const mind = policyTableMind({ file, scenario });
    await execute(planOf(scenario, mind, 3), { sink: (committed) => events.push(...committed) });
    const fallbacks = events.flatMap(
      ({ data }) => (data['evidence'] as { fallback?: string } | undefined)?.fallback ?? [],
    );

    expect(new Set(fallbacks)).toEqual(new Set(['QM MM', 'QM', 'empty memory', 'MM QM']));
  });
});

describe('policyTableMind: other conditions', () => {
  const refused = (given: NamingGameInput): (() => unknown) => {
    const scenario = namingGame(given);
    return () => policyTableMind({ file, scenario });
  };

  it.each([
    [{ names: ['Q', 'X'] }, 'names M, Q, here Q, X'],
    [{ names: ['Q', 'M', 'X'] }, 'names M, Q, here M, Q, X'],
    [{ payoffs: { same: 100, different: 0 } }, 'payoffs 100 / -50, here 100 / 0'],
    [{ temperature: 1 }, 'temperature 0.5, here 1'],
    [{ memory: 6 }, 'memory 5, here 6'],
  ] as const)('should refuse %j in a sentence', (given, sentence) => {
    expect(refused(given as NamingGameInput)).toThrow(`scenario "naming-game": the table was measured under other conditions than these: ${sentence}`); // prettier-ignore
  });

  it('should name all that is different at once', () => {
    expect(refused({ temperature: 1, payoffs: { same: 1, different: 0 } })).toThrow('payoffs 100 / -50, here 1 / 0; temperature 0.5, here 1'); // prettier-ignore
  });

  it.each([{ names: ['M', 'Q'] }, { agents: 50 }, { memory: 3 }, { network: 'ring' as const }])(
    'should take %j, under which an agent faces what was measured',
    (given) => expect(refused(given)).not.toThrow(),
  );

  it('should refuse another scenario', async () => {
    const { majorityOpinion } = await import('mesocosm/scenarios');

    expect(() => policyTableMind({ file, scenario: majorityOpinion() })).toThrow('payoffs 100 / -50, here undefined / undefined'); // prettier-ignore
  });
});

describe('policyTableMind: complete tables', () => {
  it.each([1, 2, 3])('should load one of memory %i and never fall back', async (memory) => {
    const states = allStates(['Q', 'M'], memory);
    const counts = Object.fromEntries(states.map((state, index) => [state, [1 + (index % 3), 2]]));
    const complete = policyFile({ protocol: { memory }, models: { model: { baseline: counts } } });
    const scenario = namingGame({ agents: 6, memory, horizon: 400, stopRule: false });
    const mind = policyTableMind({ file: complete, scenario });
    const met = new Set<string>();
    let fallbacks = 0;
    await execute(planOf(scenario, mind, 1), {
      sink: (events) =>
        events.forEach(({ type, data }) => {
          if (type !== 'decision-made') return;
          met.add(data['state'] as string);
          fallbacks += Number(data['evidence'] !== undefined);
        }),
    });

    // 1 + 4 + 16 + 64 states of up to three pairs of two names.
    expect(states).toHaveLength([5, 21, 85][memory - 1] as number);
    expect(met.size).toBeGreaterThan(states.length / 2);
    expect(fallbacks).toBe(0);
  });

  it.each([
    ['claude-3.5-sonnet', 'claude-3.5-sonnet', 244],
    ['llama-3-70b', 'llama-3-70b', 344],
  ] as const)('should load the table of %s that ships', async (name, table, states) => {
    // 244 to 344 of the 1,365 states are recorded, says the README of the tables.
    const shipped = parsePolicyFile(await namingGame().policies?.[name]?.());
    const sizes = Object.values(shipped.models[table] ?? {}).map((one) => Object.keys(one).length);

    expect(allStates(['Q', 'M'], 5)).toHaveLength(1365);
    expect(sizes).toContain(states);
  });
});
