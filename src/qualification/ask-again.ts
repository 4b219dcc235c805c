import type { Clock } from '../foundation/clock.js';
import { success, type ModelFailure, type Result } from '../spec/index.js';
import { askItems, type AskHow } from './ask-items.js';
import type { Answered, Timed } from './controls/index.js';
import type { ControlItem } from './items/index.js';

/** Questions that were asked by themselves, with how long each took. */
export interface AskedAgain {
  readonly answered: readonly Answered[];
  readonly timed: readonly Timed[];
}

/** Puts questions one after another, the presentations of each at once, and times them. */
export async function askAgain(
  items: readonly ControlItem[],
  how: AskHow,
  { clock }: { readonly clock: Clock },
): Promise<Result<AskedAgain, ModelFailure>> {
  const answered: Answered[] = [];
  const timed: Timed[] = [];
  for (const item of items) {
    const from = clock.monotonicMs();
    const reply = await askItems([item], how);
    if (!reply.ok) return reply;
    const seconds = (clock.monotonicMs() - from) / 1000;
    answered.push(...reply.value);
    const choices = reply.value.reduce((sum, one) => sum + (one.presentations ?? one.answers.length), 0);
    timed.push({ choices, seconds });
  }
  return success({ answered, timed });
}
