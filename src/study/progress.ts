import type { ExaminationCheck, PriorSummary } from '../spec/index.js';

/** What a study tells while it works, for a live display or a log. */
export type StudyProgress =
  | { readonly kind: 'opened'; readonly name: string; readonly about: string; readonly forecast: string | null }
  | { readonly kind: 'folder'; readonly folder: string; readonly resumed: boolean }
  | {
      readonly kind: 'started';
      readonly resumed: boolean;
      readonly runs: number;
      readonly done: number;
    }
  | {
      readonly kind: 'asking';
      readonly what: 'examination' | 'prior' | 'values' | 'history';
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'examined'; readonly checks: readonly ExaminationCheck[] }
  | {
      readonly kind: 'prior';
      readonly condition: string;
      readonly priors: readonly PriorSummary[];
      readonly options: readonly string[];
    }
  | { readonly kind: 'running'; readonly live: LiveLine }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'writing'; readonly folder: string };

/** Where the population stands, now. */
export interface LiveLine {
  readonly condition: string;
  readonly arm: string;
  readonly done: number;
  readonly total: number;
  /** Share of the last decisions of this run that took the first option. */
  readonly share: number | null;
  /** Share of the more frequent option among the last decisions. */
  readonly agreement: number | null;
  readonly option: string;
  readonly events: number;
  readonly eventsPerSecond: number | null;
  readonly calls: number;
  /** Decisions that needed no call. */
  readonly saved: number;
  readonly secondsLeft: number | null;
}
