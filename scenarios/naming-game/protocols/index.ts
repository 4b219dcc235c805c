import type { ScenarioEntry } from 'mesocosm';

type Studies = NonNullable<ScenarioEntry['studies']>;

/** Studies that ship, by name: a protocol each, read when it is first asked for. */
export const studies: Studies = {
  'committed-minority': async () =>
    (await import('./committed-minority.json', { with: { type: 'json' } })).default as Awaited<
      ReturnType<Studies[string]>
    >,
};
