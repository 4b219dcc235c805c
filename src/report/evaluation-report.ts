import type { AgreementRow } from '../persona/generating/other-modes.js';
import type { PopulationPlaces } from '../persona/generating/population-places.js';
import type { PopulationMeasures } from '../persona/measuring/index.js';
import type { AnswerMode } from '../spec/index.js';

/** What generators came to in some contexts: all that a comparison of them is made from. */
export interface EvaluationReport {
  /** Which contexts, for example `validation`. */
  readonly split: string;
  /** People of each population. */
  readonly size: number;
  readonly answeredBy: string;
  /** How it was asked, in words. */
  readonly asked: string;
  /** Modes of asking; the first one measured. */
  readonly modes: readonly AnswerMode[];
  /** Modes that were not asked, and in which whoever answered could be. */
  readonly untried: readonly AnswerMode[];
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
  /** The same of the other modes. */
  readonly otherModes: readonly { readonly mode: AnswerMode; readonly instrumentFailed: readonly string[] }[];
  /** How far other modes order people as the first does, for each axis. */
  readonly agreement: readonly AgreementRow[];
  /** What pictures are drawn from; `null` without a measurement, absent from evaluations of versions without it. */
  readonly places?: PopulationPlaces | null | undefined;
  readonly written: number;
  readonly planned: number;
  /** `null` where it is not known apart. */
  readonly calls: number | null;
  readonly tokens: number | null;
}
