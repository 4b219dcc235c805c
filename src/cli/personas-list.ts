import { placements } from '../persona/index.js';
import { printJson } from './_internals/print-json.js';
import type { Context } from './context.js';

/** Prints generators, placements, and contexts by split; of the closed split the number alone. */
export async function listPersonas({ json }: { readonly json?: boolean }, context: Context): Promise<void> {
  const { terminal } = context;
  const { generators, contextNames } = await context.generators();
  const contexts = { train: contextNames('train'), validation: contextNames('validation') };
  const closed = contextNames('test').length;
  const described = generators.map(({ name, description, steers, placement }) => ({
    name,
    description,
    steers,
    placement,
  }));
  if (json === true) {
    const data = { generators: described, placements: Object.keys(placements), contexts, testContexts: closed };
    return printJson(terminal, { status: 'done', data });
  }
  const width = Math.max(...described.map(({ name }) => name.length));
  terminal.result('Generators (--generator):');
  for (const { name, description } of described) terminal.result(`  ${name.padEnd(width)}  ${description}`);
  terminal.result(`\nPlacements (--placement): ${Object.keys(placements).join(', ')}`);
  for (const [split, names] of Object.entries(contexts)) {
    terminal.result(`\nContexts, ${split}:`);
    for (const name of names) terminal.result(`  ${name}`);
  }
  terminal.result(
    `\nThe test split has ${closed} contexts and is closed; \`personas evaluate --help\` says how it is opened.`,
  );
}
