import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { number } from '../report/format.js';
import { forkScreen } from '../report/index.js';
import type { ScenarioEntry } from '../spec/index.js';
import { forkRuns, optionsOfProtocol, type ForkedRun, type ForkedRuns, type StudyOptions } from '../study/index.js';
import { changesIn } from './_internals/changes-option.js';
import { commandLine } from './_internals/command-line.js';
import { findStudy } from './_internals/find-study.js';
import { goOnAfterBudget } from './_internals/go-on-after-budget.js';
import { liveModel } from './_internals/live-model.js';
import type { ModelOptions } from './_internals/model-options.js';
import { personAgain } from './_internals/person-again.js';
import { printJson } from './_internals/print-json.js';
import { scenarioOf } from './_internals/scenario-of.js';
import type { Context } from './context.js';
import { protocolOf } from './protocol-of.js';
import { entryOf } from './run-study-command.js';

/** Options of `fork`, as commander collects them. */
export interface ForkCommandOptions extends ModelOptions {
  readonly at: number;
  /** A file, or JSON itself. */
  readonly do?: string;
  /** The study of several models, which says how each is reached. */
  readonly minds?: string;
  /** Of a study: names of arms, with commas between. */
  readonly arms?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** How a fork is told of. */
interface How {
  readonly options: ForkCommandOptions;
  readonly context: Context;
  readonly calls: number;
  /** Whether something was to be done differently. */
  readonly changed: boolean;
}

/** Forks a kept run, or every run of a study, and says where forks part from runs and what came of it. */
export async function forkKept(given: string, options: ForkCommandOptions, context: Context): Promise<void> {
  const { signal, program, terminal } = context;
  const { kind, folder } = await findStudy(given, 'studies');
  refuseArms(kind, options);
  refuseEmpty(options.out);
  const changes = await changesIn(options.do);
  const scenarios = await context.scenarios();
  const live = liveModel(options, context, await mindsIn(options, scenarios));
  const make = scenarioOf(scenarios);
  const people = personAgain(context);
  const { out } = options;
  try {
    const forked = await forkRuns(folder, {
      at: options.at,
      changes,
      scenarioOf: (made) => live.within(make(made)),
      model: (manifest, recorded) => live.model(manifest, recorded, options.model),
      person: people.person,
      ...(options.arms === undefined ? {} : { arms: options.arms.split(',').map((name) => name.trim()) }),
      ...(out === undefined ? {} : { folderOf: (_run, id) => (kind === 'run' ? out : join(out, id)) }),
      signal,
      onRun({ done, total }) {
        if (total > 1) terminal.live(`Forking run ${done + 1} of ${total}, ${live.calls()} model calls`);
      },
    });
    terminal.clear();
    const how = { options, context, calls: live.calls(), changed: changes.length > 0 };
    if (kind === 'study') printStudy(folder, forked, how);
    else printRun(forked.forks[0] as ForkedRun, how);
  } catch (error) {
    terminal.clear();
    if (live.calls() > 0 || people.asked() || signal.aborted) context.goOnWith(commandLine(program, context.argv));
    // With the same limit it might stop at the same question again.
    goOnAfterBudget(error, context);
    throw error;
  } finally {
    people.close();
    await live.close();
  }
}

/** How models are reached, as the protocol of a study says. */
async function mindsIn(
  { minds, model }: ForkCommandOptions,
  every: readonly ScenarioEntry[],
): Promise<StudyOptions['minds']> {
  if (minds === undefined) return undefined;
  if (model !== undefined) {
    const what = '--minds says how each of several models is reached, and --model names one for all';
    throw userError({ kind: 'usage', what, remedy: 'leave one of the two away' });
  }
  const protocol = await protocolOf(minds, every);
  const told = await optionsOfProtocol(protocol, { entry: entryOf(protocol.scenario, every), file: minds });
  if (told.minds !== undefined) return told.minds;
  throw userError({ kind: 'usage', what: 'this protocol names no minds', where: minds, expected: '"minds" by name' });
}

function refuseArms(kind: 'study' | 'run', { arms }: ForkCommandOptions): void {
  if (kind === 'study' || arms === undefined) return;
  const what = '--arms says which runs of a study are forked, and this is one run';
  throw userError({ kind: 'usage', what, remedy: 'give the folder of the study, or leave --arms away' });
}

function refuseEmpty(out: string | undefined): void {
  if (out?.trim() !== '') return;
  throw userError({ kind: 'usage', what: '--out is empty', expected: 'the path of a folder' });
}

function printStudy(folder: string, forked: ForkedRuns, { options, context, calls, changed }: How): void {
  const { terminal } = context;
  const { forks, ended, effects } = forked;
  const identical = forks.every((fork) => fork.identical);
  if (options.json === true) {
    const runs = forks.map(({ run, folder: at, shared, identical: same }) => ({
      run,
      folder: at,
      shared,
      identical: same,
      came: !(same && changed),
    }));
    const data = { study: folder, at: options.at, calls, identical, forks: runs, ended, effects };
    return printJson(terminal, { status: identical ? 'identical' : 'forked', data });
  }
  terminal.result(forkScreen({ ...forked, changed }));
  if (calls > 0) terminal.result(`${calls} model calls.`);
  const [first] = forks;
  if (first !== undefined) {
    terminal.result(`Look at one with: ${commandLine(context.program, ['show', first.folder])}`);
  }
}

function printRun(fork: ForkedRun, { options, context, calls, changed }: How): void {
  const { terminal } = context;
  const { folder, parent, shared, identical, before: parentRecord, after } = fork;
  const { values } = after;
  const before = parentRecord?.values ?? {};
  const differing = Object.keys(values).filter((name) => parentRecord !== null && values[name] !== before[name]);
  if (options.json === true) {
    const data = {
      folder,
      forkOf: parent.id,
      at: options.at,
      shared,
      identical,
      came: !(identical && changed),
      calls,
      values,
      before,
    };
    return printJson(terminal, { status: identical ? 'identical' : 'forked', data });
  }
  if (identical && changed) {
    const why = `the run was over before the boundary after event ${options.at}`;
    return terminal.result(`${folder}: the change never came, for ${why}: identical to ${parent.id}, byte for byte.`);
  }
  if (identical) return terminal.result(`${folder}: identical to ${parent.id}, byte for byte.`);
  terminal.result(
    `${folder}: as ${parent.id} for ${shared} events, and another run from there on; ${calls} model calls.`,
  );
  for (const name of differing) terminal.result(`  ${name}: ${beforeAndNow(before[name], values[name])}`);
  if (parentRecord !== null && differing.length === 0) terminal.result('  No measure came out differently.');
  terminal.result(`Look at it with: ${commandLine(context.program, ['show', folder])}`);
}

type Measured = number | string | null | undefined;

/** Rounded for a reader, but for two values that rounding would make one. */
function beforeAndNow(before: Measured, now: Measured): string {
  const rounded = [told(before), told(now)] as const;
  const [was, is] = rounded[0] === rounded[1] ? [String(before), String(now)] : rounded;
  return `${was} before, ${is} now`;
}

function told(value: Measured): string {
  if (value === null || value === undefined) return 'none';
  return typeof value === 'number' ? number(value) : value;
}
