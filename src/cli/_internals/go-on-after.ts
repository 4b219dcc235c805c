import { isMesocosmError } from '../../foundation/errors/index.js';
import type { Context } from '../context.js';
import { commandLine } from './command-line.js';
import { withLargerLimit } from './with-larger-limit.js';

/** Says the command that goes on, where an error is one of the hour: with twice the limit, where a budget was spent. */
export function goOnAfter(
  error: unknown,
  { program, argv, goOnWith }: Pick<Context, 'program' | 'argv' | 'goOnWith'>,
): void {
  if (!isMesocosmError(error) || !['interrupted', 'budget', 'unreachable'].includes(error.kind)) return;
  goOnWith(commandLine(program, withLargerLimit(argv, String(error))));
}
