import { Option, type Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { count } from '../_internals/numbers.js';
import type { Context } from '../context.js';

const BY = ['run', 'agent', 'purpose'] as const;

interface ShowOptions {
  readonly folder: string;
  readonly events?: number;
  readonly talk?: boolean;
  readonly usage?: (typeof BY)[number];
  readonly json?: boolean;
}

/** `show`: what a study found, or what happened in a run. */
export function showCommand({ terminal, program }: Context): Command {
  return new CliCommand('show')
    .description('Show what a study found, or what happened in a kept run.')
    .argument('[study]', 'folder of a study or run, or the beginning of a study id (default: the newest study)')
    .option('--folder <path>', 'where studies are looked for', 'studies')
    .option('--events <n>', 'of a run: how many of its events (default: 40; all with --talk)', count)
    .option('--talk', 'of a run: what was said in it, as a transcript')
    .addOption(
      new Option('--usage <by>', 'of a study: its model calls, summed up by run, agent or purpose').choices([...BY]),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm show
  $ mesocosm show 20261124T0
  $ mesocosm show --usage purpose
  $ mesocosm show studies/ID/runs/default.interacting.1000000 --events 100
  $ mesocosm show studies/ID/runs/default.interacting.1000000 --talk`,
    )
    .action(async (given: string | undefined, options: ShowOptions) => {
      const { showRun, showStudy } = await import('../show.js');
      const { findStudy } = await import('../_internals/find-study.js');
      const { kind, folder } = await findStudy(given, options.folder);
      const how = {
        terminal,
        program,
        json: options.json === true,
        events: options.events,
        talk: options.talk === true,
      };
      if (options.usage !== undefined) {
        const { showUsage } = await import('../show-usage.js');
        return showUsage({ kind, folder }, options.usage, how);
      }
      await (kind === 'study' ? showStudy(folder, how) : showRun(folder, how));
    });
}
