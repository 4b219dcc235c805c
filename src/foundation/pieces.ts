import type { Result } from '../spec/index.js';
import { systemClock, type Clock } from './clock.js';

/** How far a computation has come. */
export interface PieceProgress {
  /** What is computed, in a word or two. */
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/**
 * A long computation that can be left between its pieces: it yields after each piece, with how far it has come where that
 * can be told, and returns its result. How it is driven does not change the result.
 */
export type InPieces<Value> = Generator<PieceProgress | undefined, Value, void>;

/** How pieces are done in turns. */
export interface TurnOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long it computes before others have their turn, in milliseconds. Default 40; a piece is never cut. */
  readonly turnMs?: number;
  readonly clock?: Pick<Clock, 'monotonicMs'>;
  /** Told once a turn, of the last piece that said how far it is. */
  onProgress?(progress: PieceProgress): void;
}

/** Does all pieces at once. */
export function atOnce<Value>(pieces: InPieces<Value>): Value {
  for (;;) {
    const step = pieces.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Does pieces in turns with everything else in this process, so that signals and timers are heard while it computes.
 *
 * @returns the failure `interrupted` where the signal was aborted before the last piece was done.
 */
export async function inTurns<Value>(
  pieces: InPieces<Value>,
  options: TurnOptions = {},
): Promise<Result<Value, 'interrupted'>> {
  const { signal, onProgress } = options;
  const turn = turns(options);
  let told: PieceProgress | undefined;
  for (;;) {
    if (signal?.aborted === true) return { ok: false, failure: 'interrupted' };
    const step = pieces.next();
    if (step.done === true) return { ok: true, value: step.value };
    told = step.value ?? told;
    if (!turn.isOver()) continue;
    if (told !== undefined) onProgress?.(told);
    await turn.next();
  }
}

/** Turns of a loop that computes between its waits, or never waits for anything outside this process. */
export function turns({ turnMs = 40, clock = systemClock }: Pick<TurnOptions, 'turnMs' | 'clock'> = {}): {
  isOver(): boolean;
  /** Gives everything else in this process its turn. */
  next(): Promise<void>;
} {
  let start = clock.monotonicMs();
  return {
    isOver: () => clock.monotonicMs() - start >= turnMs,
    async next() {
      await new Promise((resolve) => setImmediate(resolve));
      start = clock.monotonicMs();
    },
  };
}
