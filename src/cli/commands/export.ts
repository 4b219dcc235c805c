import { Option, type Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';
import { printJson } from '../_internals/print-json.js';

interface ExportOptions {
  readonly to: string;
  readonly as?: 'preregistration' | 'methods';
  readonly folder: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `export`: copies what a study found to where it is needed. */
export function exportCommand(context: Context): Command {
  const { terminal } = context;
  return new CliCommand('export')
    .description(
      'Write the tables, summary and report of a finished study to a folder or file, or the report of a kept run.',
    )
    .argument('[study]', 'folder of a study or run, or the beginning of a study id (default: the newest study)')
    .requiredOption(
      '--to <path>',
      'a folder for all of it; or a file: .csv or .parquet (runs), .json (summary), .html or .md (report)',
    )
    .addOption(
      new Option(
        '--as <page>',
        'in place of the report: the frozen design as a preregistration (.md, .html), of unfinished studies too; or a methods paragraph with every number (.md)',
      ).choices(['preregistration', 'methods']),
    )
    .option('--folder <path>', 'where studies are looked for', 'studies')
    .option('--force', 'write over files that are there')
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm export --to results
  $ mesocosm export 20261124T0 --to runs.csv
  $ mesocosm export --as preregistration --to plan.md
  $ mesocosm export --as methods --to methods.md
  $ mesocosm export studies/ID/runs/default.interacting.1000000 --to run.html`,
    )
    .action(async (given: string | undefined, options: ExportOptions) => {
      const { findStudy } = await import('../_internals/find-study.js');
      const { kind, folder } = await findStudy(given, options.folder);
      const { to, as, force = false } = options;
      const copies = kind === 'study' && as === undefined;
      const written = copies ? await copied(folder, { to, force }) : [to];
      if (kind === 'run') {
        const { exportRun } = await import('../export-run.js');
        await exportRun(folder, { to, as, force }, context);
      } else if (as !== undefined) {
        const { exportPage } = await import('../export-page.js');
        await exportPage(folder, { as, to, force }, context);
      }
      if (options.json === true) printJson(terminal, { status: 'done', data: { written } });
      else for (const path of written) terminal.result(path);
    });
}

async function copied(
  folder: string,
  how: { readonly to: string; readonly force: boolean },
): Promise<readonly string[]> {
  const { exportStudy } = await import('../export-study.js');
  return exportStudy(folder, how);
}
