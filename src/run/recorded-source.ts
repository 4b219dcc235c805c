import { z } from 'zod';
import { Elicitation, loadPolicyFile, type PersonMind } from '../agent/index.js';
import { userError } from '../foundation/errors/index.js';
import { replayOnly, type Answers } from '../model/index.js';
import type { LanguageModel, Mind, RecordedMind, Scenario } from '../spec/index.js';
import { languageModelSource, mixedSource, policySource, type MindSource } from './mind-source.js';
import { policyFileOf } from './policy-files.js';
import { recordedMind, silentMind } from './recorded-mind.js';

const TableSettings = z.object({ table: z.string(), fallback: z.enum(['suffix', 'uniform', 'repeat-last']) });

/** What is recorded of a model. */
export interface RecordedModel {
  readonly name: string;
  readonly fingerprint: string;
  readonly choose: 'exact' | 'sampled';
}

/** What answers in place of a record that lacks the answer. */
export interface BeyondRecord {
  /** A model for what is not recorded, in place of one that only says what it said. */
  live?(about: RecordedModel): LanguageModel;
  /** Gives a mind again that the scenario brought, as {@link broughtAgain} does. */
  brought?(mind: RecordedMind, agent?: string): Mind | undefined;
  /** Who is asked in the place of an agent in which a person was. Default nobody. */
  person?(mind: RecordedMind, agent: string): PersonMind | undefined;
}

/**
 * Minds made again from what a folder of a run or a study recorded of them: a model and people that only say what they
 * said, or the table that was used.
 *
 * @param beyond What answers where nothing is recorded. Default nothing.
 * @throws MesocosmError (usage) when the mind was one of the user's own.
 */
export async function recordedSource(
  folder: string,
  mind: RecordedMind,
  answers: Answers,
  beyond: BeyondRecord = {},
): Promise<MindSource> {
  const { live = (about) => replayOnly({ ...about, answers }), brought = () => undefined, person } = beyond;
  const { others, ...base } = mind;
  if (others !== undefined) {
    const open = (one: RecordedMind, agent: string): Promise<MindSource> =>
      recordedSource(folder, one, answers, {
        ...beyond,
        brought: () => brought(one, agent),
        person: () => person?.(one, agent),
      });
    const opened = Object.entries(others).map(async ([agent, one]) => [agent, await open(one, agent)] as const);
    const [first, ...rest] = await Promise.all([recordedSource(folder, base, answers, beyond), ...opened]);
    return mixedSource(first, Object.fromEntries(rest));
  }
  const why = 'it is recorded in the folder';
  if (mind.kind === 'language-model') {
    const choose = z.enum(['exact', 'sampled']).parse(mind.settings['choose']);
    const model = live({ name: mind.name, fingerprint: mind.fingerprint, choose });
    const elicitation = Elicitation.parse(mind.settings['elicitation']);
    return languageModelSource({ model, why, elicitation });
  }
  if (mind.kind === 'policy-table') {
    const { table, fallback } = TableSettings.parse(mind.settings);
    return policySource({ file: await loadPolicyFile(policyFileOf(folder, mind)), table, fallback, why });
  }
  if (mind.kind === 'person') return recordedPerson(mind, { answers, why, further: person?.(mind, '') });
  if (mind.kind === 'brought') return recordedPerson(mind, { answers, why, further: brought(mind) });
  throw userError({
    kind: 'usage',
    what: `"${mind.name}" decided here, a mind of the user's own, which no file can make again`,
    where: folder,
    expected: 'a language model or a policy table',
    remedy: 'use `replayRun` or `runStudy` in the program that made it',
  });
}

/**
 * Minds of a scenario as it is here, for {@link recordedSource}: what decided for all by its name among `minds`, what decided
 * for one agent by its place. One of another name than the recorded is another mind, and is not given.
 */
export function broughtAgain({ minds = {}, agents }: Pick<Scenario, 'minds' | 'agents'>) {
  const shipped = (key: unknown): Mind | undefined =>
    typeof key === 'string' && Object.hasOwn(minds, key) ? minds[key]?.() : undefined;
  return ({ name, settings }: RecordedMind, agent?: string): Mind | undefined => {
    const mind = agent === undefined ? shipped(settings['shipped']) : agents.find(({ id }) => id === agent)?.mind;
    return mind?.name === name ? mind : undefined;
  };
}

/** People, and minds that a scenario brought, who say again what they said; what goes further only such as can be made. */
function recordedPerson(
  { kind, name, fingerprint, settings }: RecordedMind,
  how: {
    readonly answers: Answers;
    readonly why: string;
    readonly further?: (Mind & Partial<Pick<PersonMind, 'beside'>>) | undefined;
  },
): MindSource {
  const further: NonNullable<typeof how.further> = how.further ?? silentMind(name);
  return {
    kind,
    name,
    fingerprint,
    why: how.why,
    description: settings,
    settings: () => settings,
    open(_scenario, record, beside) {
      const asked = (beside === undefined ? undefined : further.beside?.(beside.mind)) ?? further;
      // Under the name that is recorded, whoever it is now.
      const judge: Mind['judge'] = (situation, context) => asked.judge(situation, context);
      const known = recordedMind({ name, judge }, { fingerprint, answers: how.answers });
      return {
        mind: record?.answers === undefined ? known : recordedMind(known, { fingerprint, answers: record.answers }),
      };
    },
  };
}
