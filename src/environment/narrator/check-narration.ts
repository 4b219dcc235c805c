import { userError } from '../../foundation/errors/index.js';
import type { AgentSlot } from '../../spec/index.js';
import type { EventDefinitions } from '../define-world.js';
import { ATTEMPT, ATTEMPT_MADE, NOTHING_HAPPENED, OUTCOME_TOLD } from './attempts.js';

/** @throws MesocosmError (usage) naming what cannot be in a narrated world. */
export function checkNarration(
  world: { readonly events: EventDefinitions; readonly actions?: object },
  options: {
    readonly mayChange: object;
    readonly atMost?: number;
    readonly maxCharacters?: number;
    readonly maxTold?: number;
  },
  agents: readonly AgentSlot[],
): void {
  if (agents.length < 2) {
    const what = 'a narrated world without players';
    throw userError({ kind: 'usage', what, expected: 'at least one agent in `players`, who tries things' });
  }
  const { mayChange, atMost = 1, maxCharacters = 1, maxTold = 1 } = options;
  const types = Object.keys(world.events);
  const stray = Object.keys(mayChange).find((type) => !types.includes(type));
  if (stray !== undefined) {
    const what = `a narrator may change "${stray}", which is no event of this world`;
    throw userError({ kind: 'usage', what, given: stray, available: types });
  }
  const own = types.find((type) => [ATTEMPT_MADE, OUTCOME_TOLD, NOTHING_HAPPENED].includes(type));
  if (own !== undefined) throw taken(`the event ${own}`);
  if (Object.hasOwn(world.actions ?? {}, ATTEMPT)) throw taken(`the action "${ATTEMPT}"`);
  for (const key of ['id', 'name'] as const) {
    const all = agents.map((agent) => agent[key]);
    const twice = all.find((one, place) => all.indexOf(one) < place);
    if (twice === undefined) continue;
    const what = `two agents of a narrated world have the ${key} "${twice}"`;
    throw userError({ kind: 'usage', what, expected: `an ${key} of its own for each, the narrator included` });
  }
  if ([atMost, maxCharacters, maxTold].every((count) => Number.isInteger(count) && count >= 1)) return;
  const what = `a narrator with atMost ${atMost}, maxCharacters ${maxCharacters} and maxTold ${maxTold}`;
  throw userError({ kind: 'usage', what, expected: 'whole numbers of at least 1' });
}

function taken(what: string): Error {
  return userError({ kind: 'usage', what: `${what} belongs to the narrator`, remedy: 'give yours another name' });
}
