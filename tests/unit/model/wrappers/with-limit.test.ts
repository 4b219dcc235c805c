import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { withLimit } from '../../../../src/model/wrappers/index.js';
import { countingModel } from '../../../../src/testing/index.js';
import { choosing, gate, idle, outcomeOf, promptOf } from '../../../support/endpoint-requests.js';

const askedAbout = (model: ReturnType<typeof countingModel>): readonly string[] =>
  model.calls.map(({ request }) => promptOf(request).pieces[0] as string);

describe('withLimit', () => {
  it('should have at most so many calls open at once, and answer all', async () => {
    const model = countingModel(scriptedModel({ choose: () => [1, 1], delay: idle }));
    const limited = withLimit(model, { concurrency: 3 });

    const replies = await Promise.all(Array.from({ length: 20 }, (_, at) => limited.choose(choosing(`${at}`))));

    expect(model.mostOpen()).toBe(3);
    expect(replies.map(outcomeOf)).toEqual(Array(20).fill('answered'));
  });

  it('should take the waiting in the order in which they came', async () => {
    const model = countingModel(scriptedModel({ choose: () => [1, 1], delay: idle }));
    const limited = withLimit(model, { concurrency: 1 });

    await Promise.all(['a', 'b', 'c', 'd'].map((about) => limited.choose(choosing(about))));

    expect(askedAbout(model)).toEqual(['About a:\n', 'About b:\n', 'About c:\n', 'About d:\n']);
  });

  it('should answer a waiting call that is interrupted at once, though the slot stays taken', async () => {
    const { opened, open } = gate();
    const model = countingModel(scriptedModel({ choose: () => [1, 1], delay: () => opened }));
    const limited = withLimit(model, { concurrency: 1 });
    const stop = new AbortController();
    const first = limited.choose(choosing('a'));
    const second = limited.choose(choosing('b'), { signal: stop.signal });
    await idle();

    stop.abort();

    expect(outcomeOf(await second)).toBe('aborted');
    open();
    expect(outcomeOf(await first)).toBe('answered');
    expect(model.calls).toHaveLength(1);
  });

  it('should go on after a call that threw', async () => {
    const broken = scriptedModel({
      choose: ({ prompt }) => {
        if (prompt.pieces[0]?.includes('a') === true) throw new Error('a bug');
        return [1, 1];
      },
    });
    const limited = withLimit(broken, { concurrency: 1 });

    const first = limited.choose(choosing('a: b'));
    const second = limited.choose({ prompt: { form: 'chat', pieces: ['b'] }, options: ['Q', 'M'] });

    await expect(first).rejects.toThrow('a bug');
    expect(outcomeOf(await second)).toBe('answered');
  });

  it('should burden a signal that many calls wait on with one listener, and in the end with none', async () => {
    const { opened, open } = gate();
    const { signal } = new AbortController();
    const limited = withLimit(scriptedModel({ choose: () => [1, 1], delay: () => opened }), { concurrency: 2 });
    const asked = Array.from({ length: 30 }, (_, at) => limited.choose(choosing(`${at}`), { signal }));
    await idle();

    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    open();
    await Promise.all(asked);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
