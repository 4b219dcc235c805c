import { describe, expect, it } from 'vitest';
import {
  inequalityMeasure,
  networkMeasure,
  sanctionMeasure,
  selectionMeasure,
  type Event,
  type InstitutionRound,
  type Measure,
} from '../../../../../src/index.js';
import { estimateOf } from '../../../../support/sociology.js';

const agents = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id, role: 'ab'.includes(id) ? 'X' : 'Y' }));
const kindOf = ({ role = '' }: { readonly role?: string }): string => role;

/** Events of one type with these data, and one of another type that nothing is read from. */
function run(measure: Measure, ...data: readonly object[]) {
  const fold = measure.start(agents);
  for (const [seq, one] of data.entries()) fold.observe({ seq, time: seq, type: 'it-happened', data: one } as Event);
  fold.observe({ seq: 99, time: 99, type: 'nothing-happened', data: { from: 'z', to: 'z' } });
  return fold.finish('the end');
}
const read = <Found>({ type, data }: Event): Found | undefined =>
  type === 'it-happened' ? ((data['all'] ?? [data]) as Found) : undefined;
const sentence = (measure: Measure, values: Parameters<typeof estimateOf>[0]) =>
  measure.sociology?.sentence(estimateOf(values), 8);

describe('the measure of a network', () => {
  const measure = networkMeasure({ title: 'who wrote to whom', read, kindOf });

  it('should measure the network of all contacts of a run', () => {
    const { values } = run(measure, { from: 'a', to: 'b' }, { from: 'b', to: 'a' }, { from: 'a', to: 'c' }, { from: 'a', to: 'd' }); // prettier-ignore

    expect(values).toEqual({
      network_ties: 3,
      network_density: 0.5,
      network_reciprocity: expect.closeTo(1 / 3, 12) as number,
      network_clustering: 0,
      network_distance: 1.5,
      network_centralisation: 1,
      network_degree_mixing: -1,
      // One of three ties within a kind; of six ends X has four: (1/3 − 5/9) / (4/9).
      network_kind_mixing: expect.closeTo(-0.5, 12) as number,
    });
  });

  it('should give reasons where nobody had a contact, and say nothing of kinds that are not given', () => {
    const { values, missing } = run(networkMeasure({ title: 'x', prefix: 'talk', read }));

    expect(values).toMatchObject({ talk_ties: 0, talk_density: 0, talk_reciprocity: null });
    expect(missing).toMatchObject({
      talk_reciprocity: 'nobody had a contact',
      talk_degree_mixing: 'nobody had a contact',
    });
    expect(values).not.toHaveProperty('talk_kind_mixing');
  });

  it('should say it in words', () => {
    const known = { network_ties: 12, network_density: 0.5, network_centralisation: 0.2 };

    expect(sentence(measure, known)).toBe(
      '12 pairs had a contact, .50 of all pairs; how much one stands between the others is .20 (1 is a star).',
    );
    expect(sentence(measure, {})).toBeNull();
  });
});

describe('the measure of inequality', () => {
  const measure = inequalityMeasure({ title: 'points', top: 0.25, read });
  const gain = (agent: string, amount: number | null) => ({ agent, amount });

  it('should add up what everybody gained, those included who gained nothing', () => {
    const { values } = run(measure, { all: [gain('a', 2), gain('b', 4)] }, gain('a', 2));

    expect(values).toMatchObject({ holdings_mean: 2, holdings_gini: 0.5, holdings_top: 0.5 });
    expect(values['holdings_theil']).toBeCloseTo(Math.log(2), 12);
  });

  it('should be missing where a gain is not known, somebody ended below zero, or nobody gained', () => {
    expect(run(measure, gain('a', null)).missing).toMatchObject({
      holdings_gini: 'what 1 of 4 agents gained is not known',
    });
    expect(run(measure, gain('a', -1))).toMatchObject({
      values: { holdings_mean: -0.25, holdings_gini: null },
      missing: { holdings_gini: 'somebody ended below zero' },
    });
    expect(run(measure).missing).toMatchObject({ holdings_gini: 'nobody gained anything' });
  });

  it('should say it in words', () => {
    expect(sentence(measure, { holdings_gini: 0.4, holdings_top: 0.3 })).toBe(
      'The Gini coefficient of points was .40; the richest had .30 of all.',
    );
    expect(sentence(measure, {})).toBeNull();
  });
});

describe('the measure of selection', () => {
  const measure = selectionMeasure({ title: 'partners by role', read, kindOf });

  it('should set choices of the like beside random mixing', () => {
    const { values, cases } = run(measure, { from: 'a', to: 'b' }, { from: 'c', to: 'a' });

    // One of two choices falls on the like; one of the three others is alike.
    expect(values).toEqual({
      selection_choices: 2,
      selection_alike: 0.5,
      selection_expected: expect.closeTo(1 / 3, 12) as number,
      selection_homophily: expect.closeTo(1 / 6, 12) as number,
    });
    expect(cases?.[0]).toEqual({ from: 'X', to: 'X', observed: 1, expected: 1 / 3, excess: 2 });
  });

  it('should be missing where nobody chose', () => {
    expect(run(measure).missing).toMatchObject({ selection_alike: 'nobody chose anybody' });
  });

  it('should claim in words only what an interval shows', () => {
    const said = (more: readonly [number, number, number]) =>
      sentence(measure, { selection_alike: 0.5, selection_expected: 0.25, selection_homophily: more });

    expect(said([0.25, 0.1, 0.4])).toBe(
      '.50 of the choices fell on the like, .25 by random mixing: agents select their like (.25 [.10, .40]).',
    );
    expect(said([0.25, -0.1, 0.4])).toContain('is not shown');
    expect(said([-0.25, -0.4, -0.1])).toContain('those unlike them');
    expect(sentence(measure, {})).toBeNull();
  });
});

describe('the measure of sanctions', () => {
  const measure = sanctionMeasure({
    unit: 'tokens',
    read: ({ type, data }) => (type === 'it-happened' ? (data as unknown as InstitutionRound) : undefined),
  });

  it('should count choices of the institution, what was spent there, and on whom', () => {
    const result = run(measure, {
      agents: [
        { agent: 'a', sanctioning: true, contribution: 5 },
        { agent: 'b', sanctioning: true, contribution: 5 },
        { agent: 'c', sanctioning: false, contribution: 0 },
        { agent: 'd', sanctioning: null, contribution: null },
      ],
      sanctions: [{ from: 'a', to: 'b', kind: 'punish', amount: 3 }],
    });

    expect(result).toEqual({
      values: { sanctions_chosen: 2 / 3, sanctions_punish: 1.5, sanctions_reward: 0, sanctions_antisocial: 1 },
      missing: {},
      decided: { sanctions_chosen: { made: 3, missing: 1 } },
    });
  });

  it('should be missing where there was no round', () => {
    expect(run(measure)).toMatchObject({ missing: { sanctions_chosen: 'nobody chose a group' } });
    expect(run(measure)).not.toHaveProperty('decided');
  });

  it('should say it in words', () => {
    const all = { sanctions_chosen: 0.8, sanctions_punish: 2, sanctions_antisocial: 0.1 };

    expect(sentence(measure, all)).toBe(
      'Sanctions were chosen in .80 of the cases; there 2 tokens a round and head went into punishing, .10 of the punishments antisocial.',
    );
    expect(sentence(measure, { sanctions_chosen: 0 })).toBe('Sanctions were chosen in .00 of the cases.');
    expect(sentence(measure, {})).toBeNull();
  });
});
