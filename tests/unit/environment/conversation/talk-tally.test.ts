import { describe, expect, it } from 'vitest';
import { talkTally } from '../../../../src/environment/conversation/index.js';

const AGENTS = [{ id: 'ann' }, { id: 'ben' }, { id: 'cara' }];

describe('a tally of talk', () => {
  it('should count who said how much, and how unevenly, those who said nothing included', () => {
    const tally = talkTally(AGENTS);
    tally.said('ann', 6);
    tally.said('ben', 3);
    tally.said('ann', 3);

    expect(tally.counts()).toEqual({
      utterances: 3,
      silences: 0,
      failedTurns: 0,
      speakers: 2,
      amount: 12,
      largestShare: 0.75,
      gini: expect.closeTo(0.5, 12) as number,
    });
  });

  it('should tell silence that was chosen from turns that failed', () => {
    const tally = talkTally(AGENTS);
    for (const why of ['silence', 'failure', 'silence', undefined, 'failure']) tally.passed(why);

    expect(tally.counts()).toMatchObject({ utterances: 0, silences: 2, failedTurns: 3 });
  });

  it('should have no shares where nothing was said', () => {
    const tally = talkTally(AGENTS);
    tally.said('ann', 0);

    expect(tally.counts()).toMatchObject({ utterances: 1, speakers: 1, amount: 0, largestShare: null, gini: null });
  });
});
