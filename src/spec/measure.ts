import type { RunCoding } from './coding.js';
import type { Decided } from './decided.js';
import type { Event } from './event.js';
import type { InterviewAnswer } from './interview-answer.js';
import type { Json } from './json.js';
import type { AgentSlot, PlannedAgent } from './scenario.js';
import type { SociologyDeclaration } from './sociology.js';

/** Values that a measure reports for one run. `null` is a missing value and needs a reason in `missing`. */
export interface MeasureResult {
  readonly values: { readonly [column: string]: number | string | null };
  readonly missing?: { readonly [column: string]: string };
  /**
   * For a column that is a mean or share of decisions: how many are behind it, and how many are missing that would have
   * moved it, for example because they were refused.
   */
  readonly decided?: { readonly [column: string]: Decided };
  /**
   * What happened in parts of the run, one row a part, for example a conversation; for tables of the scenario. Not among the
   * columns of `runs.csv`.
   */
  readonly cases?: readonly { readonly [field: string]: Json }[];
  /** Where free text became data by a codebook: how often each code was given, once and a second time. */
  readonly codings?: readonly RunCoding[];
  /** Trajectories sampled on a grid of virtual time that is the same in every run of a condition. */
  readonly series?: { readonly [name: string]: readonly (number | null)[] };
}

/** Folds one run's events into values. */
export interface MeasureFold {
  observe(event: Event): void;
  /** What agents said in interviews, once the run has ended, in the order in which they were asked. */
  hear?(answers: readonly InterviewAnswer[]): void;
  /** `reason` says why the run ended. */
  finish(reason: string): MeasureResult;
}

/** A column of a measure. */
export interface MeasureColumn {
  readonly title: string;
  readonly unit: string;
  /** It tells when the outcome came about, in virtual time. */
  readonly when?: true;
  /** Each run gives 0, 1 or, for a tie, a share of it: over runs it is a proportion, with Wilson's interval. */
  readonly proportion?: true;
  /**
   * Least and largest value that a run can have, which a proportion need not say (0 and 1): so that it can be told how far
   * what is missing could move the mean.
   */
  readonly range?: readonly [least: number, largest: number];
  /** It is worth a line of its own on the closing screen. */
  readonly headline?: true;
  /** Time by which what it tells must have come about: at another horizon it is another outcome. */
  readonly horizon?: { readonly time: number; readonly unit: string };
}

/** A value of a run and how to compute it from its events. */
export interface Measure {
  readonly name: string;
  /** Columns it reports, each with a title and a unit. */
  readonly columns: { readonly [column: string]: MeasureColumn };
  /**
   * Grid of the series, in virtual time or along another axis, with its name. `series` says which series stand on it; it
   * may be left out where no other measure's grid is as long.
   */
  readonly grid?: {
    readonly title: string;
    readonly times: readonly number[];
    readonly series?: readonly string[];
  };
  /** It tells of the life between agents: reports put its columns into a section of their own. Default it does not. */
  readonly sociology?: SociologyDeclaration;
  start(agents: readonly (AgentSlot & Pick<PlannedAgent, 'persona'>)[]): MeasureFold;
}
