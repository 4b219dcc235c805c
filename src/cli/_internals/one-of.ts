import { userError } from '../../foundation/errors/index.js';

/** @throws MesocosmError (usage) listing what there is, unless the value is among it. */
export function oneOf(option: string, given: string, available: readonly string[]): void {
  if (available.includes(given)) return;
  throw userError({ kind: 'usage', what: `${option} cannot be "${given}"`, given, available });
}
