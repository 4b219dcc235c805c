import type { Situation } from 'mesocosm';
import type { Feedback } from './feedback.js';

/** What a rule reads of a round off a situation: the own guess, if there was one, and what was told. */
export interface SeenRound {
  readonly guess: number | undefined;
  readonly feedback: Feedback;
}

/** The rounds that a situation shows, oldest first. */
export function roundsIn({ statements }: Situation): readonly SeenRound[] {
  return statements.map((statement) => {
    const hole = statement.find((part) => typeof part === 'object' && 'option' in part);
    const last = String(statement.at(-1));
    const feedback = (['too low', 'too high'] as const).find((one) => last.includes(one)) ?? 'right';
    return { guess: typeof hole === 'object' && 'option' in hole ? hole.option : undefined, feedback };
  });
}
