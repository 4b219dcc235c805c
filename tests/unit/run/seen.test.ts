import { describe, expect, it } from 'vitest';
import { noteSeen, yokedLens } from '../../../src/run/seen.js';

describe('noteSeen', () => {
  it('should note what an agent sees of others, by its decisions and by the events that reach it', () => {
    const notes = noteSeen();
    const lens = notes.around();
    const sees = lens('ann', 'sees', 1);

    expect([sees(1, 'ben'), sees(0, 'ann'), sees(0, 'cara')]).toEqual([1, 0, 0]);
    lens('ann', 'remembers', 0)(1, 'ben');
    expect(notes.seen()).toEqual({ ann: { sees: [[], [1, 0]], remembers: [[1]] } });
  });

  it('should note what is shown, where a lens shows something else', () => {
    const notes = noteSeen();
    const lens = notes.around(() => (choice, who) => (who === 'ann' ? choice : 1 - choice));

    expect(lens('ann', 'sees', 0)(1, 'ben')).toBe(0);
    expect(notes.seen()).toEqual({ ann: { sees: [[0]], remembers: [] } });
  });

  it('should count once what is looked at twice', () => {
    const notes = noteSeen();
    const lens = notes.around();
    for (const _ of [1, 2]) lens('ann', 'sees', 0)(1, 'ben');

    expect(notes.seen()).toEqual({ ann: { sees: [[1]], remembers: [] } });
  });
});

describe('yokedLens', () => {
  const lens = yokedLens({
    ann: {
      sees: [
        [0, 1],
        [1, 1],
      ],
      remembers: [[], [1], [0]],
    },
  });

  it('should show what was seen at that point in place of what is there, and leave the own choices', () => {
    const second = lens('ann', 'sees', 0);

    expect([second(1, 'ben'), second(1, 'ann'), second(0, 'cara')]).toEqual([0, 1, 1]);
    expect(lens('ann', 'remembers', 1)(0, 'ben')).toBe(1);
    expect(lens('ann', 'remembers', 2)(1, 'ben')).toBe(0);
  });

  it('should show the last again where the other run was over', () => {
    expect(lens('ann', 'remembers', 9)(1, 'ben')).toBe(0);
    expect(lens('ann', 'sees', 9)(0, 'ben')).toBe(1);
  });

  it('should show things as they are to whom nothing was shown', () => {
    expect(lens('ben', 'sees', 0)(1, 'ann')).toBe(1);
    expect(lens('ann', 'remembers', 0)(1, 'ben')).toBe(1);
  });

  it('should be for nothing else', () => {
    expect(() => lens('ann', 'dreams', 0)).toThrow('a lens is for what an agent sees or remembers');
  });
});
