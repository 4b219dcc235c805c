import type { AnswerTable, AxisConstraint, Chance, Position } from '../../spec/index.js';
import type { ReliabilityUnit } from './reliability.js';

/** What is measured, and against what. */
export interface PopulationToMeasure {
  readonly table: AnswerTable;
  readonly seed: number | string;
  /** Number of named levels of the axes that have some: the ideal population stands at them. */
  readonly levels?: Readonly<Record<string, number>>;
  /** Where nobody can stand, the ideal population does not. */
  readonly constraints?: readonly AxisConstraint[];
  /** Intended positions in the order of the table; `undefined` for who has none. */
  readonly targets?: readonly (Position | undefined)[];
  /** Texts in the order of the table. */
  readonly texts?: readonly string[];
  /** Answers of as many copies of one neutral persona, by the same mind to the same items; several tables are averaged. */
  readonly clones?: readonly AnswerTable[];
  /** The calibrated radius, where the caller timed it; else it is looked up or computed. */
  readonly radius?: { readonly radius: number; readonly standardDeviation: number; readonly draws: number };
  /** Default `items`; `key-balanced parcels` where the model acquiesces. */
  readonly unit?: ReliabilityUnit;
  /** Random answerers who went through the same loop, for the noise gate. */
  simulate?(draw: number, chance: Chance): AnswerTable;
  /** Draws of the noise gate; default 999, fewer (at least 99) of large tables. */
  readonly gateDraws?: number;
  /** Ideal populations; default 20, fewer of large populations. */
  readonly idealDraws?: number;
  /** Resamples of the intervals of the metrics; default 200, none (no intervals) of more than 200 people. */
  readonly resamples?: number;
}
