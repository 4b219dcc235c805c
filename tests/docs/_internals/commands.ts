import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError, type Command } from 'commander';
import { parametersGiven } from '../../../src/cli/_internals/parameter-options.js';
import { createProgram } from '../../../src/cli/program.js';
import type { Context } from '../../../src/cli/context.js';
import type { ScenarioEntry } from '../../../src/spec/index.js';
import { scenarios } from 'mesocosm/scenarios';
import { placeOf, root, type Document } from './documents.js';

/** A command in a document. */
export interface WrittenCommand {
  readonly words: readonly string[];
  readonly place: string;
}

/** Programs that documents may name without their arguments being looked at. */
const OTHERS = ['cd', 'diff', 'export', 'git', 'npx prettier', 'npx oxlint', 'npx vitest', 'npx tsc', 'npx playwright'];
const NPM = ['ci', 'install', 'test', 'pack', 'run'];

/** The commands of a document: the lines of its `sh` blocks, and what within its lines begins as one of ours does. */
export function commandsIn(document: Document): readonly WrittenCommand[] {
  const lines = document.blocks
    .filter(({ info }) => info[0] === 'sh')
    .flatMap(({ code, line }) => code.split('\n').map((text, index) => ({ text, line: line + 1 + index })));
  const spans = document.spans
    .filter(({ code }) => /^(npx )?mesocosm |^npm (run|test|ci)\b|^node scripts\//.test(code))
    .map(({ code, line }) => ({ text: code, line }));
  return [...lines, ...spans].flatMap(({ text, line }) =>
    wordsOf(text)
      .filter((words) => words.length > 0)
      .map((words) => ({ words, place: placeOf(document, line) })),
  );
}

/** Words of a line as a shell has them, one list for each command of the line; comments and settings left out. */
export function wordsOf(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const [, word = ''] of line.replace(/^\$ /, '').matchAll(/\s*("[^"]*"|'[^']*'|[^\s"']+)/g)) {
    if (word.startsWith('#')) break;
    const current = commands.at(-1) as string[];
    if (['&&', '|', ';', '||'].includes(word)) commands.push([]);
    else if (current.length > 0 || !/^[A-Z_]+=/.test(word)) current.push(word.replace(/^["']|["']$/g, ''));
  }
  return commands;
}

/** What is wrong with a command; nothing where it could be typed. */
export async function troubleWith({ words, place }: WrittenCommand): Promise<readonly string[]> {
  const say = (what: string): readonly string[] => [`${place}: "${words.join(' ')}": ${what}`];
  const [program = '', first = '', second = ''] = words;
  if (program === 'mesocosm') return troubleOfOurs(words.slice(1), say);
  if (program === 'npx' && first === 'mesocosm') return troubleOfOurs(words.slice(2), say);
  if (program === 'npm') {
    if (!NPM.includes(first)) return say(`npm ${first} is not among ${NPM.join(', ')}`);
    return first === 'run' && !(second in scripts()) ? say(`package.json has no script "${second}"`) : [];
  }
  if (program === 'node') return existsSync(join(root, first)) ? [] : say(`there is no ${first}`);
  const known = OTHERS.includes(program) || OTHERS.includes(`${program} ${first}`);
  return known ? [] : say('no test knows this program');
}

function scripts(): { readonly [name: string]: string } {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;
}

async function troubleOfOurs(
  argv: readonly string[],
  say: (what: string) => readonly string[],
): Promise<readonly string[]> {
  try {
    const called = await parse(argv);
    return called === undefined ? [] : troubleOfRun(called).flatMap(say);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return [];
    return say(error instanceof Error ? error.message : String(error));
  }
}

/** What `run` is called with. */
interface Called {
  readonly scenario: string;
  readonly options: { readonly [name: string]: unknown };
}

/** Parses arguments with the program's own definitions, whose actions do nothing; what `run` was given comes back. */
async function parse(argv: readonly string[]): Promise<Called | undefined> {
  const program = await createProgram(contextOf(argv));
  let called: Called | undefined;
  const still = (command: Command): void => {
    if (command.commands.length === 0) {
      command.action((...given: unknown[]) => {
        if (command.name() === 'run') called = { scenario: given[0] as string, options: command.opts() };
      });
    }
    for (const child of command.commands) still(child as Command);
  };
  for (const child of program.commands) still(child as Command);
  await program.parseAsync([...argv], { from: 'user' });
  return called;
}

/** What only the scenario itself can tell: parameters, conditions, arms and tables. */
function troubleOfRun({ scenario, options }: Called): readonly string[] {
  const entry = scenarios.find(({ name }) => name === scenario) as ScenarioEntry | undefined;
  if (entry === undefined) return [`there is no scenario "${scenario}"`];
  parametersGiven(entry, options, scenarios);
  const arms = entry.create().arms.map(({ name }) => name);
  const listed = (name: string): readonly string[] => (options[name] as string | undefined)?.split(',') ?? [];
  const isFile = (name: string): boolean => name.includes('.json') || /^FILE\b/.test(name);
  const policy = [options['policy'] as string | undefined].filter((name) => name !== undefined && !isFile(name));
  return [
    ...listed('condition').filter((name) => !(name in entry.conditions)),
    ...listed('arms').filter((name) => !arms.includes(name)),
    ...policy.filter((name) => !(((name as string).split(':')[0] as string) in (entry.policies ?? {}))),
  ].map((name) => `"${scenario}" has no "${name}"`);
}

function contextOf(argv: readonly string[]): Context {
  const silent = (): void => undefined;
  const terminal = {
    result: silent,
    warn: silent,
    command: silent,
    tell: silent,
    live: silent,
    clear: silent,
    width: 80,
    watched: false,
  };
  return {
    terminal,
    signal: new AbortController().signal,
    program: 'mesocosm',
    argv,
    endAs: silent,
    goOnWith: silent,
    scenarios: async () => scenarios,
    generators: () => import('../../../generators/index.js'),
  };
}
