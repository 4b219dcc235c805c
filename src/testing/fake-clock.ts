import type { Clock } from '../foundation/clock.js';

/** A clock that only tests move. */
export interface FakeClock extends Clock {
  /** Moves time forward and wakes, in order, whoever slept until then; resolves when they have had their turn. */
  advance(ms: number): Promise<void>;
  /** How long each sleep was to last, in the order in which they began. */
  readonly sleeps: readonly number[];
  /** How many sleep now. */
  sleeping(): number;
}

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/**
 * A clock of virtual time for code that is handed a {@link Clock}: nothing waits in truth.
 *
 * With `when-idle`, the default, time jumps to the next sleeper's end as soon as nothing else is left to do in this
 * process. Use `by-hand` where something happens outside it, in another process or over a network: what was not heard
 * of cannot be waited for.
 *
 * @param options.startMs Milliseconds since 1970-01-01 UTC at the start. Default: the first of January 2026.
 */
export function fakeClock(
  options: { readonly startMs?: number; readonly advances?: 'when-idle' | 'by-hand' } = {},
): FakeClock {
  const { startMs = Date.UTC(2026, 0, 1), advances = 'when-idle' } = options;
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];
  let elapsed = 0;
  let watching = false;

  const next = (): Sleeper | undefined => [...sleepers].sort((a, b) => a.until - b.until)[0];
  const wakeNext = (sleeper: Sleeper): void => {
    elapsed = Math.max(elapsed, sleeper.until);
    sleeper.wake();
  };
  const whenIdle = (): void => {
    if (watching) return;
    watching = true;
    void settled().then(() => {
      watching = false;
      const sleeper = next();
      if (sleeper === undefined) return;
      wakeNext(sleeper);
      whenIdle();
    });
  };

  return {
    nowMs: () => startMs + elapsed,
    iso: () => isoOf(startMs + elapsed),
    monotonicMs: () => elapsed,
    sleeps,
    sleeping: () => sleepers.size,
    sleep(ms, signal) {
      sleeps.push(ms);
      if (signal?.aborted === true) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { until: elapsed + Math.max(0, ms), wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake);
        if (advances === 'when-idle') whenIdle();
      });
    },
    async advance(ms) {
      const end = elapsed + ms;
      await settled();
      for (let sleeper = next(); sleeper !== undefined && sleeper.until <= end; sleeper = next()) {
        wakeNext(sleeper);
        await settled();
      }
      elapsed = end;
    },
  };
}

/** Resolves when what can go on without waiting has gone on: a few turns of the event loop. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** ISO 8601 in UTC. The Swedish way of writing dates is the same but for a space and a comma. */
function isoOf(ms: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  return `${format.format(ms).replace(' ', 'T').replace(',', '.')}Z`;
}
