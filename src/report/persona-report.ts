import type { PersonaMeasurement } from '../persona/generating/measure-personas.js';
import type { LoopReport } from '../persona/loop/index.js';

/** What was found out about a population, and how it came about: all that its report is made from. */
export interface PersonaReport {
  readonly measurement: PersonaMeasurement;
  /** The same of the people as they were first written, by the same items, where a loop was closed. */
  readonly openLoop?: PersonaMeasurement;
  readonly loop?: LoopReport;
  /** Absent where the population came from a file. */
  readonly made?: {
    readonly generator: string;
    readonly placement: string;
    /** Name of a model, or `no language model`. */
    readonly writer: string;
    /** People that were planned. */
    readonly people: number;
    readonly missing: readonly { readonly name: string; readonly why: string }[];
  };
  readonly cost?: {
    readonly calls: number;
    readonly promptTokens: number | null;
    readonly completionTokens: number | null;
    readonly usd: number | null;
    /** Requests that were answered from the record. */
    readonly saved: number;
    readonly seconds: number;
  };
}
