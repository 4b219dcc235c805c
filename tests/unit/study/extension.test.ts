import { describe, expect, it } from 'vitest';
import { additionsOf, notExtended } from '../../../src/study/extension.js';
import type { StudyDesign } from '../../../src/study/design.js';
import { studyDesign } from '../../support/study-design.js';

const before = studyDesign();
const [condition] = before.conditions as [StudyDesign['conditions'][number]];

function changed(change: Partial<StudyDesign>): StudyDesign {
  return { ...before, ...change };
}

describe('notExtended', () => {
  it('should be nothing where the design is the same, or asks for more', () => {
    const more = { ...condition, name: 'more', arms: ['interacting'] };

    expect(notExtended(before, before)).toBeNull();
    expect(notExtended(before, changed({ runs: before.runs + 1 }))).toBeNull();
    expect(notExtended(before, changed({ conditions: [condition, more] }))).toBeNull();
    expect(
      notExtended(before, changed({ conditions: [{ ...condition, arms: [...condition.arms, 'another'] }] })),
    ).toBeNull();
  });

  it('should not mind other limits and another stopping rule', () => {
    const budget = { calls: 5, tokens: null, usd: null };

    expect(
      notExtended(before, changed({ budget, maxFailures: 0.5, stoppingRule: 'another', journals: 'all' })),
    ).toBeNull();
  });

  it.each([
    ['another name', { name: 'other' }],
    ['another seed', { seed: before.seed + 1 }],
    ['another mind', { mind: { ...before.mind, fingerprint: 'other' } }],
    ['runs of every arm, and it has', { runs: before.runs - 1 }],
    [`no condition "${condition.name}"`, { conditions: [{ ...condition, name: 'else' }] }],
    [`another condition "${condition.name}"`, { conditions: [{ ...condition, parameters: { agents: 99 } }] }],
    [`another condition "${condition.name}"`, { conditions: [{ ...condition, settings: { fallback: 'uniform' } }] }],
    [`no arm "${condition.arms[0]}"`, { conditions: [{ ...condition, arms: condition.arms.slice(1) }] }],
  ] as const)('should say "%s"', (why, change) => {
    expect(notExtended(before, changed(change as Partial<StudyDesign>))).toContain(why);
  });

  it('should tell people of a condition apart by who they are', () => {
    const people = (text: string): Pick<StudyDesign, 'populations'> => ({
      populations: {
        a: {
          formatVersion: 1,
          name: 'a',
          personas: [
            { name: 'A', text },
            { name: 'B', text },
          ],
        },
      },
    });
    const own = { conditions: [{ ...condition, population: 'a' }] };

    expect(notExtended(changed({ ...own, ...people('x') }), changed({ ...own, ...people('x') }))).toBeNull();
    expect(notExtended(changed({ ...own, ...people('x') }), changed({ ...own, ...people('y') }))).toBe(
      `another condition "${condition.name}"`,
    );
  });
});

describe('additionsOf', () => {
  it('should say what comes on top', () => {
    const more = { ...condition, name: 'more' };
    const now = changed({ runs: 9, conditions: [{ ...condition, arms: [...condition.arms, 'another'] }, more] });

    expect(additionsOf(before, before)).toEqual([]);
    expect(additionsOf(before, now)).toEqual([
      `runs of every arm: ${before.runs}, then 9`,
      'conditions added: more',
      'arms added: another',
    ]);
  });
});
