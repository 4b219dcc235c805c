import { describe, expect, it } from 'vitest';
import { majorityOpinion } from 'mesocosm/scenarios';
import type { AdaptationSummary, AskedHistories, Mind } from '../../../src/spec/index.js';
import { runStudy, STUDY_FILES } from '../../../src/study/index.js';
import { fakeClock } from '../../../src/testing/index.js';
import { endsOnQ, follower, shortNamingGame } from '../../support/followers.js';
import { conformist } from '../../support/small-studies.js';
import { recorded } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

async function found(mind: Mind, histories: AskedHistories = 'all'): Promise<AdaptationSummary> {
  const { conditions } = await runStudy({
    scenario: shortNamingGame(),
    mind,
    runs: 8,
    arms: ['interacting'],
    histories,
    folder: folder(),
    clock: fakeClock(),
  });
  return conditions[0]?.adaptation as AdaptationSummary;
}

describe('a mind whose adaptation is known', () => {
  it('should be given back exactly, without intervals where nothing is drawn', async () => {
    const { asked, of, axis, option, minds } = await found(follower());
    const [one] = minds;

    expect({ asked, of, option, axis }).toEqual({
      asked: 21,
      of: 21,
      option: 'Q',
      axis: 'share of Q among the partners that are remembered',
    });
    expect(one?.points.map(({ x, histories }) => [x, histories])).toEqual([[null, 1], [0, 6], [0.5, 8], [1, 6]]); // prettier-ignore
    // At share 0 nobody said it; at share 1 one of one partner (2 histories) or two of two (4) did.
    const expected = [0.1, 0.1, 0.3, (2 * 0.3 + 4 * 0.5) / 6];
    one?.points.forEach(({ forced }, at) => {
      expect(forced.value).toBeCloseTo(expected[at] as number, 9);
      expect(forced.low).toBeNull();
    });
  });

  it('should show no effect of order or of having lived it where it minds neither', async () => {
    const [one] = (await found(follower())).minds;

    expect(one?.order.value).toBeCloseTo(0, 12);
    expect(one?.livedLessForced.value).toBeCloseTo(0, 12);
    expect(one?.verdict).toBe('no');
    expect(one?.sentence).toContain('The order of the same things makes no difference.');
    expect(one?.sentence).toContain('To have lived a history makes no difference');
    expect(one?.decisions).toBeGreaterThan(50);
    expect(one?.unmatched).toBe(0);
  });

  it('should show the effect of order that it has, and where it is largest', async () => {
    const [one] = (await found(follower(endsOnQ))).minds;

    // Six pairs of different rounds: in four of them the partners differ, and the last one moves it by .3, .15 to either side.
    expect(one?.order).toMatchObject({ groups: 6, histories: 12 });
    expect(one?.order.value).toBeCloseTo((4 * 0.15) / 6, 9);
    expect(one?.order.byChance).toBeUndefined();
    expect((one?.order.furthest?.high.probability ?? 0) - (one?.order.furthest?.low.probability ?? 0)).toBeCloseTo(
      0.3,
      9,
    );
    expect(one?.verdict).toBe('no');
  });

  it('should show what having lived a history changes, with an interval over runs', async () => {
    const [one] = (await found(follower((_, occasion) => (occasion > 0 ? 0.1 : 0)))).minds;
    const { value, low, high, n } = one?.livedLessForced ?? { value: null, low: null, high: null, n: 0 };

    // All decisions but each agent's first, for which nothing was lived.
    expect(value).toBeGreaterThan(0.08);
    expect(value).toBeLessThan(0.1);
    expect(low).toBeLessThanOrEqual(value as number);
    expect(high).toBeGreaterThanOrEqual(value as number);
    expect(n).toBe(8);
    expect(one?.verdict).toBe('yes');
    expect(one?.points[0]?.livedLessForced.value).toBeCloseTo(0, 12);
    expect(one?.points[2]?.livedLessForced.value).toBeCloseTo(0.1, 9);
    expect(one?.order.value).toBeCloseTo(0, 12);
  });

  it('should have intervals over histories where more than one lies at a place', async () => {
    const { asked, of, minds } = await found(follower(endsOnQ), 12);
    const several = minds[0]?.points.filter(({ histories }) => histories > 1) ?? [];

    expect([asked, of]).toEqual([12, 21]);
    expect(several.length).toBeGreaterThan(1);
    for (const { forced } of several) {
      expect(forced.method).toBe('bootstrap over histories 95 %');
      expect(forced.low).toBeLessThanOrEqual(forced.value as number);
      expect(forced.high).toBeGreaterThanOrEqual(forced.value as number);
    }
    expect(several.some(({ forced }) => (forced.high as number) > (forced.low as number))).toBe(true);
  });
});

describe('histories of majority opinion', () => {
  it('should be what an agent can see, with the states of the runs beside them', async () => {
    const scenario = majorityOpinion({ agents: 6, sweeps: 10 });
    const { situations } = scenario;
    const xs = [...(situations.histories?.all() ?? [])].map(({ x }) => x);
    const more = { scenario, model: conformist(), runs: 6, cache: false, folder: folder(), clock: fakeClock() };
    const study = await runStudy({ ...more, arms: ['interacting'], histories: 'all' });
    const [one] = study.conditions[0]?.adaptation?.minds ?? [];

    expect(xs).toEqual([null, 0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(situations.histories?.count).toBe(situations.states);
    expect(one).toMatchObject({ answers: 7, unmatched: 0, verdict: 'no', order: { value: null } });
    expect(one?.decisions).toBeGreaterThan(100);
    expect(recorded(study.folder, STUDY_FILES.ledgerLog)).toHaveLength(6);
  });
});
