import { elicitationFor } from '../../src/qualification/index.js';
import { battery, type ControlItem } from '../../src/qualification/items/index.js';
import { presentationsOf } from '../../src/agent/index.js';
import type { Answered } from '../../src/qualification/controls/index.js';

const elicitation = elicitationFor({ form: 'completion', person: 'second' });

/** The questions of a quick look, each answered by the probability of its first option, or with why there is none. */
export function answeredQuestions(
  answer: (item: ControlItem, at: number) => number | string,
  { mass = 0.9 }: { readonly mass?: number | null } = {},
): readonly Answered[] {
  return battery('verdict', { quick: true }).items.map((item, at): Answered => {
    const said = answer(item, at);
    const presentations = presentationsOf(item.situation, elicitation);
    if (typeof said === 'string') {
      return { item, answers: [], failure: said, presentations: presentations.length };
    }
    const raw = [said, 1 - said];
    const logs = raw.map((p) => Math.log(p));
    return {
      item,
      answers: presentations.map((presentation) => ({
        presentation,
        raw,
        probabilities: raw,
        mass,
        logs,
        tempered: false,
      })),
    };
  });
}

/** .95 for what is right, even where nothing is. */
export function rightly({ right }: ControlItem): number {
  return right === null ? 0.5 : right === 0 ? 0.95 : 0.05;
}
