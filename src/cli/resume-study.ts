import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { isWholeRun, readManifest } from '../run/index.js';
import { isComplete, openStudy, readStudyFile } from '../study/index.js';
import { commandLine } from './_internals/command-line.js';
import { findStudy } from './_internals/find-study.js';
import { scenarioOf } from './_internals/scenario-of.js';
import type { Context } from './context.js';
import { createProgram } from './program.js';
import { runOf } from './replay-run.js';

/** Goes on with a study by the arguments that began it. */
export async function resumeStudy(
  given: string | undefined,
  options: {
    readonly folder: string;
    readonly json?: boolean;
    readonly debug?: boolean;
    readonly maxCalls?: number;
    readonly maxTokens?: number;
    readonly maxUsd?: number;
    readonly maxFailures?: number;
  },
  context: Context,
): Promise<void> {
  const found = await findStudy(given, options.folder);
  if (found.kind === 'run') await refuseFork(found.folder, context);
  // A kept run stands two folders below its study.
  const folder = found.kind === 'run' ? dirname(dirname(resolve(found.folder))) : found.folder;
  const file = await readStudyFile(folder);
  const { status, command, id, design } = file;
  if (status === 'finished' && isComplete(folder, file)) {
    const { showStudy } = await import('./show.js');
    if (found.kind === 'run') await mend(found.folder, folder, context);
    context.terminal.tell(`${id} is finished; this is what it found.`);
    return showStudy(folder, { ...context, json: options.json === true });
  }
  if (command === null) {
    throw userError({
      kind: 'usage',
      what: 'this study was begun by a program, not by a command',
      where: folder,
      remedy: 'run that program again: `runStudy` with the same design goes on with it',
    });
  }
  const flags = [...(options.json === true ? ['--json'] : []), ...(options.debug === true ? ['--debug'] : [])];
  // The limits are those of the last sitting, or new ones: of an option that is given twice the last counts.
  const { calls, tokens = null, usd = null } = design.budget;
  const budget = [
    ['--max-calls', options.maxCalls ?? calls],
    ['--max-tokens', options.maxTokens ?? tokens],
    ['--max-usd', options.maxUsd ?? usd],
  ] as const;
  const limits = [
    ...budget.flatMap(([option, limit]) => (limit === null ? [] : [option, String(limit)])),
    '--max-failures',
    String(options.maxFailures ?? design.maxFailures),
  ];
  // How it speaks is a matter of this sitting.
  const begun = command.filter((argument) => argument !== '--json' && argument !== '--debug');
  const argv = [...begun, ...flags, ...limits, '--resume', folder];
  const program = await createProgram({ ...context, argv });
  await program.parseAsync(argv, { from: 'user' });
}

/** Makes a kept run of a finished study again, from its seed and the recorded answers, where its journal is not whole. */
async function mend(run: string, study: string, { scenarios, terminal }: Context): Promise<void> {
  if (await isWholeRun(run)) return;
  const opened = await openStudy(study, scenarioOf(await scenarios()));
  await runOf(opened, basename(resolve(run))).keep();
  terminal.tell(`${run}: its journal was not whole, and is made again from seed and recorded answers.`);
}

/** @throws MesocosmError (usage) where the folder is a fork, which the command that began it goes on with. */
async function refuseFork(folder: string, { program }: Context): Promise<void> {
  // What the manifest of a run says beside this is no matter of its study.
  const manifest = await readManifest(folder).catch(() => undefined);
  if (manifest === undefined || manifest.forkOf === null) return;
  const { forkOf, interventions, status } = manifest;
  const last = interventions.at(-1);
  const changes = last !== undefined && 'seq' in last.when && last.when.seq === forkOf.at ? last.changes : [];
  const change = changes.length === 0 ? [] : ['--do', JSON.stringify(changes)];
  const parent = join(dirname(resolve(folder)), forkOf.id);
  const run = existsSync(parent) ? join(dirname(folder), forkOf.id) : 'RUN';
  throw userError({
    kind: 'usage',
    what: `this is a fork of ${forkOf.id}, marked "${status}", and no run of a study`,
    where: folder,
    remedy: `what began it goes on with it: \`${commandLine(program, ['fork', run, '--at', String(forkOf.at), ...change, '--out', folder])}\``,
  });
}
