import type { AnswerMode } from '../../spec/index.js';
import { compareModes } from './compare-modes.js';
import type { InstrumentCheck } from './instrument-check.js';

const asked = (mode: AnswerMode): string => `mode "${mode}"${mode === 'likelihood' ? ' (relative stance)' : ''}`;

/**
 * What must head a table over axes that the instrument cannot measure: that it cannot, which axes, and the mode of asking
 * that does better, if any. `undefined` where every axis is measurable.
 *
 * @param others Checks of the same instrument in other modes.
 */
export function instrumentHeading(check: InstrumentCheck, others: readonly InstrumentCheck[] = []): string | undefined {
  const { axes, failed, mode } = check;
  if (failed.length === 0) return undefined;
  const named = failed.map((axis) => `"${axis}"`).join(', ');
  const which = failed.length === axes.length ? `none of its axes can be (${named})` : `these axes cannot be: ${named}`;
  const { modes, best } = compareModes([check, ...others.filter((other) => other.mode !== mode)]);
  const able = modes.find((one) => one.mode === best)?.measurable.length ?? 0;
  const better =
    best !== undefined && able > axes.length - failed.length
      ? `${asked(best)} does better: ${able} of ${axes.length} axes`
      : 'no other mode that was tried does better';
  const tried = modes.length > 1 ? `; ${better}` : '';
  return `this model cannot be measured with this instrument: asked in ${asked(mode)}, ${which}${tried}`;
}
