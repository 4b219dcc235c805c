import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';
import { printJson } from '../_internals/print-json.js';

/** `scenarios`: what can be run. */
export function scenariosCommand({ terminal, scenarios }: Context): Command {
  return new CliCommand('scenarios')
    .description('List the scenarios, or show the parameters, conditions, arms and tables of one.')
    .argument('[scenario]')
    .addHelpText('after', '\nExamples:\n  $ mesocosm scenarios\n  $ mesocosm scenarios naming-game')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { describeScenario } = await import('../describe-scenario.js');
      const { entryOf } = await import('../run-study-command.js');
      const every = await scenarios();
      const described = (name === undefined ? every : [entryOf(name, every)]).map(describeScenario);
      if (options.json === true) return printJson(terminal, { status: 'done', data: described });
      for (const { name: one, question, parameters, conditions, arms, policies, minds, studies } of described) {
        terminal.result(`${one}: ${question}`);
        if (name === undefined) continue;
        terminal.result(`Arms: ${arms.join(', ')}`);
        terminal.result(`Conditions: ${conditions.join(', ')}`);
        terminal.result(`Tables of measured choices: ${policies.join(', ') || 'none'}`);
        terminal.result(`Minds that need no model: ${minds.join(', ') || 'none'}`);
        terminal.result(`Studies: ${studies.join(', ') || 'none'}`);
        terminal.result('Parameters:');
        for (const { flag, description, value } of parameters) {
          terminal.result(`  ${flag} (default ${JSON.stringify(value)})\n      ${description}`);
        }
      }
    });
}
