import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';
import { printJson } from '../_internals/print-json.js';

/** `list`: the studies there are. */
export function listCommand({ terminal }: Context): Command {
  return new CliCommand('list')
    .description('List the studies there are, oldest first.')
    .option('--folder <path>', 'where studies are looked for', 'studies')
    .option('--status <status>', 'only those with this status, for example interrupted')
    .option('--scenario <name>', 'only those of this scenario')
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm list
  $ mesocosm list --status interrupted`,
    )
    .action(async (options: { folder: string; status?: string; scenario?: string; json?: boolean }) => {
      const { listStudies, StudyFile } = await import('../../study/index.js');
      const { oneOf } = await import('../_internals/one-of.js');
      const { plural } = await import('../../report/format.js');
      if (options.status !== undefined) oneOf('--status', options.status, StudyFile.shape.status.options);
      const damaged: string[] = [];
      const found = await listStudies(options.folder, ({ reason }) => damaged.push(reason));
      const studies = found.filter(
        ({ file }) =>
          (options.status ?? file.status) === file.status &&
          (options.scenario ?? file.design.scenario) === file.design.scenario,
      );
      const rows = studies.map(({ folder, file: { id, status, design, createdAt, seconds } }) => ({
        id,
        folder,
        status,
        scenario: design.scenario,
        mind: design.mind.name,
        runs: design.runs,
        createdAt,
        seconds,
      }));
      if (options.json === true) return printJson(terminal, { status: 'done', data: rows, warnings: damaged });
      for (const reason of damaged) terminal.warn(`Passed over: ${reason}`);
      if (rows.length === 0)
        return terminal.result(`There are no such studies in ${options.folder}; \`mesocosm run\` makes one.`);
      for (const { id, status, runs, mind } of rows)
        terminal.result(`${id}  ${status}  ${plural(runs, 'run')} an arm  ${mind}`);
    });
}
