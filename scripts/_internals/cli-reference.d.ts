import type { Command } from 'commander';
import type { Context } from '../../src/cli/context.js';

/** Types of cli-reference.js, which the script runs from the build and a test from the sources. */
export function cliReference(
  createProgram: (context: Context) => Promise<Command>,
  scenarios: Awaited<ReturnType<Context['scenarios']>>,
): Promise<string>;
