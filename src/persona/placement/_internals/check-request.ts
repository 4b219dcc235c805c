import { userError } from '../../../foundation/errors/index.js';
import type { PlacementRequest } from '../../../spec/index.js';
import { checkConstraints } from './constraints.js';

/**
 * Refuses what no placement can do.
 *
 * @throws MesocosmError (usage) for no people, no axes, too many axes, and constraints that cannot be met.
 */
export function checkRequest(request: PlacementRequest, placement: { name: string; maximumAxes: number }): void {
  const { size, axes, constraints = [] } = request;
  if (!Number.isInteger(size) || size < 1) {
    throw userError({
      kind: 'usage',
      what: `cannot place ${size} people`,
      expected: 'a whole number of at least 1',
    });
  }
  if (axes.length === 0) {
    throw userError({ kind: 'usage', what: 'there is no axis to place people on', expected: 'at least one axis' });
  }
  if (axes.length > placement.maximumAxes) {
    throw userError({
      kind: 'usage',
      what: `the placement "${placement.name}" cannot do ${axes.length} axes`,
      expected: `at most ${placement.maximumAxes}`,
      remedy: 'leave axes out, or split the questionnaire',
    });
  }
  const names = axes.map(({ name }) => name);
  checkConstraints(constraints, names);
}
