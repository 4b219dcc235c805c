import { hash128, type Activation, type Regime } from 'mesocosm';
import { ofLeastPriority } from '../_internals/of-least-priority.js';

/** What a member is asked for: a fact to tell, or a vote. */
export const TELL = 'tell';
export const VOTE = 'vote';

/**
 * In each round everybody tells once, in an order that is drawn anew; at the end all vote at once.
 *
 * @param hears Whom what a member tells reaches.
 */
export function committeeMeeting(
  { rounds }: { readonly rounds: number },
  hears: (agent: string) => readonly string[] | 'all',
): Regime {
  return {
    name: 'committee-meeting',
    finite: true,
    *activations(agents, chances): Iterable<Activation> {
      let index = 0;
      for (let round = 1; round <= rounds; round += 1) {
        const key = hash128([chances('speaking order', round).integer(2 ** 32)]);
        for (const agent of ofLeastPriority(agents, agents.length, key)) {
          const touched = { reads: [agent], writes: hears(agent) };
          yield { index, time: index, agents: [agent], ...touched, asks: TELL, reason: `round ${round}` };
          index += 1;
        }
      }
      yield { index, time: index, agents, reads: agents, writes: 'all', asks: VOTE, reason: 'the vote' };
    },
  };
}
