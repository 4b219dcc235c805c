import { describe, expect, it } from 'vitest';
import { checkTrajectories, trajectoryFold } from '../../../../src/analysis/information/index.js';
import { commonWindow, preConsensusWindow } from '../../../../src/analysis/information/window.js';
import type { Event } from '../../../../src/spec/index.js';
import { asTrajectories } from '../../../support/sticky-chains.js';

const [agreeing] = asTrajectories([
  [
    ['Q', 'Q', 'M', 'Q', 'Q', 'Q'],
    ['M', 'Q', 'M', 'M', 'Q', 'Q'],
    ['M', 'M', 'Q', 'Q', 'Q', null],
  ],
]);
const run = agreeing ?? { run: '', trajectories: [] };

describe('preConsensusWindow', () => {
  it('should end before the step at which the stated share agrees', () => {
    const rule = { threshold: 1, least: 2 };

    expect(preConsensusWindow(run, rule)).toEqual({ ok: true, value: { from: 0, to: 4, consensus: 4 } });
    expect(preConsensusWindow(run, { ...rule, from: 2 })).toMatchObject({ value: { from: 2, to: 4 } });
  });

  it('should ask for agreement that lasts, which a missing value breaks', () => {
    expect(preConsensusWindow(run, { threshold: 1, lasting: 2, least: 2 })).toMatchObject({
      value: { to: 6, consensus: null },
    });
    expect(preConsensusWindow(run, { threshold: 0.6, lasting: 2, from: 0, least: 2 })).toMatchObject({
      ok: false,
      failure: { reason: 'empty' },
    });
  });

  it('should refuse what is empty or too short, with the reason and no exception', () => {
    expect(preConsensusWindow(run, { threshold: 1 })).toEqual({
      ok: false,
      failure: {
        run: 'run-1',
        reason: 'too-short',
        message: '4 steps from step 0 on before consensus, fewer than 20: there is consensus from step 4 on',
      },
    });
    expect(preConsensusWindow(run, { threshold: 1, from: 4, least: 0 })).toMatchObject({
      failure: {
        reason: 'empty',
        message: 'no step from step 4 on before consensus: there is consensus from step 4 on',
      },
    });
  });
});

describe('commonWindow', () => {
  it('should be as long as the shortest that is long enough, and name those that are not', () => {
    const never = [
      ['a', 'b', 'a', 'b', 'a'],
      ['b', 'a', 'b', 'a', 'b'],
    ];
    const late = [
      ['a', 'b', 'a', 'b', 'a'],
      ['b', 'a', 'b', 'b', 'a'],
    ];
    const soon = [
      ['a', 'a', 'a', 'a', 'a'],
      ['b', 'a', 'a', 'a', 'a'],
    ];
    const found = commonWindow(asTrajectories([never, late, soon]), { threshold: 1, least: 3 });

    expect([found.from, found.to]).toEqual([0, 3]);
    expect(found.used.map(({ run: name }) => name)).toEqual(['run-1', 'run-2']);
    expect(found.refused).toMatchObject([{ run: 'run-3', reason: 'too-short' }]);
  });
});

describe('checkTrajectories', () => {
  const [one, other] = asTrajectories([
    [['a'], ['b']],
    [['a'], ['b']],
  ]);
  const first = one ?? run;
  const second = other ?? run;

  it.each([
    ['a copy', [first, first], 'it is there twice'],
    [
      'other agents',
      [first, { run: 'x', trajectories: second.trajectories.slice(1) }],
      'its agents are not those of run-1',
    ],
    ['a stranger', [{ run: 'x', trajectories: first.trajectories }], 'a trajectory of another run'],
    ['uneven steps', asTrajectories([[['a'], ['b', 'a']]]), 'unlike numbers of steps'],
    [
      'twins',
      [{ run: 'run-1', trajectories: [...first.trajectories, ...first.trajectories] }],
      'an agent is there twice',
    ],
  ])('should refuse %s', (_, runs, what) => {
    expect(() => checkTrajectories(runs)).toThrow(what);
    expect(() => checkTrajectories([first, second])).not.toThrow();
  });
});

describe('trajectoryFold', () => {
  const decided = (agent: string, time: number, option: string | null, kind = 'name'): Event => ({
    seq: 0,
    time,
    type: option === null ? 'decision-failed' : 'decision-made',
    agent,
    data: option === null ? { kind, reason: 'refused' } : { kind, option },
  });
  const events = [
    decided('a', 0, 'Q'),
    decided('b', 1, 'M'),
    decided('a', 2.5, 'M'),
    decided('a', 3.5, 'Q', 'other'),
    decided('b', 4, null),
    decided('a', 5, 'Q'),
    { seq: 9, time: 7, type: 'run-ended', data: {} },
  ];
  const read = (options: { kind?: string; every?: number }) => {
    const fold = trajectoryFold({ run: 'r', agents: ['a', 'b'], ...options });
    for (const event of events) fold.observe(event);
    return fold.finish().trajectories.map(({ values }) => values);
  };

  it('should take the decisions of each agent one by one, failed ones as missing', () => {
    expect(read({ kind: 'name' })).toEqual([
      ['Q', 'M', 'Q'],
      ['M', null, null],
    ]);
  });

  it('should hold the last decision through steps of virtual time', () => {
    expect(read({ kind: 'name', every: 1 })).toEqual([
      ['Q', 'Q', 'M', 'M', 'M', 'Q', 'Q', 'Q'],
      [null, 'M', 'M', 'M', null, null, null, null],
    ]);
    expect(read({ every: 2 })[0]).toEqual(['Q', 'Q', 'Q', 'Q']);
  });

  it('should take values that were given, and write other ones as text', () => {
    const fold = trajectoryFold({ run: 'r', agents: ['a'] });
    for (const value of [7, { b: 1, a: [2] }, null]) {
      fold.observe({ seq: 0, time: 0, type: 'decision-made', agent: 'a', data: { value } });
    }

    expect(fold.finish().trajectories[0]?.values).toEqual([7, '{"a":[2],"b":1}', null]);
  });
});
