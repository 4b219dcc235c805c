import {
  defaultElicitation,
  languageModelMind,
  policyTableMind,
  type Elicitation,
  type LanguageModelMind,
  type PersonMind,
  type PolicyFile,
} from '../agent/index.js';
import { contentHash } from '../foundation/storage/index.js';
import { withRecord, type Answers, type Prompts } from '../model/index.js';
import type { Qualification } from '../qualification/index.js';
import type { ElicitationChange, Json, LanguageModel, Mind, MindKind, RecordedMind, Scenario } from '../spec/index.js';
import { recordedMind } from './recorded-mind.js';

/** The minds of one condition, sharing what they have already been told. */
export interface OpenMinds {
  readonly mind: Mind;
  /** Minds of single agents, where others than that one decide for them. */
  readonly others?: { readonly [agent: string]: Mind };
  /** The mind of a language model, with what it can tell about each presentation; absent for other minds. */
  readonly spoken?: LanguageModelMind;
  /** The same model asked differently; absent where nothing is asked in words. */
  elicit?(change: ElicitationChange): Mind;
  /** The same of models that decide for single agents. */
  readonly elicitOthers?: { readonly [agent: string]: (change: ElicitationChange) => Mind };
}

/** The mind that decides for an agent. */
export function mindOf({ mind, others = {} }: OpenMinds, agent: string): Mind {
  return Object.hasOwn(others, agent) ? (others[agent] as Mind) : mind;
}

/** Where what a model was asked and answered is written. */
export interface MindRecord {
  readonly answers: Answers;
  readonly prompts: Prompts;
}

/** What decides in a study, before it is put into a condition. */
export interface MindSource {
  readonly kind: MindKind;
  readonly name: string;
  readonly fingerprint: string;
  /** Of a mixture: what decides for all but some, and what for those; see {@link mixedSource}. */
  readonly parts?: { readonly base: MindSource; readonly others: { readonly [agent: string]: MindSource } };
  /** Of a study in which several decide: each by its name; see {@link severalSource}. */
  readonly several?: { readonly [name: string]: MindSource };
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
  /**
   * Makes minds for a condition. Where a record is given, answers of models and people go through it. `beside` are the
   * minds of those whose places are not theirs.
   */
  open(scenario: Scenario, record?: Partial<MindRecord>, beside?: OpenMinds): OpenMinds;
  /** The same source, with answers that nobody else keeps going through a record. */
  keeping?(answers: Answers): MindSource;
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
        record?.answers === undefined
          ? model
          : withRecord(model, { answers: record.answers, onAsk: record.prompts?.add });
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

/** A person, in the places of some agents. What they answer is recorded like the answers of a model. */
export function personSource(person: PersonMind, why = 'it was given as `people`'): MindSource {
  const fingerprint = contentHash({ person: person.name, settings: person.settings });
  const make = (answers?: Answers): MindSource => ({
    kind: 'person',
    name: person.name,
    fingerprint,
    why,
    description: { ...person.settings },
    settings: () => person.settings,
    open(_scenario, record, beside) {
      const asked = beside === undefined ? person : person.beside(beside.mind);
      const kept = answers === undefined ? asked : recordedMind(asked, { fingerprint, answers });
      return {
        mind: record?.answers === undefined ? kept : recordedMind(kept, { fingerprint, answers: record.answers }),
      };
    },
    keeping: make,
  });
  return make();
}

/**
 * A mind that a scenario brings. What it answers is recorded like the answers of a person: it may be anything.
 *
 * @param options.shipped Its name among the `minds` of the scenario: two of them may be of one kind, and bear one name.
 */
export function broughtSource(
  mind: Mind,
  { why = 'the scenario brings it', shipped }: { readonly why?: string; readonly shipped?: string } = {},
): MindSource {
  const settings: { readonly [key: string]: Json } = shipped === undefined ? {} : { shipped };
  const fingerprint = contentHash({ brought: mind.name, ...settings });
  const make = (answers?: Answers): MindSource => ({
    kind: 'brought',
    name: mind.name,
    fingerprint,
    why,
    description: settings,
    settings: () => settings,
    open(_scenario, record) {
      const kept = answers === undefined ? mind : recordedMind(mind, { fingerprint, answers });
      return {
        mind: record?.answers === undefined ? kept : recordedMind(kept, { fingerprint, answers: record.answers }),
      };
    },
    keeping: make,
  });
  return make();
}

/** The same source, and in the places for which a scenario brings a mind that mind. */
export function withBrought(source: MindSource, answers?: Answers): MindSource {
  return {
    ...source,
    open(scenario, record) {
      const minds = source.open(scenario, record);
      const opened = new Map<Mind, Mind>();
      const open = (mind: Mind): Mind => {
        const brought = broughtSource(mind);
        const kept = answers === undefined ? brought : (brought.keeping?.(answers) ?? brought);
        const known = opened.get(mind) ?? kept.open(scenario, record).mind;
        opened.set(mind, known);
        return known;
      };
      const own = scenario.agents.flatMap(({ id, mind }) => (mind === undefined ? [] : [[id, open(mind)] as const]));
      return own.length === 0 ? minds : { ...minds, others: { ...Object.fromEntries(own), ...minds.others } };
    },
    keeping: (kept) => withBrought(source.keeping?.(kept) ?? source, kept),
  };
}

/**
 * What decides for all agents but some, and what for those by their ids. It is recorded under the name of the first, with
 * the others by agent.
 */
export function mixedSource(base: MindSource, others: { readonly [agent: string]: MindSource }): MindSource {
  return {
    ...base,
    parts: { base, others },
    open(scenario, record) {
      const minds = base.open(scenario, record);
      const opened = new Map<MindSource, OpenMinds>();
      const open = (source: MindSource): OpenMinds => {
        const known = opened.get(source) ?? source.open(scenario, record, minds);
        opened.set(source, known);
        return known;
      };
      const each = Object.entries(others).map(([agent, source]) => [agent, open(source)] as const);
      return seatedMinds(minds, Object.fromEntries(each));
    },
    keeping: (answers) =>
      mixedSource(
        base.keeping?.(answers) ?? base,
        mapped(others, (source) => source.keeping?.(answers) ?? source),
      ),
  };
}

/** Minds of whom some decide for single agents. */
export function seatedMinds(minds: OpenMinds, others: { readonly [agent: string]: OpenMinds }): OpenMinds {
  const each = Object.entries(others);
  const asked = each.flatMap(([agent, { elicit }]) => (elicit === undefined ? [] : [[agent, elicit] as const]));
  return {
    ...minds,
    others: { ...minds.others, ...Object.fromEntries(each.map(([agent, { mind }]) => [agent, mind])) },
    ...(asked.length === 0 ? {} : { elicitOthers: { ...minds.elicitOthers, ...Object.fromEntries(asked) } }),
  };
}

/** Each source of a mixture once, though it is in several places. */
function mapped(
  others: { readonly [agent: string]: MindSource },
  change: (source: MindSource) => MindSource,
): { readonly [agent: string]: MindSource } {
  const known = new Map<MindSource, MindSource>();
  return Object.fromEntries(
    Object.entries(others).map(([agent, source]) => {
      const changed = known.get(source) ?? change(source);
      known.set(source, changed);
      return [agent, changed];
    }),
  );
}

/** What a manifest and a design record of what decides. */
export function recordOfSource(
  source: Pick<MindSource, 'kind' | 'name' | 'fingerprint' | 'settings' | 'parts'>,
  scenario: Scenario,
): RecordedMind {
  const { kind, name, fingerprint } = source.parts?.base ?? source;
  const settings = source.settings(scenario) as RecordedMind['settings'];
  const brought = scenario.agents.flatMap(({ id, mind }) =>
    mind === undefined
      ? []
      : [
          [
            id,
            { kind: 'brought' as const, name: mind.name, fingerprint: broughtSource(mind).fingerprint, settings: {} },
          ] as const,
        ],
  );
  const parts = Object.entries(source.parts?.others ?? {}).map(
    ([agent, one]) => [agent, recordOfSource(one, { ...scenario, agents: [] })] as const,
  );
  const others = [...brought, ...parts];
  return { kind, name, fingerprint, settings, ...(others.length === 0 ? {} : { others: Object.fromEntries(others) }) };
}
