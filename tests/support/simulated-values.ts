import { valuesShift } from '../../src/analysis/theory/values-shift.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { BASIC_VALUES } from '../../src/persona/index.js';
import type { Questionnaire } from '../../src/spec/index.js';
import { valuedRun, type Place } from './valued-people.js';

/** One statement of each key on each dimension: what is tested is the same, with less to resample. */
const KEPT = ['self-direction', 'security', 'universalism', 'power'];
const short: Questionnaire = { ...BASIC_VALUES, items: BASIC_VALUES.items.filter(({ id }) => KEPT.includes(id)) };

/**
 * In how many simulated studies of eight runs an arm a change of a value is found, where every run moves people by chance and
 * the meeting moves them by `effect` of the first dimension.
 */
export function foundChanges({ studies, effect }: { readonly studies: number; readonly effect: number }): number {
  const draw = chancesFrom(`values moved by ${effect}`);
  const verdicts = Array.from({ length: studies }, (_, study) => {
    const runs = ['interacting', 'isolated'].flatMap((arm) =>
      Array.from({ length: 8 }, (_run, seed) => {
        const chance = draw('place', study, arm, seed);
        const moved = (): number => 0.25 * (chance.uniform() - 0.5);
        const after: Place = [0.4 + moved() + (arm === 'isolated' ? 0 : effect), 0.6 + moved()];
        const run = valuedRun([arm, seed], { ada: [[0.4, 0.6], after] });
        const kept = ({ item }: { readonly item: string }): boolean => KEPT.includes(item);
        return { ...run, before: run.before.filter(kept), after: run.after.filter(kept) };
      }),
    );
    const found = valuesShift({ instrument: short, asked: [runs[0]?.before ?? []], runs, chances: chancesFrom(study) });
    return found?.verdict;
  });
  return verdicts.filter((verdict) => verdict === 'yes').length;
}
