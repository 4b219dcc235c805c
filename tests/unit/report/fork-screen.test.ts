import { describe, expect, it } from 'vitest';
import { forkEffects } from '../../../src/analysis/index.js';
import { forkScreen } from '../../../src/report/fork-screen.js';
import { runRecord } from '../../support/run-records.js';

type Values = Parameters<typeof runRecord>[0] & object;
const effectsOf = (pairs: readonly (readonly [Values['values'], Values['values']])[], arm = 'interacting') => ({
  condition: 'default',
  arm,
  measures: forkEffects(
    pairs.map(([run, fork], seed) => ({
      run: runRecord({ seed, values: run ?? {} }),
      fork: runRecord({ seed, values: fork ?? {} }),
    })),
  ),
});
const forked = (...identical: readonly boolean[]) => identical.map((one) => ({ identical: one }));

describe('forkScreen', () => {
  it('should say that nothing changed, and no more', () => {
    const screen = forkScreen({
      forks: forked(true, true),
      ended: [],
      effects: [effectsOf([[{ gain: 1 }, { gain: 1 }]])],
    });

    expect(screen).toBe('2 runs forked, each identical to its run, byte for byte.');
  });

  it('should say in how many runs a change never came', () => {
    const told = { forks: forked(true, false, true), ended: [], effects: [] };

    expect(forkScreen({ ...told, changed: true })).toContain(
      'In 2 of them the change never came: they were over before.',
    );
    expect(forkScreen(told)).not.toContain('never came');
  });

  it('should tell each measure that changed, and name those that did not', () => {
    // The differences are 1, 2 and 3: variance 1, against 1 + 4 without pairs.
    const pairs = [1, 2, 3].map(
      (gain) =>
        [
          { gain, height: 2 },
          { gain: 2 * gain, height: 2 },
        ] as const,
    );
    const screen = forkScreen({ forks: forked(false, true, false), ended: ['runs/a'], effects: [effectsOf(pairs)] });

    expect(screen.split('\n')).toEqual([
      '3 runs forked, 2 of them another run from the change on.',
      '1 run left out: over before that event.',
      expect.stringMatching(
        /^ {2}gain: 2 without, 4 with: \+2 \[\+\d.*, \+\d.*\] over 3 pairs \(fewer than 6 pairs: the interval says little\); variance 5 times smaller for being paired \(correlation 1\.00\)$/,
      ),
      '  The same in all pairs: height.',
    ]);
  });

  it('should say where pairing did harm or nothing, where all differ alike, and which have no value', () => {
    const against = forkScreen({
      forks: forked(false),
      ended: [],
      effects: [effectsOf([0, 1, 2].map((gain) => [{ gain }, { gain: 3 - gain }]))],
    });
    const alike = forkScreen({
      forks: forked(false),
      ended: [],
      effects: [effectsOf([1, 2].map((gain) => [{ gain }, { gain: gain + 1 }]))],
    });
    const unpaired = forkScreen({
      forks: forked(false),
      ended: [],
      effects: [effectsOf([0, 1, 2].map((gain) => [{ gain }, { gain: 5 }]))],
    });
    const missing = forkScreen({
      forks: forked(false),
      ended: [],
      effects: [effectsOf([[{ gain: 1 }, { gain: null }], [{ gain: 1 }, { gain: 3 }]])], // prettier-ignore
    });

    expect(against).toContain('variance 2 times larger for being paired (correlation -1.00)');
    expect(alike).toContain('; every pair differs alike (correlation 1.00)');
    expect(unpaired).toContain('; pairing gave nothing');
    expect(missing).toContain('over 1 pair, 1 left out that lacks it (one pair has no interval)');
  });

  it('should name conditions and arms where there are several', () => {
    const effects = [effectsOf([[{ gain: 1 }, { gain: 2 }]]), effectsOf([[{ gain: 1 }, { gain: 2 }]], 'memoryless')];
    const screen = forkScreen({ forks: forked(false, false), ended: [], effects });

    expect(screen).toContain('\ndefault, interacting:\n');
    expect(screen).toContain('\ndefault, memoryless:\n');
  });

  it('should say of an outcome that comes about or not in which runs the change decided it', () => {
    const pairs = [[0, 1], [0, 0], [1, 0], [1, 1]].map(([run = 0, fork = 0]) => [{ won: run }, { won: fork }] as const); // prettier-ignore
    const always = [1, 2].map(() => [{ won: 1 }, { won: 0 }] as const);
    const screen = (given: Parameters<typeof effectsOf>[0]): readonly string[] =>
      forkScreen({ forks: forked(false), ended: [], effects: [effectsOf(given)] }).split('\n');

    expect(screen(pairs).slice(-2)).toEqual([
      '    brought about in .50 [.09, .91] of 2 runs without it (sufficiency)',
      '    undone in .50 [.09, .91] of 2 runs with it (necessity)',
    ]);
    expect(screen(always)).toHaveLength(3);
    expect(screen(always).at(-1)).toBe('    undone in 1.00 [.34, 1.00] of 2 runs with it (necessity)');
  });
});
