import type { Event } from 'mesocosm';
import { EXCHANGE_FAILED, NAMES_EXCHANGED } from './rules.js';

/** One interaction as measures see it. `choices` are options, in the order of `agents`; empty where a decision failed. */
export interface Interaction {
  readonly agents: readonly string[];
  readonly choices: readonly number[];
  readonly success: boolean;
}

/** Reads interactions from events; `undefined` for any other event. */
export function interactionReader(names: readonly string[]): (event: Event) => Interaction | undefined {
  const options = new Map(names.map((name, option) => [name, option]));
  return (event) => {
    if (event.type !== NAMES_EXCHANGED && event.type !== EXCHANGE_FAILED) return undefined;
    const said = (event.data['choices'] ?? []) as readonly string[];
    return {
      agents: event.data['agents'] as readonly string[],
      choices: said.map((name) => options.get(name) as number),
      success: event.data['success'] === true,
    };
  };
}
