import { userError } from '../../foundation/errors/index.js';
import type { PersonaGenerator } from '../../spec/index.js';
import type { Context } from '../context.js';

/**
 * The generator of that name; without a name the default one.
 *
 * @throws MesocosmError (usage) listing those that there are.
 */
export async function generatorOf(
  name: string | undefined,
  context: Pick<Context, 'generators'>,
): Promise<PersonaGenerator> {
  const { generators } = await context.generators();
  const found = name === undefined ? generators[0] : generators.find((generator) => generator.name === name);
  if (found !== undefined) return found;
  throw unknown(name ?? '', generators);
}

/** Several of them, as `a,b` or `all` says. */
export async function generatorsOf(
  names: string,
  context: Pick<Context, 'generators'>,
): Promise<readonly PersonaGenerator[]> {
  const { generators } = await context.generators();
  if (names.trim() === 'all') return generators;
  const wanted = [...new Set(names.split(',').map((name) => name.trim()))];
  return wanted.map((name) => {
    const found = generators.find((generator) => generator.name === name);
    if (found === undefined) throw unknown(name, generators);
    return found;
  });
}

function unknown(given: string, generators: readonly PersonaGenerator[]): Error {
  const available = generators.map(({ name }) => name);
  return userError({ kind: 'usage', what: `there is no generator "${given}"`, given, available });
}
