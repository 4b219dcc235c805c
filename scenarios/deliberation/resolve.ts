import { userError } from 'mesocosm';
import { columnOf } from './columns.js';
import { DeliberationParameters, type DeliberationInput, type Resolved } from './parameters.js';

/**
 * Fills in the defaults and checks what no single parameter can tell.
 *
 * @throws MesocosmError (usage) naming the parameter, what was expected and what to do.
 */
export function resolve(given: DeliberationInput = {}): Resolved {
  const parsed = DeliberationParameters.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(issue?.path.join('.') ?? '', issue?.message ?? 'it is not possible');
  }
  const { agents, options, turns, ballotEvery, rounds, turnTaking } = parsed.data;
  const columns = options.map(columnOf);
  const twice = columns.findIndex((column, place) => columns.indexOf(column) !== place);
  if (twice >= 0)
    throw refuse('options', `"${options[twice]}" cannot be told from another option`, 'give each its own word');
  if (ballotEvery > rounds) throw refuse('ballotEvery', `${ballotEvery} is more than the ${rounds} rounds`, 'lower it');
  if (turnTaking === 'moderator' && agents < 3) {
    throw refuse('agents', `${agents} leave no conversation to moderate`, 'take at least 3, or other turn-taking');
  }
  return { ...parsed.data, turns: turns ?? agents };
}

function refuse(parameter: string, what: string, remedy?: string): Error {
  return userError({ kind: 'usage', what: `${parameter}: ${what}`, where: 'scenario "deliberation"', remedy });
}
