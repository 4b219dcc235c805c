import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkQuestionnaire, loadQuestionnaire } from '../../src/persona/index.js';
import type { Questionnaire } from '../../src/spec/index.js';

const instrument = (name: string): Promise<Questionnaire> =>
  loadQuestionnaire(fileURLToPath(new URL(`../../generators/instruments/${name}.json`, import.meta.url)));

/** Numbers of the items in the order of the file, from 1, for which it holds. */
const numbersWhere = ({ items }: Questionnaire, holds: (item: Questionnaire['items'][number]) => boolean) =>
  items.flatMap((item, index) => (holds(item) ? [index + 1] : []));

describe.each(['mini-ipip', 'ipip-trust-altruism-adventurousness'])('%s', (name) => {
  it('should have no findings but that published items are alike', async () => {
    const findings = checkQuestionnaire(await instrument(name));

    expect(findings.filter(({ what }) => !what.startsWith('is nearly that of'))).toEqual([]);
  });

  it('should say where it is from, and that it is in the public domain', async () => {
    const { source, licence } = await instrument(name);

    expect(source).toMatch(/International Personality Item Pool/);
    expect(licence).toBe('public domain');
  });
});

describe('the Mini-IPIP', () => {
  // Donnellan, Oswald, Baird, Lucas 2006, appendix, and the key at ipip.ori.org/MiniIPIPKey.htm.
  it('should have the published key', async () => {
    const file = await instrument('mini-ipip');

    expect(numbersWhere(file, ({ reverseKeyed }) => reverseKeyed)).toEqual([6, 7, 8, 9, 10, 15, 16, 17, 18, 19, 20]);
  });

  it.each([
    ['extraversion', [1, 6, 11, 16]],
    ['agreeableness', [2, 7, 12, 17]],
    ['conscientiousness', [3, 8, 13, 18]],
    ['neuroticism', [4, 9, 14, 19]],
    ['intellect-imagination', [5, 10, 15, 20]],
  ])('should measure %s with the published items', async (axis, numbers) => {
    expect(numbersWhere(await instrument('mini-ipip'), (item) => item.axis === axis)).toEqual(numbers);
  });
});

describe('the scales of trust, altruism and adventurousness', () => {
  // Goldberg 1999: facets A1, A3 and O4 of the 300-item form have 4, 5 and 6 reverse-keyed items of 10.
  it.each([
    ['trust', 4],
    ['altruism', 5],
    ['adventurousness', 6],
  ])('should have ten items of %s, %i of them reverse-keyed', async (axis, reversed) => {
    const { items } = await instrument('ipip-trust-altruism-adventurousness');
    const own = items.filter((item) => item.axis === axis);

    expect([own.length, own.filter(({ reverseKeyed }) => reverseKeyed).length]).toEqual([10, reversed]);
  });
});
