import type { AnswerMode } from '../../spec/index.js';
import { ANSWER_MODES } from '../answering/index.js';

/** What an instrument cannot measure in one mode of asking. */
export interface ModeFinding {
  readonly mode: AnswerMode;
  /** Names of the axes that failed. */
  readonly failed: readonly string[];
}

/** A mode of asking, as sentences name it. */
export function modeInWords(mode: AnswerMode): string {
  return `mode "${mode}"${mode === 'likelihood' ? ' (relative stance)' : ''}`;
}

/** The other mode with fewer failing axes than the first, the fewest of all and the simplest of equals, if there is one. */
export function betterMode(first: ModeFinding, others: readonly ModeFinding[]): ModeFinding | undefined {
  const better = ANSWER_MODES.flatMap((mode) => others.filter((other) => other.mode === mode && mode !== first.mode));
  const fewest = Math.min(...better.map(({ failed }) => failed.length));
  return fewest < first.failed.length ? better.find(({ failed }) => failed.length === fewest) : undefined;
}

/**
 * Which mode of asking does better where axes fail, as a clause; that none that was tried does; or which could be tried.
 *
 * @param how.axes Axes of the instrument.
 * @param how.untried Modes that were not asked and could be.
 * @returns `undefined` where nothing fails, or nothing else was tried or could be.
 */
export function betterModeClause(
  first: ModeFinding,
  others: readonly ModeFinding[],
  { axes, untried = [] }: { readonly axes: number; readonly untried?: readonly AnswerMode[] },
): string | undefined {
  if (first.failed.length === 0) return undefined;
  const better = betterMode(first, others);
  if (better !== undefined) {
    return `${modeInWords(better.mode)} does better: ${axes - better.failed.length} of ${axes} axes`;
  }
  if (others.some(({ mode }) => mode !== first.mode)) return 'no other mode that was tried does better';
  return untried.length === 0 ? undefined : `other modes were not tried: --modes ${[first.mode, ...untried].join(',')}`;
}
