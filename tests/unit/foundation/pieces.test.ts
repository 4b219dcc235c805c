import { describe, expect, it } from 'vitest';
import { atOnce, inTurns, turns, type InPieces } from '../../../src/foundation/pieces.js';

/** Adds up the numbers below `total`, and says so after each. */
function* sum(total: number, onPiece: (done: number) => void = () => undefined): InPieces<number> {
  let found = 0;
  for (let done = 0; done < total; done += 1) {
    found += done;
    onPiece(done);
    yield done % 2 === 0 ? { what: 'sum', done, total } : undefined;
  }
  return found;
}

/** A clock on which each look takes a millisecond. */
function tickingClock(): { monotonicMs(): number } {
  let now = 0;
  return { monotonicMs: () => (now += 1) };
}

describe('a computation in pieces', () => {
  it('should come to the same at once and in turns', async () => {
    expect(atOnce(sum(10))).toBe(45);
    expect(await inTurns(sum(10), { clock: tickingClock(), turnMs: 3 })).toEqual({ ok: true, value: 45 });
  });

  it('should let others have their turn, and end where they abort', async () => {
    const controller = new AbortController();
    let pieces = 0;
    setImmediate(() => controller.abort());

    const reply = await inTurns(
      sum(1_000, () => (pieces += 1)),
      { signal: controller.signal, clock: tickingClock(), turnMs: 10 },
    );

    expect(reply).toEqual({ ok: false, failure: 'interrupted' });
    expect(pieces).toBeGreaterThan(0);
    expect(pieces).toBeLessThan(100);
  });

  it('should not begin where the signal is aborted already', async () => {
    const begun = sum(3, () => expect.unreachable());

    expect(await inTurns(begun, { signal: AbortSignal.abort() })).toEqual({ ok: false, failure: 'interrupted' });
  });

  it('should tell once a turn how far it is', async () => {
    const told: number[] = [];
    await inTurns(sum(9), { clock: tickingClock(), turnMs: 3, onProgress: ({ done }) => told.push(done) });

    expect(told).toEqual([2, 4, 8]);
  });

  it('should throw what a piece throws', async () => {
    const broken = sum(3, () => {
      throw new RangeError('broken');
    });

    await expect(inTurns(broken)).rejects.toThrow('broken');
  });
});

describe('turns', () => {
  it('should be over after their time, and begin anew', async () => {
    const turn = turns({ clock: tickingClock(), turnMs: 2 });

    expect([turn.isOver(), turn.isOver()]).toEqual([false, true]);
    await turn.next();
    expect(turn.isOver()).toBe(false);
  });
});
