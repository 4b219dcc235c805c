import { placements } from '../persona/index.js';
import { wrap } from '../report/wrap.js';
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
  const print = (text: string): void => terminal.result(wrap(text, terminal.width).join('\n'));
  terminal.result('Generators (--generator):');
  for (const line of inColumns(described, terminal.width)) terminal.result(line);
  terminal.result('');
  print(`Placements (--placement): ${Object.keys(placements).join(', ')}`);
  for (const [split, names] of Object.entries(contexts)) {
    terminal.result(`\nContexts, ${split}:`);
    for (const name of names) terminal.result(`  ${name}`);
  }
  terminal.result('');
  print(`The test split has ${closed} contexts and is closed; \`personas evaluate --help\` says how it is opened.`);
}

/** Columns that a description has at least beside its name; with fewer it stands below. */
const LEAST_ROOM = 30;

/** Names with what they are beside them, or below where there is no room. */
function inColumns(rows: readonly { readonly name: string; readonly description: string }[], width: number): string[] {
  const names = Math.max(...rows.map(({ name }) => name.length));
  const isWide = width - names - 4 >= LEAST_ROOM;
  const indent = ' '.repeat(isWide ? names + 4 : 4);
  return rows.flatMap(({ name, description }) => {
    const lines = wrap(description, width - indent.length).map((line) => `${indent}${line.trim()}`);
    if (!isWide) return [`  ${name}`, ...lines];
    const [first = '', ...others] = lines;
    return [`  ${name.padEnd(names)}  ${first.trimStart()}`, ...others];
  });
}
