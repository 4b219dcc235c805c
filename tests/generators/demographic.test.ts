import { describe, expect, it } from 'vitest';
import { chancesFrom, type PersonaBrief } from 'mesocosm';
import { demographic } from 'mesocosm/generators';
import { AGES, EDUCATIONS, OCCUPATIONS, REGIONS, SEXES } from '../../generators/demographic/marginals.js';

const people = 4000;
const chances = chancesFrom('marginals');
const texts = Array.from({ length: people }, (_, index) =>
  demographic.compose({ name: 'Ada Quist', chance: chances(index) } as PersonaBrief),
);
const shareOf = (pattern: RegExp, among: readonly string[] = texts): number =>
  among.filter((text) => pattern.test(text)).length / among.length;
const total = (shares: readonly number[]): number => shares.reduce((sum, share) => sum + share, 0);
/** Four standard errors of a share near one half. */
const near = 2 / Math.sqrt(people);

describe('the marginals', () => {
  it('should add up to the totals of their tables', () => {
    // BLS 2026: table 10b has 163,493 thousand employed, table A-20 for May 2025 163,401; rounding moves a sum by a few.
    expect(total(AGES.map(([, , count]) => count))).toBe(163_493);
    expect(total(SEXES.map(([, count]) => count))).toBe(163_401);
    // BLS 2026, table A-17: some college or associate degree, 34,891 thousand together.
    expect(total(EDUCATIONS.slice(2, 4).map(([, count]) => count))).toBe(34_891);
    for (const shares of Object.values(OCCUPATIONS))
      expect(total(shares.map(([, share]) => share))).toBeCloseTo(100, 0);
    // Census 2021: 331,449,281 residents.
    expect(total(REGIONS.map(([, millions]) => millions))).toBeCloseTo(331.449, 0);
  });
});

describe('people by marginals', () => {
  it('should be drawn as often as the tables say', () => {
    expect(Math.abs(shareOf(/a woman/) - 76_836 / 163_401)).toBeLessThan(near);
    expect(Math.abs(shareOf(/the South/) - 126.3 / 331.5)).toBeLessThan(near);
    const women = texts.filter((text) => text.includes('a woman'));
    expect(Math.abs(shareOf(/in services/, women) - 0.209)).toBeLessThan(2 * near);
    const ages = texts.map((text) => Number(/ of (\d+) from/.exec(text)?.[1]));
    expect(Math.abs(ages.filter((age) => age >= 35 && age < 45).length / people - 37_036 / 163_493)).toBeLessThan(near);
    expect([Math.min(...ages), Math.max(...ages)]).toEqual([16, 79]);
  });

  it('should give nobody under 20 a college, and nobody under 25 a degree', () => {
    const young = texts.filter((text) => Number(/ of (\d+) from/.exec(text)?.[1]) < 25);

    expect(young.length).toBeGreaterThan(100);
    expect(young.filter((text) => text.includes('degree or a') || text.includes('associate'))).toEqual([]);
    expect(young.filter((text) => / of 1\d from/.test(text) && text.includes('college'))).toEqual([]);
  });
});
