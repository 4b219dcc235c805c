import { Command, type ErrorOptions } from 'commander';
import { userError } from '../../foundation/errors/index.js';

/** A command whose errors name the thing, list what there is, and suggest the nearest. */
export class CliCommand extends Command {
  override createCommand(name?: string): CliCommand {
    return new CliCommand(name);
  }

  override error(message: string, options: ErrorOptions = {}): never {
    throw userError({ kind: 'usage', ...this.explain(message, options.code ?? '') });
  }

  private explain(
    message: string,
    code: string,
  ): { what: string; given?: string; available?: readonly string[]; remedy: string } {
    const given = /'([^']*)'/.exec(message)?.[1] ?? '';
    const path = this.path();
    const remedy = `\`${path} --help\` shows how it is used`;
    switch (code) {
      case 'commander.unknownCommand': {
        const available = this.commands.map((command) => command.name());
        return { what: `there is no command "${given}"`, given, available, remedy };
      }
      case 'commander.unknownOption': {
        const shown = this.options.filter(({ hidden }) => !hidden);
        const available = shown.flatMap(({ long }) => long ?? []).concat('--help');
        return { what: `"${path}" has no option ${given}`, given: given.split('=')[0] ?? given, available, remedy };
      }
      default:
        return { what: message.replace(/^error: /, ''), remedy };
    }
  }

  private path(): string {
    const names: string[] = [];
    for (let at: Command | null = this as Command; at !== null; at = at.parent) names.unshift(at.name());
    return names.join(' ');
  }
}
