import { userError } from '../../../foundation/errors/index.js';

/**
 * Refuses an option of a memory policy that is no whole number, or too small.
 *
 * @throws MesocosmError (usage).
 */
export function wholeNumbers(policy: string, options: { readonly [option: string]: number }, least = 1): void {
  for (const [option, value] of Object.entries(options)) {
    if (Number.isInteger(value) && value >= least) continue;
    throw userError({
      kind: 'usage',
      what: `\`${option}\` of the ${policy} memory is ${value}`,
      expected: `a whole number of at least ${least}`,
    });
  }
}

/**
 * Refuses an option of a memory policy that is no number above 0.
 *
 * @throws MesocosmError (usage).
 */
export function positiveNumbers(policy: string, options: { readonly [option: string]: number }): void {
  for (const [option, value] of Object.entries(options)) {
    if (Number.isFinite(value) && value > 0) continue;
    throw userError({
      kind: 'usage',
      what: `\`${option}\` of the ${policy} memory is ${value}`,
      expected: 'a number above 0',
    });
  }
}
