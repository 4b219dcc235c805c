import type { PopulationMeasures } from '../persona/measuring/index.js';

/** What generators came to in some contexts: all that a comparison of them is made from. */
export interface EvaluationReport {
  /** Which contexts, for example `validation`. */
  readonly split: string;
  /** People of each population. */
  readonly size: number;
  readonly answeredBy: string;
  /** How it was asked, in words. */
  readonly asked: string;
  readonly rows: readonly EvaluatedPopulation[];
  readonly seed: number | string;
  readonly seconds: number;
}

/** What one generator came to in one context. */
export interface EvaluatedPopulation {
  /** With ` + loop` behind it where a loop was closed; without, the same people as they were first written. */
  readonly generator: string;
  readonly context: string;
  /** Whether the texts depend on the position. */
  readonly steers: boolean;
  readonly measures: PopulationMeasures | null;
  /** Why there is no measurement. */
  readonly failed: string | null;
  /** Axes that the instrument cannot measure in these answers. */
  readonly instrumentFailed: readonly string[];
  readonly written: number;
  readonly planned: number;
  /** `null` where it is not known apart. */
  readonly calls: number | null;
  readonly tokens: number | null;
}
