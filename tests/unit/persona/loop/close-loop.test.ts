import { describe, expect, it } from 'vitest';
import { LoopReport } from '../../../../src/persona/loop/index.js';
import { anAxis } from '../../../support/placement-requests.js';
import { runSmallLoop, smallLoop, twoFifths } from '../../../support/small-loop.js';

const overBudget = { kind: 'over-budget', message: 'the budget is spent', retryable: false } as const;

describe('closeLoop', () => {
  it('should bring answers to the places where people should stand', async () => {
    const { loop } = await smallLoop();

    expect(loop.report.rounds.map(({ kind }) => kind).slice(0, 2)).toEqual(['open-loop', 'calibration']);
    loop.people.forEach(({ aim }, at) => {
      for (const axis of ['trust', 'risk']) {
        expect(Math.abs(twoFifths(aim[axis] as number) - (loop.targets[at]?.[axis] as number))).toBeLessThan(0.05);
      }
    });
  });

  it('should first aim where people should stand, and hold their number', async () => {
    const { asked, loop, options } = await smallLoop();

    expect(asked[0]?.requests.map(({ aim }) => aim)).toEqual(options.targets);
    expect(loop.people.map(({ name }) => name)).toEqual(options.targets.map((_, at) => `person ${at}`));
    expect(loop.answers.personas).toHaveLength(12);
  });

  it('should write and ask only those who must change', async () => {
    const { asked, answered } = await smallLoop({
      // Nothing is lost below the middle: those people stand where they should.
      answer: (aim) => (aim < 0.5 ? Math.max(0, aim) : Math.min(1, 0.5 + 0.4 * (aim - 0.5))),
      axes: [anAxis('trust')],
    });

    const second = asked[1]?.requests.map(({ target }) => target['trust'] as number) ?? [];
    expect(second.length).toBeGreaterThan(2);
    expect(second.length).toBeLessThan(12);
    expect(Math.min(...second)).toBeGreaterThan(0.3);
    expect(answered[1]).toHaveLength(second.length);
  });

  it('should not look at held-out items for any decision', async () => {
    const plain = await smallLoop();
    const heldOut = new Set(plain.report.items.heldOut);
    const other = await smallLoop({
      answer: (aim, { id }) => (heldOut.has(id) ? 1 - twoFifths(aim) / 2 : twoFifths(aim)),
    });

    expect(other.asked).toEqual(plain.asked);
    expect(other.report.rounds.map(({ heldOut: scores }) => scores)).not.toEqual(
      plain.report.rounds.map(({ heldOut: scores }) => scores),
    );
    expect(other.report.rounds.map(({ steering }) => steering)).toEqual(
      plain.report.rounds.map(({ steering }) => steering),
    );
  });

  it('should be the same again from the same answers', async () => {
    const [once, again] = [await smallLoop(), await smallLoop()];

    expect(again.report).toEqual(once.report);
    expect(again.asked).toEqual(once.asked);
    expect(LoopReport.parse(JSON.parse(JSON.stringify(once.report)))).toEqual(once.report);
  });

  it('should end at once where the goal is reached', async () => {
    const { report, asked } = await smallLoop({ changes: { goal: { coverage: 0.1, dispersion: 2 } } });

    expect([report.stoppedBy, asked.length, report.rewrites]).toEqual(['goal', 1, 0]);
  });

  it('should go on as long as one part of the goal is missing', async () => {
    const { report } = await smallLoop({ changes: { goal: { coverage: 0.1, hull: 0.3 } } });

    expect(report.stoppedBy).toBe('goal');
    expect(report.rounds.length).toBeGreaterThan(1);
    expect(report.rounds[0]?.steering?.hull).toBeLessThan(0.3);
    expect(report.rounds.at(-1)?.steering?.hull).toBeGreaterThanOrEqual(0.3);
  });

  it('should keep to the budget of rewrites, those first who gain most', async () => {
    const { report, asked } = await smallLoop({ changes: { budget: { rewrites: 3 } } });

    expect([report.stoppedBy, report.rewrites]).toEqual(['budget', 3]);
    const distance = ({ target }: { target: Readonly<Record<string, number>> }): number =>
      Math.max(...Object.values(target).map((value) => Math.abs(value - 0.5)));
    const [first, second] = asked;
    const chosen = second?.requests.map(distance) ?? [];
    const all = first?.requests.map(distance).sort((a, b) => b - a) ?? [];
    expect(Math.min(...chosen)).toBeGreaterThanOrEqual((all[4] as number) - 1e-9);
  });

  it('should keep to the number of rounds, none if none are wanted', async () => {
    const none = await smallLoop({ changes: { budget: { rounds: 0 } } });
    const one = await smallLoop({ changes: { budget: { rounds: 1 } } });

    expect([none.report.rounds.length, none.report.stoppedBy]).toEqual([1, 'budget']);
    expect([one.report.rounds.length, one.report.stoppedBy]).toEqual([2, 'budget']);
  });

  it('should end with the last whole round when the budget of the model is spent', async () => {
    const { loop, report } = await smallLoop({ failing: (_, round) => (round === 2 ? overBudget : undefined) });
    const whole = await smallLoop({ changes: { budget: { rounds: 1 } } });

    expect([report.stoppedBy, report.rounds.length]).toEqual(['budget', 2]);
    expect(loop.answers).toEqual(whole.loop.answers);
  });

  it('should hand on what depends on the hour, and a budget that does not suffice for the first round', async () => {
    const down = { kind: 'unavailable', message: 'the server is down', retryable: true } as const;
    const later = await runSmallLoop({ failing: (_, round) => (round === 1 ? down : undefined) });
    const never = await runSmallLoop({ failing: () => overBudget });

    expect(later.result).toEqual({ ok: false, failure: down });
    expect(never.result).toEqual({ ok: false, failure: overBudget });
  });

  it('should keep who was there where a new text fails, and try again whoever is missing', async () => {
    const { loop, report, asked } = await smallLoop({
      unwritable: ({ index }, round) => (index === 4 && round === 0) || (index === 7 && round > 0),
    });

    expect(report.rounds[0]?.failed).toEqual([4]);
    expect(report.rounds[0]?.heldOut?.people).toBe(11);
    expect(asked[1]?.requests.map(({ index }) => index)).toContain(4);
    expect(loop.people).toHaveLength(12);
    expect(loop.aims[7]).toEqual(asked[0]?.requests[7]?.aim);
  });

  it('should leave people without answers out of the scores, and never guess for them', async () => {
    const { loop, report } = await smallLoop({
      answer: (aim, { axis }, { name }) => (name === 'person 2' && axis === 'risk' ? null : twoFifths(aim)),
    });

    expect(report.rounds.map(({ heldOut }) => heldOut?.people)).toEqual(report.rounds.map(() => 11));
    expect(loop.answers.scores[2]?.filter((score) => score === null)).toHaveLength(4);
  });

  it('should refuse targets that are none, and axes that cannot be split', async () => {
    const run = (changes: object) => runSmallLoop({ changes });

    await expect(run({ targets: [] })).rejects.toThrow('there is nobody to close the loop for');
    await expect(run({ targets: [{ trust: 0.5 }] })).rejects.toThrow('target 1 has no position on the axis "risk"');
    await expect(run({ targets: [{ trust: 0.5, risk: 1.5 }] })).rejects.toThrow('target 1 has the position 1.5');
  });
});
