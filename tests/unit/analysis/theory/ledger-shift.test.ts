import { describe, expect, it } from 'vitest';
import { ledgerShift, type AskedRun } from '../../../../src/analysis/theory/ledger-shift.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { LedgerSummary } from '../../../../src/spec/index.js';

const options = ['Q', 'M'];
const before = { ada: [0.5, 0.5], ben: [0.75, 0.25] };
const given = { options, before, chances: chancesFrom('ledger') };

/** A run after which the two put this on the first option; `null` is a refusal. */
function run(arm: string, seed: number, ada: number | null, ben: number | null): AskedRun {
  const answer = (agent: string, p: number | null): AskedRun['after'][number] =>
    p === null
      ? { agent, failure: { kind: 'refused', message: 'no' } }
      : { agent, probabilities: [p, 1 - p], mass: null };
  return { arm, seed, after: [answer('ada', ada), answer('ben', ben)] };
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

describe('ledgerShift', () => {
  it('should give after less before over the agents of a run, and the mean over runs', () => {
    const found = ledgerShift({ ...given, runs: [run('interacting', 1, 1, 1), run('interacting', 2, 0.5, 0.25)] });
    const [arm] = found?.arms ?? [];

    // Run 1: (.5 + .25) / 2 = .375; run 2: (0 − .5) / 2 = −.25. Distances: .375 and .25.
    expect(arm).toMatchObject({ arm: 'interacting', runs: 2, answers: 4, missing: {} });
    expect(arm?.options.map(({ option, shift }) => [option, shift.value, shift.n])).toEqual([
      ['Q', 0.0625, 2],
      ['M', -0.0625, 2],
    ]);
    expect(arm?.distance.value).toBe(0.3125);
    expect(arm?.options[0]?.bounds).toBeUndefined();
    expect(LedgerSummary.parse(found)).toEqual(found);
  });

  it('should not let runs that settled on different options cancel in the distance', () => {
    const runs = seeds.map((seed) => run('interacting', seed, seed % 2, seed % 2));
    const [arm] = ledgerShift({ ...given, runs })?.arms ?? [];

    expect(arm?.options[0]?.shift.value).toBeCloseTo(-0.125, 12);
    expect(arm?.distance.value).toBeCloseTo(0.5, 12);
  });

  it('should give the bounds that those who did not answer could move it to', () => {
    const found = ledgerShift({ ...given, runs: [run('interacting', 1, 1, null), run('interacting', 2, null, 0.75)] });
    const [arm] = found?.arms ?? [];

    // Run 1: ada .5, ben from −.75 to .25; run 2: ben 0, ada from −.5 to .5. Low: (−.125 − .25) / 2; high: (.375 + .25) / 2.
    expect(arm?.missing).toEqual({ refused: 2 });
    expect(arm?.options[0]?.shift.value).toBe(0.25);
    expect(arm?.options[0]?.bounds).toEqual({ low: -0.1875, high: 0.3125 });
  });

  it('should say that the meeting left something, beyond what each made of its own past', () => {
    const runs = seeds.flatMap((seed) => [
      run('interacting', seed, 1, 1),
      run('isolated', seed, 0.55 + seed / 200, 0.75),
    ]);
    const { left } = ledgerShift({ ...given, runs }) ?? {};

    expect(left).toMatchObject({ against: 'isolated', verdict: 'yes', margin: 0.05 });
    // .375 less the mean of (.05 + seed / 200) / 2.
    expect(left?.difference?.value).toBeCloseTo(0.375 - (0.05 + 4.5 / 200) / 2, 12);
    expect(left?.sentence).toContain('0.34 more than in the arm "isolated"');
    expect(left?.sentence).toContain('the meeting left something in them');
  });

  it('should see that agents went as far, and the other way', () => {
    const runs = seeds.flatMap((seed) => [
      { ...run('interacting', seed, 0.9, null), after: run('interacting', seed, 0.9, null).after.slice(0, 1) },
      { ...run('isolated', seed, 0.1, null), after: run('isolated', seed, 0.1, null).after.slice(0, 1) },
    ]);
    const { left } = ledgerShift({ ...given, runs }) ?? {};

    expect(left?.difference?.value).toBeCloseTo(0, 12);
    expect(left?.shifts['Q']?.value).toBeCloseTo(0.8, 12);
    expect(left?.shifts['M']?.value).toBeCloseTo(-0.8, 12);
    expect(left?.verdict).toBe('yes');
    expect(left?.sentence).toContain('Q is chosen with a probability that moved +0.80');
  });

  it('should say that it left nothing where both arms are as far, and decide nothing of few runs', () => {
    const both = seeds.flatMap((seed) => [
      run('interacting', seed, 0.5 + seed / 100, 0.75),
      run('isolated', seed, 0.5 + seed / 101, 0.75),
    ]);
    const few = both.filter(({ seed }) => seed < 4);

    expect(ledgerShift({ ...given, runs: both })?.left.verdict).toBe('no');
    expect(ledgerShift({ ...given, runs: few })?.left.verdict).toBe('inconclusive');
  });

  it('should claim no more than a distance where nobody was asked apart, and nothing where nobody answered', () => {
    const alone = ledgerShift({ ...given, runs: seeds.map((seed) => run('interacting', seed, 1, 1)) });

    expect(alone?.left).toMatchObject({ against: null, difference: null, shifts: {}, verdict: 'inconclusive' });
    expect(alone?.left.sentence).toContain('nothing says how much of it the meeting did');
    expect(ledgerShift({ ...given, runs: [] })).toBeUndefined();
    expect(ledgerShift({ ...given, runs: [run('interacting', 1, null, null)] })).toBeUndefined();
  });

  it('should not count agents that were never asked alone', () => {
    const strange = { arm: 'interacting', seed: 1, after: [{ agent: 'cem', probabilities: [1, 0], mass: null }] };

    expect(ledgerShift({ ...given, runs: [strange] })).toBeUndefined();
  });
});
