import type { Remembering } from 'mesocosm';
import { feedbackOn, type Feedback } from './feedback.js';
import { GUESSES_ADDED } from './rules.js';

/** A round as an agent remembers it: its own guess, if it made one, and what it was told of the sum. */
export interface OwnRound {
  readonly round: number;
  readonly guess: number | null;
  readonly feedback: Feedback;
}

/**
 * Agents remember their own guesses and what they were told, and nothing of others. The sum that they are told of is that of
 * the others' guesses as the agent takes them: where these are replaced, so is what is told.
 */
export function searchMemory(window: number): Remembering {
  return {
    window,
    item({ type, data }, agent, lens): OwnRound | undefined {
      if (type !== GUESSES_ADDED) return undefined;
      const guesses = Object.entries(data['guesses'] as { readonly [agent: string]: number });
      const sum = guesses.reduce((total, [who, guess]) => total + (who === agent ? guess : lens(guess, who)), 0);
      const own = guesses.find(([who]) => who === agent)?.[1] ?? null;
      return { round: data['round'] as number, guess: own, feedback: feedbackOn(sum, data['target'] as number) };
    },
  };
}
