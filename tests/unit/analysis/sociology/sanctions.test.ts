import { describe, expect, it } from 'vitest';
import { sanctionsIn } from '../../../../src/index.js';

const at = (agent: string, sanctioning: boolean | null, contribution: number | null) => ({ agent, sanctioning, contribution }); // prettier-ignore
const punish = (from: string, to: string, amount: number) => ({ from, to, kind: 'punish' as const, amount });

describe('sanctions and institutions', () => {
  it('should count who chose sanctions, what was spent a head, and punishing of those who gave as much', () => {
    const found = sanctionsIn([
      {
        agents: [at('a', true, 20), at('b', true, 5), at('c', false, 0), at('d', true, 20)],
        // b is punished for giving less; d, who gave as much as a, is punished against the sense of it.
        sanctions: [punish('a', 'b', 3), punish('a', 'd', 1), { from: 'd', to: 'a', kind: 'reward', amount: 2 }],
      },
      { agents: [at('a', true, 20), at('b', false, 5), at('c', false, 0), at('d', null, null)], sanctions: [] },
    ]);

    expect(found).toEqual({
      made: 7,
      missing: 1,
      sanctioningShare: 4 / 7,
      sanctioningBounds: { low: 4 / 8, high: 5 / 8 },
      byRound: [3 / 4, 1 / 3],
      punishPerCapita: 1,
      rewardPerCapita: 0.5,
      antisocialShare: 0.5,
      judged: 2,
      unjudged: 0,
    });
  });

  it('should not judge a punishment of which a gift is unknown', () => {
    const agents = [at('a', true, null), at('b', true, 5)];

    expect(sanctionsIn([{ agents, sanctions: [punish('a', 'b', 1)] }])).toMatchObject({
      antisocialShare: null,
      judged: 0,
      unjudged: 1,
    });
  });

  it('should have nothing to say of nothing', () => {
    expect(sanctionsIn([])).toMatchObject({ sanctioningShare: null, sanctioningBounds: null, punishPerCapita: null });
  });
});
