import {
  defaultElicitation,
  languageModelMind,
  policyTableMind,
  type Elicitation,
  type LanguageModelMind,
  type PolicyFile,
} from '../agent/index.js';
import { contentHash } from '../foundation/storage/index.js';
import { withRecord, type Answers, type Prompts } from '../model/index.js';
import type { Qualification } from '../qualification/index.js';
import type { ElicitationChange, Json, LanguageModel, Mind, Scenario } from '../spec/index.js';

/** The minds of one condition, sharing what they have already been told. */
export interface OpenMinds {
  readonly mind: Mind;
  /** The mind of a language model, with what it can tell about each presentation; absent for other minds. */
  readonly spoken?: LanguageModelMind;
  /** The same model asked differently; absent where nothing is asked in words. */
  elicit?(change: ElicitationChange): Mind;
}

/** Where what a model was asked and answered is written. */
export interface MindRecord {
  readonly answers: Answers;
  readonly prompts: Prompts;
}

/** What decides in a study, before it is put into a condition. */
export interface MindSource {
  readonly kind: 'language-model' | 'policy-table' | 'other';
  readonly name: string;
  readonly fingerprint: string;
  /** Why this one was taken. */
  readonly why: string;
  readonly description: { readonly [key: string]: Json };
  readonly model?: LanguageModel;
  /** What was found out about the model before, where it was checked. */
  readonly qualification?: Qualification;
  /** A file that a run folder needs beside the record to be replayed. */
  readonly table?: Json;
  /** What a manifest records so that the minds can be made again. */
  settings(scenario: Scenario): { readonly [key: string]: Json };
  /** Makes minds for a condition. Where a record is given, answers of models go through it. */
  open(scenario: Scenario, record?: MindRecord): OpenMinds;
}

/** Minds that ask a language model. `elicitation` overrides what the scenario and the model suggest. */
export function languageModelSource(options: {
  readonly model: LanguageModel;
  readonly why: string;
  readonly elicitation?: Partial<Elicitation>;
  /** What a check of the model found: the form it suggests goes before that of the model, after the scenario's. */
  readonly qualification?: Qualification | null;
  /** Called for every judgement that needed no call. */
  onKnown?(): void;
}): MindSource {
  const { model, why, qualification, onKnown } = options;
  const elicitationOf = (scenario: Scenario): Elicitation => ({
    ...defaultElicitation(model),
    ...qualification?.elicitation,
    ...scenario.elicitation,
    ...options.elicitation,
  });
  return {
    kind: 'language-model',
    name: model.name,
    fingerprint: model.fingerprint,
    why,
    description: model.description,
    model,
    ...(qualification === undefined || qualification === null ? {} : { qualification }),
    settings: (scenario) => ({
      elicitation: elicitationOf(scenario) as Json,
      temperature: scenario.temperature,
      choose: model.capabilities.choose,
    }),
    open(scenario, record) {
      const asked =
        record === undefined ? model : withRecord(model, { answers: record.answers, onAsk: record.prompts.add });
      const elicitation = elicitationOf(scenario);
      const { temperature } = scenario;
      const spoken = languageModelMind({ model: asked, temperature, elicitation, onKnown });
      const changed = new Map<string, Mind>();
      return {
        mind: spoken,
        spoken,
        elicit(change) {
          const key = JSON.stringify(change);
          const found =
            changed.get(key) ??
            languageModelMind({ model: asked, temperature, elicitation: { ...elicitation, ...change }, onKnown });
          changed.set(key, found);
          return found;
        },
      };
    },
  };
}

/** Minds that look choices up in a table of measured ones. */
export function policySource(options: {
  readonly file: PolicyFile;
  /** Which model of the file. */
  readonly table: string;
  readonly why: string;
  readonly fallback?: 'suffix' | 'uniform' | 'repeat-last';
}): MindSource {
  const { file, table, why, fallback = 'suffix' } = options;
  const settings = { table, fallback };
  return {
    kind: 'policy-table',
    name: `policy:${table}`,
    fingerprint: contentHash({ file: file as Json, ...settings }),
    why,
    description: { source: file.source, table, fallback },
    table: file as Json,
    settings: () => settings,
    open: (scenario) => ({ mind: policyTableMind({ file, table, fallback, scenario }) }),
  };
}

/** One mind of the user's own for everybody. */
export function mindSource(mind: Mind, why = 'it was given as `mind`'): MindSource {
  return {
    kind: 'other',
    name: mind.name,
    fingerprint: contentHash({ mind: mind.name }),
    why,
    description: {},
    settings: () => ({}),
    open: () => ({ mind }),
  };
}
