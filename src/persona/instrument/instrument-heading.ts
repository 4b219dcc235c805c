import type { AnswerMode } from '../../spec/index.js';
import { betterModeClause, modeInWords } from './better-mode.js';
import type { InstrumentCheck } from './instrument-check.js';

/**
 * What must head a table over axes that the instrument cannot measure: that it cannot, which axes, and the mode of asking
 * that does better, if any. `undefined` where every axis is measurable.
 *
 * @param others Checks of the same instrument in other modes.
 * @param untried Modes that were not asked and could be; named where no other mode was tried. Default none.
 */
export function instrumentHeading(
  check: InstrumentCheck,
  others: readonly InstrumentCheck[] = [],
  untried: readonly AnswerMode[] = [],
): string | undefined {
  const { axes, failed, mode } = check;
  if (failed.length === 0) return undefined;
  const named = failed.map((axis) => `"${axis}"`).join(', ');
  const which = failed.length === axes.length ? `none of its axes can be (${named})` : `these axes cannot be: ${named}`;
  const better = betterModeClause(check, others, { axes: axes.length, untried });
  const tried = better === undefined ? '' : `; ${better}`;
  return `this model cannot be measured with this instrument: asked in ${modeInWords(mode)}, ${which}${tried}`;
}
