import { isMesocosmError } from '../../foundation/errors/index.js';
import type { Context } from '../context.js';
import { commandLine } from './command-line.js';
import { withLargerLimit } from './with-larger-limit.js';

/** Where a limit was spent, and no folder keeps what it was spent on, the same command goes on with a larger one. */
export function goOnAfterBudget(
  error: unknown,
  { program, argv, goOnWith }: Pick<Context, 'program' | 'argv' | 'goOnWith'>,
): void {
  if (!isMesocosmError(error) || error.kind !== 'budget') return;
  goOnWith(commandLine(program, withLargerLimit(argv, error.message)));
}
