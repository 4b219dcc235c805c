import { describe, expect, it } from 'vitest';
import { failed, type LanguageModel } from '../../../src/spec/index.js';
import { compareStudies, runStudy, type StudyOptions } from '../../../src/study/index.js';
import { fakeClock } from '../../../src/testing/index.js';
import { majorityOpinion } from '../../../scenarios/index.js';
import { conformist, smallMajorityOpinion } from '../../support/small-studies.js';
import { askedTwice, onlyStudyIn, pictureOf } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const scenario = smallMajorityOpinion();

/** A model whose answers are the same whatever it sees. */
const stubborn = (name: string, first: number): LanguageModel =>
  conformist({ name, choose: ({ options }) => options.map((_, at) => (at === 0 ? first : 1 - first) * 0.9) });

/** The same model, which is away from one of its calls on. */
function awayAfter(calls: number, model: LanguageModel): LanguageModel {
  let made = 0;
  return {
    ...model,
    choose: async (request, context) => {
      made += 1;
      if (made <= calls) return model.choose(request, context);
      return failed({ kind: 'unavailable', message: `${model.name} is away`, retryable: false });
    },
  };
}

/** Two models in one population, each decision asked as it stands. */
function mixed(more: Partial<StudyOptions> & { readonly right?: LanguageModel } = {}) {
  const { right = stubborn('right', 0.2), ...how } = more;
  return runStudy({
    conditions: { half: scenario },
    mixtures: { half: { left: 1, right: 1 } },
    minds: { left: { model: stubborn('left', 0.9) }, right: { model: right } },
    runs: 2,
    journals: 'all',
    folder: folder(),
    clock: fakeClock(),
    arms: ['interacting', 'isolated', 'fixed-labels'],
    ...how,
  });
}

describe('a study of two models of which one is away', () => {
  it.each([0, 3, 6, 9])(
    'should say which after %d calls, and go on to the same bytes when it is back',
    async (calls) => {
      const root = folder();
      const whole = await mixed();
      const right = awayAfter(calls, stubborn('right', 0.2));

      await expect(mixed({ folder: root, right })).rejects.toMatchObject({
        kind: 'unreachable',
        message: expect.stringContaining('right is away') as string,
      });
      const resumed = await mixed({ folder: root });

      expect(resumed.folder).toBe(onlyStudyIn(root));
      expect(pictureOf(resumed.folder)).toEqual(pictureOf(whole.folder));
      expect(askedTwice(resumed.folder)).toEqual([]);
    },
  );
});

describe('an allotment of runs in which two models decide', () => {
  it('should stop the runs that would take more of both together, and count them', async () => {
    const live = majorityOpinion({ agents: 4, sweeps: 10, presentation: 'live' });
    const how = { conditions: { half: live }, arms: ['interacting'], cache: false };
    const free = await mixed(how);
    const held = await mixed({ ...how, allotment: { calls: 3 } });

    expect(free.records.every(({ stopped }) => stopped === undefined)).toBe(true);
    expect(held.records).toEqual([]);
    expect(held.summary.conditions[0]?.arms.map(({ name, unfinished }) => [name, unfinished])).toEqual([
      ['interacting', { 'over the allotment of 3 calls a run': 2 }],
    ]);
    const each = held.summary.minds?.map(({ cost }) => cost.calls) ?? [];
    expect(each.every((calls) => calls > 0)).toBe(true);
  });
});

describe('studies of two models beside each other', () => {
  it('should be extended by runs, and ask for the new ones alone', async () => {
    const root = folder();
    const first = await mixed({ folder: root, name: 'more' });
    const more = await mixed({ folder: root, name: 'more', runs: 4, extend: true });
    const whole = await mixed({ runs: 4, name: 'more' });

    expect(more.folder).toBe(first.folder);
    expect(more.records).toEqual(whole.records);
    expect(askedTwice(more.folder)).toEqual([]);
    expect(more.summary.design.deviations.join()).toContain('runs of every arm: 2, then 4');
  });

  it('should be told apart by the shares of the minds, where nothing else differs', async () => {
    const even = await mixed({ runs: 8 });
    const left = await mixed({ runs: 8, mixtures: { half: { left: 3, right: 1 } } });
    const { design, columns } = await compareStudies(even.folder, left.folder);

    expect(design.map(({ what }) => what).join('; ')).toContain('minds of "half"');
    expect(columns.some(({ paired }) => paired)).toBe(true);
  });
});
