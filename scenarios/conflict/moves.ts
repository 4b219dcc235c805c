/** What somebody may do in a step, from friendly to escalating: the scheme by which behaviour is coded. */
export const MOVES = ['apologise', 'settle', 'explain', 'blame', 'threaten'] as const;

/** What each move means, as it follows its name. */
export const MEANINGS: readonly string[] = [
  'say sorry and make peace, even at a cost of your own',
  'offer a way to share the damage that both can live with',
  'say what happened and hear the other side, without giving way',
  'say that it is the fault of the other, who has to pay all of it',
  'insult the other, or threaten with the police, a lawyer or worse',
];

/** Escalation of a move, from 0 (friendly) to 1 (escalating), in equal steps. */
export function escalationOf(move: number): number {
  return move / (MOVES.length - 1);
}
