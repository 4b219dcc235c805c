import { actionIn } from '../_internals/world-situation.js';
import type { Action } from '../../spec/index.js';

/** The action by which an agent tries something in its own words. */
export const ATTEMPT = 'attempt';
/** What a narrator is asked for: `Activation.asks`, and the kind of its situation. */
export const NARRATE = 'narrate';

/** Somebody tries something. Data: `words`. */
export const ATTEMPT_MADE = 'attempt-made';
/** What came of an attempt, in the narrator's words. Data: `attempt`, its seq, whose it was (`of`), and `words`. */
export const OUTCOME_TOLD = 'outcome-told';
/** Nothing came of an attempt, for the narrator gave no answer that could be used. Data: `attempt`, `of` and `why`. */
export const NOTHING_HAPPENED = 'nothing-happened';

/** What somebody tried, and nothing has come of yet. */
export interface Attempt {
  /** Seq of its event. */
  readonly seq: number;
  readonly agent: string;
  readonly words: string;
}

/** The words of an attempt; `undefined` of any other action, and of a decision that failed. */
export function attemptOf({ decision, situation }: Action): string | undefined {
  if (decision.kind !== 'given') return undefined;
  const { action, value } = actionIn(situation, decision.value);
  return action === ATTEMPT && typeof value === 'string' ? value : undefined;
}

/** Words on one line, so that nobody can put words into the mouth of another. */
export function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
