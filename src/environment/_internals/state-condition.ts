import type { Json, Moment, StateReader } from '../../spec/index.js';

/** A condition on the state; see {@link Moment}. */
export type StateCondition = Extract<Moment, { state: unknown }>['state'];

/** Whether the state is so now. Where the path leads nowhere, it is not. */
export function holds(
  { path, agent, is, atLeast, atMost }: StateCondition,
  state: StateReader<unknown, unknown>,
): boolean {
  const value = valueAt(agent === undefined ? state.shared : state.slice(agent), path.split('.'));
  if (value === undefined) return false;
  if (is !== undefined && JSON.stringify(value) !== JSON.stringify(is)) return false;
  if (atLeast === undefined && atMost === undefined) return true;
  return typeof value === 'number' && value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}

function valueAt(from: unknown, path: readonly string[]): Json | undefined {
  let value = from;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [key: string]: unknown })[key];
  }
  return value as Json;
}
