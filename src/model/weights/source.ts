import type { Clock } from '../../foundation/clock.js';
import type { KnownWeights } from './registry.js';

/** Progress of fetching weights. */
export interface WeightsProgress {
  /** Where they are fetched from, for a person. */
  readonly source: string;
  /** Never more than the total, and never less than before from the same source. */
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

/** What a source needs. */
export interface FetchOptions {
  readonly weights: KnownWeights;
  /** Where the file shall be, unchecked; its folder exists, and no other process works with this name. */
  readonly target: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  onProgress?(progress: WeightsProgress): void;
}

/** A place that weights can be fetched from. Throws a plain error with the reason when it cannot. */
export interface WeightsSource {
  readonly name: string;
  fetch(options: FetchOptions): Promise<void>;
}
