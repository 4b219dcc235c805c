import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { userError } from '../../foundation/errors/index.js';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';
import { printJson } from '../_internals/print-json.js';

/** `list`: the studies there are. */
export function listCommand({ terminal, scenarios }: Context): Command {
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
    .action(
      async (options: { folder: string; status?: string; scenario?: string; json?: boolean }, command: Command) => {
        const { listStudies, StudyFile } = await import('../../study/index.js');
        const { oneOf } = await import('../_internals/one-of.js');
        const { plural } = await import('../../report/format.js');
        if (options.status !== undefined) oneOf('--status', options.status, StudyFile.shape.status.options);
        // The default folder is made by the first study; another was named because it is there.
        if (command.getOptionValueSource('folder') === 'cli') folderIsThere(options.folder);
        const damaged: string[] = [];
        const found = await listStudies(options.folder, ({ reason }) => damaged.push(reason));
        if (options.scenario !== undefined) {
          // A study that a program made may be of a scenario of its own.
          const known = [
            ...(await scenarios()).map(({ name }) => name),
            ...found.map(({ file }) => file.design.scenario),
          ];
          oneOf('--scenario', options.scenario, [...new Set(known)]);
        }
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
      },
    );
}

/** @throws MesocosmError (usage) when it is not. */
function folderIsThere(folder: string): void {
  if (existsSync(folder)) return;
  const remedy = 'check the path; `mesocosm run --folder` makes it';
  throw userError({ kind: 'usage', what: 'there is no such folder', where: folder, remedy });
}
