import { join, relative } from 'node:path';
import { isMesocosmError, nearest, userError } from '../foundation/errors/index.js';
import type { ScenarioEntry, StudySummary } from '../spec/index.js';
import { loadEndpointSettings, modelOfEnvironment, type EndpointSettings } from '../model/index.js';
import { loadPopulation } from '../persona/index.js';
import { closingScreen } from '../report/index.js';
import {
  Journals,
  runStudy,
  STUDY_FILES,
  wantedArms,
  withNewInterventions,
  type Study,
  type StudyOptions,
} from '../study/index.js';
import { commandLine } from './_internals/command-line.js';
import { elicitationSettings } from './_internals/elicitation-option.js';
import { goOnAfterBudget } from './_internals/go-on-after-budget.js';
import { interventionsIn } from './_internals/interventions-option.js';
import { refuseIdleOptions } from './_internals/idle-options.js';
import { parametersGiven } from './_internals/parameter-options.js';
import { personSeats, type PersonOptions } from './_internals/person-seats.js';
import { standingsBeside } from './_internals/standings-beside.js';
import { withLargerLimit } from './_internals/with-larger-limit.js';
import { withWholePaths } from './_internals/with-whole-paths.js';
import type { Context } from './context.js';
import { createNarrator } from './narrator.js';
import { printJson } from './_internals/print-json.js';

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
  readonly json?: boolean;
  /** Folder of the very study to go on with. */
  readonly resume?: string;
}

/** Runs a study as the command line asks for it, and prints its closing screen or its summary. */
export async function runStudyCommand(name: string, given: object, context: Context): Promise<void> {
  const options = given as RunOptions;
  const { terminal, signal, program } = context;
  const every = await context.scenarios();
  const entry = entryOf(name, every);
  const { conditions, parametersGiven: written } = conditionsOf(entry, options, every);
  const brings = Object.values(conditions).some(({ agents }) =>
    agents.some(({ mind }) => mind?.standsOn !== undefined),
  );
  refuseIdleOptions(options, { asksBeside: brings });
  const labels = [...new Set(Object.values(conditions).flatMap((scenario) => scenario.options))];
  const seats = personSeats(options, labels, context);
  const narrator = createNarrator(seats.people === undefined ? terminal : withoutLiveLine(terminal));
  const again = context.argv.filter((argument) => argument !== '--fresh');
  const interventions = await interventionsIn(options.interventions);
  const [arms = []] = Object.values(conditions).map((scenario) =>
    wantedArms(withNewInterventions(scenario, interventions), armsOf(options)),
  );
  narrator.announce({ conditions, options, runs: runsOf(entry, options), arms });
  try {
    const study = await runStudy({
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
      interventions,
      arms: armsOf(options),
      people: seats.people,
      journals: journalsOf(options.journals),
      maxCalls: options.maxCalls,
      maxTokens: options.maxTokens,
      maxUsd: options.maxUsd,
      prices: options.prices,
      cache: options.cache,
      maxFailures: options.maxFailures,
      concurrency: options.concurrency,
      elicitation: elicitationOf(options),
      languageModel: {
        ...(await settingsIn(options.modelOptions)),
        baseUrl: options.baseUrl,
        contextSize: options.contextSize,
        onProgress: narrator.weights,
      },
      why: whyOf(options),
      command: withWholePaths(again),
      signal,
      onProgress: narrator.progress,
    });
    narrator.end();
    printStudy(study, { json: options.json === true, terminal });
    endAsItEnded(study.summary, context);
  } catch (error) {
    narrator.end();
    const folder = narrator.folder() ?? options.resume;
    if (folder === undefined) goOnAfterBudget(error, { ...context, argv: again });
    if (signal.aborted || folder !== undefined) {
      // With the same limit it would stop at once.
      const limit = isMesocosmError(error) && error.kind === 'budget' ? withLargerLimit([], error.message) : [];
      const line = folder === undefined ? again : ['resume', shown(folder), ...limit];
      context.goOnWith(commandLine(program, line));
    }
    throw error;
  } finally {
    seats.close();
  }
}

/** The people of a file, and where they stand by their answers where that was measured beside it. */
async function peopleIn(path?: string): Promise<Pick<StudyOptions, 'population' | 'standings'>> {
  if (path === undefined) return {};
  const population = await loadPopulation(path);
  const standings = await standingsBeside(path, population);
  return { population, ...(standings === undefined ? {} : { standings }) };
}

/** A line that is written anew again and again would take away what a person types. */
function withoutLiveLine(terminal: Context['terminal']): Context['terminal'] {
  return Object.assign(Object.create(terminal) as Context['terminal'], { live: () => undefined });
}

/** A person is asked in one run, unless it is said otherwise. */
function armsOf({ arms, person = [] }: RunOptions): readonly string[] | undefined {
  return listed(arms) ?? (person.length === 0 ? undefined : ['interacting']);
}

function settingsIn(file: string | undefined): Promise<EndpointSettings> | EndpointSettings {
  return file === undefined ? {} : loadEndpointSettings(file);
}

/** A study that ended with too many failures has figures, and the exit code of its failures. */
function endAsItEnded({ status, failures }: StudySummary, { terminal, endAs }: Context): void {
  if (status !== 'too-many-failures') return;
  const share = (100 * failures.share).toFixed(1);
  terminal.warn(
    `${failures.failed} of ${failures.decisions} decisions failed (${share} %), more than are allowed: ` +
      'look at decision-failed in a kept journal, try another --form, or raise --max-failures.',
  );
  endAs('failures');
}

/** Prints what came out of a study. */
export function printStudy(
  { summary, folder }: Pick<Study, 'summary' | 'folder'>,
  { json, terminal }: { readonly json: boolean; readonly terminal: Context['terminal'] },
): void {
  const report = join(folder, STUDY_FILES.report);
  if (json) {
    const data: StudySummary & { folder: string; report: string } = { ...summary, folder, report };
    printJson(terminal, { status: summary.status, data, warnings: summary.warnings });
    return;
  }
  terminal.result(closingScreen(summary, { width: terminal.width, folder: shown(folder), report: shown(report) }));
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

function journalsOf(text: string | undefined): Journals | undefined {
  if (text === undefined) return undefined;
  const parsed = Journals.safeParse(/^\d+$/.test(text) ? Number(text) : text);
  if (parsed.success) return parsed.data;
  throw userError({ kind: 'usage', what: `--journals ${text} is not possible`, expected: 'a number, all or none' });
}

function elicitationOf({ form, shuffles, samples, elicitation }: RunOptions): StudyOptions['elicitation'] {
  const short = Object.entries({ form, shuffles, samples }).filter(([, value]) => value !== undefined);
  return { ...elicitationSettings(elicitation), ...Object.fromEntries(short) };
}

function whyOf({ model, policy, mind }: RunOptions): string | undefined {
  if (policy !== undefined || mind !== undefined) return undefined;
  if (model !== undefined) return 'it was named with --model';
  return modelOfEnvironment() === undefined
    ? 'the default: no --model was given, and this one needs neither key nor server'
    : 'MESOCOSM_MODEL names it';
}

function listed(text: string | undefined): readonly string[] | undefined {
  return text?.split(',').map((part) => part.trim());
}

/** A path as one would type it here. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || short === '' ? path : short;
}
