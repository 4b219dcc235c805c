import { nearest, userError } from '../foundation/errors/index.js';
import { loadQuestionnaire } from '../persona/index.js';
import type { ScenarioEntry } from '../spec/index.js';
import { bringsModels, Journals, type StudyOptions } from '../study/index.js';
import { conductStudy } from './conduct-study.js';
import { elicitationSettings } from './_internals/elicitation-option.js';
import { endpointSettingsIn } from './_internals/endpoint-settings-in.js';
import { historiesIn } from './_internals/histories-in.js';
import { interventionsIn } from './_internals/interventions-option.js';
import { refuseIdleOptions } from './_internals/idle-options.js';
import { parametersGiven } from './_internals/parameter-options.js';
import { peopleIn } from './_internals/people-in.js';
import { personSeats, type PersonOptions } from './_internals/person-seats.js';
import { whyOf } from './_internals/why-of.js';
import type { Context } from './context.js';
import { writePreregistration } from './write-preregistration.js';

/** Options of `run`, as commander collects them. Parameters of scenarios are among them, by name. */
interface RunOptions extends PersonOptions {
  readonly condition?: string;
  readonly runs?: number;
  readonly quick?: boolean;
  readonly seed: number;
  readonly arms?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly contextSize?: number;
  /** File with settings of the endpoint. */
  readonly modelOptions?: string;
  readonly policy?: string;
  /** Name of a mind that ships with the scenario. */
  readonly mind?: string;
  readonly fallback?: StudyOptions['fallback'];
  readonly population?: string;
  readonly form?: 'completion' | 'chat';
  readonly shuffles?: number;
  readonly samples?: number;
  /** Settings as `key=value`, with commas between. */
  readonly elicitation?: string;
  /** A file, or JSON itself. */
  readonly interventions?: string;
  readonly journals?: string;
  readonly askedAfter?: string;
  readonly histories?: string;
  readonly historyLength?: number;
  /** True where it stands alone, else a file. */
  readonly values?: true | string;
  readonly maxCalls?: number;
  readonly maxTokens?: number;
  readonly maxUsd?: number;
  readonly prices?: string;
  /** False with `--no-cache`. */
  readonly cache: boolean;
  readonly maxFailures?: number;
  readonly concurrency?: number;
  readonly folder: string;
  readonly name?: string;
  readonly fresh?: boolean;
  /** File that the frozen design is told in, in place of running it. */
  readonly preregister?: string;
  readonly json?: boolean;
  /** Folder of the very study to go on with. */
  readonly resume?: string;
}

/** Runs a study as the command line asks for it, and prints its closing screen or its summary. */
export async function runStudyCommand(name: string, given: object, context: Context): Promise<void> {
  const options = given as RunOptions;
  const every = await context.scenarios();
  const entry = entryOf(name, every);
  const { conditions, parametersGiven: written } = conditionsOf(entry, options, every);
  refuseIdleOptions(options, { asksBeside: Object.values(conditions).some(bringsModels) });
  const labels = [...new Set(Object.values(conditions).flatMap((scenario) => scenario.options))];
  const seats = personSeats(options, labels, context);
  try {
    const asked = {
      conditions,
      parametersGiven: written,
      name: options.name ?? entry.name,
      runs: runsOf(entry, options),
      seed: options.seed,
      folder: options.folder,
      fresh: options.fresh,
      resume: options.resume,
      model: options.model,
      policy: options.policy,
      mind: options.mind,
      fallback: options.fallback,
      ...(await peopleIn(options.population)),
      interventions: await interventionsIn(options.interventions),
      arms: armsOf(options),
      people: seats.people,
      journals: someRuns('--journals', options.journals),
      askedAfter: someRuns('--asked-after', options.askedAfter),
      histories: historiesIn(options),
      values: typeof options.values === 'string' ? await loadQuestionnaire(options.values) : options.values,
      maxCalls: options.maxCalls,
      maxTokens: options.maxTokens,
      maxUsd: options.maxUsd,
      prices: options.prices,
      cache: options.cache,
      maxFailures: options.maxFailures,
      concurrency: options.concurrency,
      elicitation: elicitationOf(options),
      languageModel: {
        ...(await endpointSettingsIn(options.modelOptions)),
        baseUrl: options.baseUrl,
        contextSize: options.contextSize,
      },
      why: whyOf(options),
    };
    const how = { context, json: options.json === true };
    if (options.preregister !== undefined) return await writePreregistration(asked, options.preregister, how);
    await conductStudy(asked, how);
  } finally {
    seats.close();
  }
}

/** A person is asked in one run, unless it is said otherwise. */
function armsOf({ arms, person = [] }: RunOptions): readonly string[] | undefined {
  return listed(arms) ?? (person.length === 0 ? undefined : ['interacting']);
}

/** @throws MesocosmError (usage) listing the scenarios. */
export function entryOf(name: string, every: readonly ScenarioEntry[]): ScenarioEntry {
  const found = every.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  const available = every.map((entry) => entry.name);
  throw userError({ kind: 'usage', what: `there is no scenario "${name}"`, given: name, available });
}

function conditionsOf(
  entry: ScenarioEntry,
  options: RunOptions,
  every: readonly ScenarioEntry[],
): Required<Pick<StudyOptions, 'conditions' | 'parametersGiven'>> {
  const given = parametersGiven(entry, options as unknown as Record<string, unknown>, every);
  const names = listed(options.condition) ?? ['default'];
  const made = names.map((name) => {
    const preset = Object.hasOwn(entry.conditions, name) ? entry.conditions[name] : name === 'default' ? {} : undefined;
    if (preset === undefined) {
      const available = Object.keys(entry.conditions);
      const what = `the scenario "${entry.name}" has no condition "${name}"`;
      throw userError({ kind: 'usage', what, given: name, available, remedy: remedyFor(name, available) });
    }
    return [name, { ...preset, ...given }] as const;
  });
  return {
    conditions: Object.fromEntries(made.map(([name, parameters]) => [name, entry.create(parameters)])),
    parametersGiven: Object.fromEntries(made),
  };
}

function remedyFor(name: string, available: readonly string[]): string | undefined {
  return nearest(name, available) === undefined ? 'or give parameters of your own, for example --agents 50' : undefined;
}

function runsOf(entry: ScenarioEntry, { runs, quick, person = [] }: RunOptions): number {
  if (person.length > 0) return runs ?? 1;
  return runs ?? (quick === true ? entry.runs.quick : entry.runs.standard);
}

function someRuns(option: string, text: string | undefined): Journals | undefined {
  if (text === undefined) return undefined;
  const parsed = Journals.safeParse(/^\d+$/.test(text) ? Number(text) : text);
  if (parsed.success) return parsed.data;
  throw userError({ kind: 'usage', what: `${option} ${text} is not possible`, expected: 'a number, all or none' });
}

function elicitationOf({ form, shuffles, samples, elicitation }: RunOptions): StudyOptions['elicitation'] {
  const short = Object.entries({ form, shuffles, samples }).filter(([, value]) => value !== undefined);
  return { ...elicitationSettings(elicitation), ...Object.fromEntries(short) };
}

function listed(text: string | undefined): readonly string[] | undefined {
  return text?.split(',').map((part) => part.trim());
}
