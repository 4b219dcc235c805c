import { userError } from 'mesocosm';
import { NamingGameParameters, type NamingGameInput } from './parameters.js';

/** Parameters together with what follows from them. */
export interface Resolved extends NamingGameParameters {
  /** Options as indices: what the others start with, and what committed agents say. */
  readonly incumbentOption: number | undefined;
  readonly alternativeOption: number;
  /** Interactions that must all succeed for a convention: 3 N. */
  readonly stretch: number;
}

/**
 * Fills in the defaults and checks what no single parameter can tell.
 *
 * @throws MesocosmError (usage) naming the parameter, what was expected and what to do.
 */
export function resolve(given: NamingGameInput = {}): Resolved {
  const parsed = NamingGameParameters.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(issue?.path.join('.') ?? 'parameters', issue?.message ?? 'not understood');
  }
  const parameters = parsed.data;
  const { agents, names, committed, incumbent, alternative } = parameters;
  if (new Set(names).size !== names.length) throw refuse('names', `${names.join(', ')} has one name twice`);
  if (committed >= agents) {
    throw refuse('committed', `${committed} of ${agents} leaves nobody whose choice could change`, 'lower it');
  }
  const incumbentOption = incumbent === null ? undefined : optionOf('incumbent', incumbent, names);
  const alternativeOption =
    alternative === null ? Number(incumbentOption === 0) : optionOf('alternative', alternative, names);
  if (incumbentOption === alternativeOption) {
    throw refuse('alternative', `${names[alternativeOption]} is the incumbent too`, 'name another');
  }
  return {
    ...parameters,
    alternative: committed > 0 ? (names[alternativeOption] as string) : alternative,
    incumbentOption,
    alternativeOption,
    stretch: 3 * agents,
  };
}

/** The parameters without what follows from them, as a run records them. */
export function recorded(resolved: Resolved): NamingGameParameters {
  const { incumbentOption: _incumbent, alternativeOption: _alternative, stretch: _stretch, ...parameters } = resolved;
  return parameters;
}

function optionOf(parameter: string, name: string, names: readonly string[]): number {
  const option = names.indexOf(name);
  if (option >= 0) return option;
  throw userError({
    kind: 'usage',
    what: `${parameter}: "${name}" is none of the names`,
    where: 'scenario "naming-game"',
    available: names,
    given: name,
    remedy: 'take one of them, or add it to `names`',
  });
}

function refuse(parameter: string, what: string, remedy?: string): Error {
  return userError({ kind: 'usage', what: `${parameter}: ${what}`, where: 'scenario "naming-game"', remedy });
}
