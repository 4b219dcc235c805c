import { describe, expect, it } from 'vitest';
import { answerCacheFolder, openAnswerCache } from '../../../../src/model/index.js';
import { jsonOf, mesocosm } from '../../../support/command-line.js';

/** Puts so many answers of a model into the cache of this test. */
async function keep(model: string, answers: number): Promise<void> {
  const cache = openAnswerCache({ model });
  for (let n = 0; n < answers; n += 1) await cache.put(`${model} ${n}`, 'choose', { n, model });
}

describe('mesocosm cache', () => {
  it('should list whose answers are kept', async () => {
    await keep('openai:small', 3);
    await keep('openai:large', 1);

    const { code, out } = await mesocosm(['cache', 'list']);
    const { data } = jsonOf(await mesocosm(['cache', 'list', '--json']));

    expect(code).toBe(0);
    expect(out).toMatch(/^openai:small {2}3 answers {2}\d+ B {2}\d{4}-\d\d-\d\d\nopenai:large {2}1 answer {2}/);
    expect(data).toMatchObject({
      folder: answerCacheFolder(),
      models: [
        { model: 'openai:small', answers: 3 },
        { model: 'openai:large', answers: 1 },
      ],
    });
  });

  it('should say where it is and how large', async () => {
    await keep('m', 2);

    expect((await mesocosm(['cache', 'size'])).out).toMatch(/^2 answers, [\d.]+ K?B, in /);
    expect(jsonOf(await mesocosm(['cache', 'size', '--json'])).data).toMatchObject({ answers: 2 });
  });

  it('should say so where it is empty', async () => {
    expect((await mesocosm(['cache', 'list'])).out).toBe(`No answers are kept in ${answerCacheFolder()}.\n`);
    expect((await mesocosm(['cache', 'clear'])).out).toMatch(/^Removed 0 answers, 0 B, from /);
  });

  it('should prune by age and by size, and say what was removed', async () => {
    await keep('m', 3);

    const young = await mesocosm(['cache', 'prune', '--older-than', '1d']);
    const small = await mesocosm(['cache', 'prune', '--to', '0B', '--json']);

    expect(young.out).toMatch(/^Removed 0 answers/);
    expect(jsonOf(small).data).toMatchObject({ removed: { answers: 3 } });
    expect(jsonOf(await mesocosm(['cache', 'size', '--json'])).data).toMatchObject({ answers: 0 });
  });

  it('should clear all of it without asking', async () => {
    await keep('m', 3);

    expect((await mesocosm(['cache', 'clear'])).out).toMatch(/^Removed 3 answers, /);
    expect((await mesocosm(['cache', 'list'])).out).toContain('No answers are kept');
  });

  it.each([
    [['cache', 'prune'], /^nothing says which answers are to go; expected --older-than AGE, --to SIZE, or both/],
    [['cache', 'prune', '--to', 'much'], /Expected a size like 500MB or 2GB/],
    [['cache', 'prune', '--older-than', '30'], /Expected an age like 30d/],
    [['cache', 'empty'], /"empty"/],
  ])('should refuse %j in one sentence', async (argv, words) => {
    const { code, out, err } = await mesocosm(argv);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
  });
});
