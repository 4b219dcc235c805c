import type { AnswerTable, ModelFailure, Position, Questionnaire, Result } from '../../spec/index.js';
import type { LoopReport, LoopRound } from './loop-report.js';
import type { AimBounds } from './response-model.js';

/** Somebody to be written: place in the population from 0, where to go, and where the text should aim. */
export interface PersonRequest {
  readonly index: number;
  readonly target: Position;
  readonly aim: Position;
}

/** Whoever has a name can be written and asked. */
export interface Named {
  readonly name: string;
}

/** What must be reached by the steering items for the loop to be done; all that is given must be. */
export interface LoopGoal {
  /** At least. */
  readonly coverage?: number;
  /** At least. */
  readonly hull?: number;
  /** At most. */
  readonly dispersion?: number;
}

/** How a loop is closed. Writing and answering are given, so that the same loop runs on models and on simulations. */
export interface LoopOptions<Person extends Named> {
  readonly questionnaire: Pick<Questionnaire, 'axes' | 'items' | 'constraints'>;
  /** Where everybody should stand; their number is held. */
  readonly targets: readonly Position[];
  /**
   * Writes people, one for each request and in that order; `undefined` for whom the writer could not write. Names are
   * unique in the population. It should keep what it wrote by person, aim and round: then a loop that was cut off goes on
   * without paying twice, for rounds follow from targets, answers and seed alone.
   */
  write(
    requests: readonly PersonRequest[],
    round: number,
  ): Promise<Result<readonly (Person | undefined)[], ModelFailure>>;
  /** Asks people all items of the questionnaire. Whoever has no row has no answers. */
  answer(people: readonly Person[], round: number): Promise<Result<AnswerTable, ModelFailure>>;
  readonly goal?: LoopGoal;
  readonly budget?: {
    /** Most rounds after the first. Default 8. */
    readonly rounds?: number;
    /** Most people written after the first round. Default: as the rounds have it. */
    readonly rewrites?: number;
  };
  /** How far aims may go, beyond the axis too where the writer takes stronger words. Default from -2 to 3. */
  readonly aims?: AimBounds;
  readonly seed: number | string;
  /** At which coverage is counted. Default: the calibrated one, which can take long for uncommon sizes. */
  readonly radius?: number;
  readonly settings?: Partial<LoopSettings>;
  /** Ends what is computed between the rounds; writing and answering hear of it themselves. */
  readonly signal?: AbortSignal;
  onRound?(round: LoopRound): void;
}

/** What a loop may be told to do otherwise. */
export interface LoopSettings {
  /** Rounds in which aims are calibrated. Default 2. */
  readonly calibrations: number;
  /** Most people who are sent to empty balls in a round. Default: a fifth. */
  readonly moves: number;
  /** Difference in expected answers, as a share of the axis, that is worth another text. Default .04. */
  readonly tolerance: number;
  /** Most rounds in which texts at the end of a reach are written again, to know it better. Default 2. */
  readonly reachRounds: number;
  /** Half the interval of a reach over its width, above which it is not known well enough. Default .1. */
  readonly reachError: number;
  /** Resamples of the intervals of the reach. Default 200. */
  readonly resamples: number;
}

/** What a closed loop gives. */
export interface ClosedLoop<Person> {
  /** The people at the end, by place in the population; without those who were never written. */
  readonly people: readonly Person[];
  /** Where each of them should stand now, and where the text was aimed. */
  readonly targets: readonly Position[];
  readonly aims: readonly Position[];
  /** Their answers to all items. */
  readonly answers: AnswerTable;
  readonly report: LoopReport;
}
