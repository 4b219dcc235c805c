import type { Control } from '../../qualification/index.js';
import type { Probe, RecordedMind, StudySummary } from '../../spec/index.js';

/** A prompt as it was asked. */
export interface PromptText {
  /** Its line in `prompts.jsonl`, from 1. */
  readonly line: number;
  /** System message and prompt. */
  readonly text: string;
}

/** What a model answered when it was shown a prompt of the study and asked which experiment it is from. */
export interface RecognitionAnswer {
  readonly line: number;
  readonly text: string;
}

/** How far an agent's distribution moved with what it remembered and saw. */
export interface MemoryUse {
  /** Decisions after an agent's first of the same kind, with exact or counted distributions. */
  readonly decisions: number;
  /** Largest total variation distance of one from the first. */
  readonly largest: number;
}

/** What is known of a study that is checked. */
export interface StudyEvidence {
  readonly summary: StudySummary;
  /** What decided, as its design records it. */
  readonly mind: RecordedMind;
  readonly probes: readonly Probe[];
  /** Empty where no model was asked in words. */
  readonly prompts: readonly PromptText[];
  /** `null` where the model was not asked. */
  readonly recognition: readonly RecognitionAnswer[] | null;
  /** From kept runs; `null` where none is kept. */
  readonly memory: MemoryUse | null;
  /** Controls of a check of the model; empty where it was never checked. */
  readonly controls: readonly Pick<Control, 'name' | 'verdict' | 'sentence'>[];
  /** Fingerprints of the mind in manifests of kept runs, each once. */
  readonly fingerprints: readonly string[];
  /** Models that minds of the scenario stand on, from `beside.json`. */
  readonly beside: readonly { readonly name: string; readonly fingerprint: string }[];
}
