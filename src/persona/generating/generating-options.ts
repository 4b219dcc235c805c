import type { AppendLog } from '../../foundation/storage/index.js';
import type {
  AnswerMode,
  LanguageModel,
  Placement,
  PlacementRequest,
  Population,
  Questionnaire,
} from '../../spec/index.js';
import type { Answerer } from '../answering/index.js';
import type { InstrumentCheck } from '../instrument/index.js';
import type { LoopGoal, LoopReport, LoopRound } from '../loop/index.js';
import type { AxisFidelity, RadiusStore } from '../measuring/index.js';
import type { MissingPerson } from '../writing/index.js';
import type { ChoosingAnswerer } from './choosing-answerer.js';
import type { MeasureProgress, PersonaMeasurement } from './measure-personas.js';

/** What a loop is told. */
export interface LoopWish {
  /** Most rounds after the first. Default 10. */
  readonly rounds?: number;
  /** Most people written after the first round. Default: as the rounds have it. */
  readonly rewrites?: number;
  /** By the items that steer. Default: none, so that the loop goes on to a plateau or to the end of its rounds. */
  readonly goal?: LoopGoal;
}

/** How a population is generated. */
export interface GenerateOptions {
  /**
   * The questionnaire that people are written for and asked; or a sentence on where, when and what, from which the model
   * writes one first.
   */
  readonly context: Questionnaire | string;
  /** Number of people, at least 2. Default 25. */
  readonly size?: number;
  /** Writes and, where there is no `answerer`, answers. Without one texts are composed from the described poles. */
  readonly model?: LanguageModel;
  /** Who writes, where it is another than `model`; `null` composes without a language model. */
  readonly writer?: LanguageModel | null;
  /** Who answers. Default: the model; without one, the psychometric mind. */
  readonly answerer?: ChoosingAnswerer | ((questionnaire: Questionnaire) => ChoosingAnswerer);
  /**
   * Other ways of asking, each mode once: the first measures and steers, in these the final population is asked as well,
   * for their instrument checks and their agreement. Default none.
   */
  readonly others?: readonly Answerer[];
  /** Checks by mode of the instrument of this context that were made before; new ones are put there. */
  readonly checked?: Map<AnswerMode, InstrumentCheck>;
  /** Default: the generator's own. */
  readonly placement?: Placement;
  /** How many should stand where, for each axis by name; default evenly. */
  readonly densities?: PlacementRequest['densities'];
  /** Default `false`: people are written once. */
  readonly loop?: boolean | LoopWish;
  /** `false` asks people nothing. Default `true`. */
  readonly measure?: boolean;
  /** Default 1. */
  readonly seed?: number | string;
  /** Axes and items of a questionnaire that is written first. Defaults 3 and 12. */
  readonly axes?: number;
  readonly items?: number;
  /** Where replies of the writer and answers to items are kept, for a later sitting to go on. Default: nowhere. */
  readonly logs?: { readonly replies?: AppendLog; readonly answers?: AppendLog };
  /** Keeps calibrated radii of uncommon sizes, which take long. */
  readonly radii?: RadiusStore;
  /** People who are written, and questions that are open, at once. Default 4 and 8. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  onProgress?(progress: GenerateProgress): void;
}

/** What is being done. */
export type GenerateProgress =
  | MeasureProgress
  | { readonly stage: 'context' | 'placing'; readonly done: number; readonly total: number | null }
  /** `failed`: those of the people done who could not be written. */
  | { readonly stage: 'writing'; readonly done: number; readonly failed: number; readonly total: number }
  | { readonly stage: 'round'; readonly round: LoopRound };

/** A population, as a file holds it, with what was found out about it. */
export interface GeneratedPersonas extends Population {
  readonly questionnaire: Questionnaire;
  /** Who could not be written, and why; nobody stands in for them. */
  readonly missing: readonly MissingPerson[];
  /** What the final population answered; after a loop by the items that did not steer. Absent where nobody was asked. */
  readonly measurement?: PersonaMeasurement;
  /** The same of the people as they were first written, where a loop was closed. */
  readonly openLoop?: PersonaMeasurement;
  readonly loop?: LoopReport;
  /** Intended against realised positions of the final population, by axis; empty where nobody was asked. */
  readonly fidelity: { readonly axes: Readonly<Record<string, AxisFidelity>> };
}
