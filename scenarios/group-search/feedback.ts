/** All that agents are told of a sum: how it stands to the hidden number. */
export type Feedback = 'too low' | 'too high' | 'right';

/** What agents are told of a sum. */
export function feedbackOn(sum: number, target: number): Feedback {
  if (sum === target) return 'right';
  return sum < target ? 'too low' : 'too high';
}
