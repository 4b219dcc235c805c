import type { AnswerMode } from '../../spec/index.js';
import { ANSWER_MODES } from '../answering/index.js';
import type { InstrumentCheck } from './instrument-check.js';

/** What each mode of asking can measure with the same instrument, and which does best. */
export interface ModeComparison {
  readonly modes: readonly { readonly mode: AnswerMode; readonly measurable: readonly string[] }[];
  /** The mode with most measurable axes, the simplest of equals; `undefined` where no mode measures any. */
  readonly best?: AnswerMode;
}

/** Compares checks of one instrument in several modes. */
export function compareModes(checks: readonly InstrumentCheck[]): ModeComparison {
  const modes = ANSWER_MODES.flatMap((mode) =>
    checks
      .filter((check) => check.mode === mode)
      .map(({ axes }) => ({
        mode,
        measurable: axes.filter(({ verdict }) => verdict === 'measurable').map(({ axis }) => axis),
      })),
  );
  const most = Math.max(0, ...modes.map(({ measurable }) => measurable.length));
  const best = modes.find(({ measurable }) => most > 0 && measurable.length === most)?.mode;
  return best === undefined ? { modes } : { modes, best };
}
