import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { count } from '../_internals/numbers.js';
import type { Context } from '../context.js';

/** `show`: what a study found, or what happened in a run. */
export function showCommand({ terminal, program }: Context): Command {
  return new CliCommand('show')
    .description('Show what a study found, or what happened in a kept run.')
    .argument('[study]', 'folder of a study or run, or the beginning of a study id (default: the newest study)')
    .option('--folder <path>', 'where studies are looked for', 'studies')
    .option('--events <n>', 'of a run: how many of its events', count, 40)
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm show
  $ mesocosm show 20261124T0
  $ mesocosm show studies/ID/runs/default.interacting.1000000 --events 100`,
    )
    .action(async (given: string | undefined, options: { folder: string; events: number; json?: boolean }) => {
      const { showRun, showStudy } = await import('../show.js');
      const { findStudy } = await import('../_internals/find-study.js');
      const { kind, folder } = await findStudy(given, options.folder);
      const how = { terminal, program, json: options.json === true, events: options.events };
      await (kind === 'study' ? showStudy(folder, how) : showRun(folder, how));
    });
}
