import type { Situation, Text } from '../../spec/index.js';
import type { Presentation } from './presentations.js';

/** Inputs without content, as Zhao et al. use them: a word that says nothing, a mask, and nothing at all. */
const INPUTS: readonly (Text | undefined)[] = [['N/A'], ['[MASK]'], undefined];

/**
 * The situation with inputs without content in place of what the agent sees and remembers, under the same labels, for
 * contextual calibration.
 *
 * Source: Zhao et al. 2021, Calibrate before use, ICML (arXiv 2102.09690).
 */
export function withoutContent(
  situation: Situation,
  { labels, list }: Presentation,
): readonly { readonly situation: Situation; readonly presentation: Presentation }[] {
  return INPUTS.map((input) => {
    const lines = input === undefined ? [] : [0];
    return {
      situation: { ...situation, statements: input === undefined ? [] : [input], unordered: false },
      presentation: { labels, list, order: lines, names: lines },
    };
  });
}
