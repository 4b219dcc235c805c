import { describe, expect, it } from 'vitest';
import { targetQuantile } from '../../../../src/persona/placement/index.js';

const SHARES = [0.01, 0.1, 0.5, 0.9, 0.999];

describe('targetQuantile', () => {
  // scipy 1.17.1: stats.beta.ppf(SHARES, a, b).
  it.each([
    [5, 5, [0.17096510548245908, 0.3009687635932147, 0.5, 0.6990312364067853, 0.8974765521937462]],
    [0.5, 2, [4.444576138515906e-5, 0.004457681887621376, 0.12061475842818319, 0.5318774334735805, 0.9488080552841687]],
    [2, 0.7, [0.127905734108236, 0.391217733584531, 0.8036403541540246, 0.9823501404512671, 0.9999757294750512]],
    [30, 80, [0.1810111212089249, 0.21936132138604025, 0.27134566775413466, 0.32788571553173573, 0.4130944442981967]],
  ])('should equal scipy for beta(%d, %d)', (a, b, expected) => {
    const quantile = targetQuantile({ kind: 'beta', a, b });

    SHARES.forEach((share, at) => expect(quantile(share)).toBeCloseTo(expected[at] as number, 11));
    expect([quantile(0), quantile(1)]).toEqual([0, 1]);
  });

  // scipy 1.17.1: stats.truncnorm.ppf(SHARES, -m / s, (1 - m) / s, loc=m, scale=s).
  it.each([
    [0.3, 0.2, [0.013690669145634049, 0.10119324990242984, 0.3167071813214192, 0.5638669099992402, 0.9088869869727543]],
    [0.5, 0.1, [0.26736626660161, 0.3718449741140557, 0.5, 0.6281550258859444, 0.8090147354261752]],
    [1.5, 0.4, [0.279981521743478, 0.5788729457663961, 0.852940266812916, 0.9759898789963072, 0.9997687379361141]],
    [
      -0.5,
      0.2,
      [0.0007116879717886659, 0.007420654496184564, 0.047299938227090776, 0.145814085337725, 0.3740187141160357],
    ],
  ])('should equal scipy for a normal density of mean %d and sd %d, truncated', (mean, sd, expected) => {
    const quantile = targetQuantile({ kind: 'normal', mean, sd });

    SHARES.forEach((share, at) => {
      expect(quantile(share)).toBeCloseTo(expected[at] as number, 8);
    });
    expect([quantile(0), quantile(1)]).toEqual([0, 1]);
  });

  it('should fill the parts of a table by their weights, and none without weight', () => {
    const quantile = targetQuantile({ kind: 'table', weights: [0, 1, 0, 3] });

    // A quarter of the people between 1/4 and 1/2, three quarters above 3/4.
    expect([0, 0.125, 0.25, 0.625, 1].map(quantile)).toEqual([0.25, 0.375, 0.75, 0.875, 1]);
  });

  it('should end where the weights of a table end', () => {
    const quantile = targetQuantile({ kind: 'table', weights: [1, 1, 0] });

    expect(quantile(1)).toBeCloseTo(2 / 3, 15);
  });

  it('should refuse a density that is none', () => {
    expect(() => targetQuantile({ kind: 'beta', a: 0, b: 1 })).toThrow(/beta.*a.*expected beta with a, b > 0/);
    expect(() => targetQuantile({ kind: 'table', weights: [0, 0] })).toThrow('all weights are 0');
    expect(() => targetQuantile({ kind: 'normal', mean: 9, sd: 0.1 })).toThrow('next to nothing between 0 and 1');
  });
});
