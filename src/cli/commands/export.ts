import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';
import { printJson } from '../_internals/print-json.js';

/** `export`: copies what a study found to where it is needed. */
export function exportCommand({ terminal }: Context): Command {
  return new CliCommand('export')
    .description('Write the tables, summary and report of a finished study to a folder or file.')
    .argument('[study]', 'folder of a study, or the beginning of a study id (default: the newest study)')
    .requiredOption(
      '--to <path>',
      'a folder for all of it; or a file: .csv (runs), .json (summary), .html or .md (report)',
    )
    .option('--folder <path>', 'where studies are looked for', 'studies')
    .option('--force', 'write over files that are there')
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm export --to results
  $ mesocosm export 20261124T0 --to runs.csv`,
    )
    .action(
      async (given: string | undefined, options: { to: string; folder: string; force?: boolean; json?: boolean }) => {
        const { exportStudy } = await import('../export-study.js');
        const { findStudy } = await import('../_internals/find-study.js');
        const { folder } = await findStudy(given, options.folder);
        const written = await exportStudy(folder, { to: options.to, force: options.force === true });
        if (options.json === true) {
          printJson(terminal, { status: 'done', data: { written } });
        } else for (const path of written) terminal.result(path);
      },
    );
}
