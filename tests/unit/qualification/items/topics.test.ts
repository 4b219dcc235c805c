import { describe, expect, it } from 'vitest';
import { sharedContent } from '../../../../src/qualification/items/index.js';
import { personOf, SIDES, statementOf, topics } from '../../../../src/qualification/items/index.js';

describe('the topics', () => {
  it('should be at least sixty for the verdict, and others for choosing a form', () => {
    const count = (use: string) => topics.filter((topic) => topic.use === use).length;

    expect(count('verdict')).toBeGreaterThanOrEqual(60);
    expect(count('choice')).toBeGreaterThanOrEqual(12);
    expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length);
  });

  it('should have paraphrased statements that share no content word with either person', () => {
    const shared = topics.flatMap(({ id, persona, paraphrase }) =>
      SIDES.flatMap((side) =>
        SIDES.flatMap((of) => sharedContent(paraphrase[side], persona[of]).map((word) => `${id}: ${word}`)),
      ),
    );

    expect(shared).toEqual([]);
  });

  it('should have plain statements that do share words with the persons, or the paraphrase would control nothing', () => {
    const sharing = topics.filter(({ persona, plain }) =>
      SIDES.some((side) => sharedContent(plain[side], persona[side]).length > 0),
    );

    expect(sharing.length).toBeGreaterThan(0.9 * topics.length);
  });

  it('should say no statement twice', () => {
    const statements = topics.flatMap(({ plain, paraphrase }) => [
      ...Object.values(plain),
      ...Object.values(paraphrase),
    ]);

    expect(new Set(statements).size).toBe(statements.length);
  });

  it('should negate a statement by one word', () => {
    expect(statementOf('cats are [not ]lovely')).toBe('cats are lovely.');
    expect(statementOf('cats are [not ]lovely', true)).toBe('cats are not lovely.');
  });

  it('should give both people of a topic one name, so that only their opinions differ', () => {
    const [topic] = topics;
    const [pro, con] = SIDES.map((side) => personOf(topic as (typeof topics)[number], side));

    expect(pro?.name).toBe(con?.name);
    expect(pro?.text).not.toBe(con?.text);
  });
});
