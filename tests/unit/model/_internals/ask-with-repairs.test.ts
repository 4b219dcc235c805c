import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askWithRepairs, type Reading } from '../../../../src/model/_internals/ask-with-repairs.js';
import { failed, success, type ModelFailure, type Prompt, type Result } from '../../../../src/spec/index.js';

interface Said {
  readonly text: string;
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number };
}

const prompt: Prompt = { form: 'chat', pieces: ['Q or M?'] };
const said = (text: string): Said => ({ text, usage: { promptTokens: 10, completionTokens: 1 } });
const failureOf = (more: Partial<ModelFailure>): ModelFailure => ({
  kind: 'unavailable',
  message: 'x',
  retryable: true,
  ...more,
});

/** Takes what is no question mark, and is told of each attempt. */
function asking(replies: readonly Result<Said, ModelFailure>[], repairs: number) {
  const asked: Prompt[] = [];
  const wanted = {
    prompt,
    repairs,
    async ask(one: Prompt) {
      asked.push(one);
      return replies[Math.min(asked.length, replies.length) - 1] as Result<Said, ModelFailure>;
    },
    read({ text }: Said, attempts: number): Reading<string> {
      if (!text.startsWith('?')) return { kind: 'read', value: text };
      const failure = failureOf({ kind: 'malformed', message: `${text} after ${attempts}` });
      if (text === '?no') return { kind: 'final', failure };
      return { kind: 'unfit', failure, again: { ...prompt, pieces: [`${text} is nothing`] } };
    },
  };
  return { wanted, asked };
}

describe('askWithRepairs', () => {
  it('should give what was read, and ask once where it will do', async () => {
    const { wanted, asked } = asking([success(said('Q'))], 2);

    expect(await askWithRepairs(wanted, { replies: [], taken: [] })).toEqual({ kind: 'read', value: 'Q' });
    expect(asked).toEqual([prompt]);
  });

  it('should ask with the explanation of the last reply, at most as often as allowed, and keep what all took', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(6), fc.nat(6), async (bad, repairs) => {
        const replies = [...Array.from({ length: bad }, (_, index) => success(said(`?${index}`))), success(said('Q'))];
        const { wanted, asked } = asking(replies, repairs);
        const attempts = { replies: [], taken: [] };

        const { kind } = await askWithRepairs(wanted, attempts);

        expect(kind).toBe(bad <= repairs ? 'read' : 'unfit');
        expect(asked).toHaveLength(Math.min(bad, repairs) + 1);
        expect(attempts.taken).toHaveLength(asked.length);
        expect(asked.slice(1).map(({ pieces }) => pieces[0])).toEqual(
          asked.slice(1).map((_, index) => `?${index} is nothing`),
        );
      }),
    );
  });

  it('should not ask again after what no asking mends', async () => {
    const { wanted, asked } = asking([success(said('?no'))], 5);

    expect(await askWithRepairs(wanted, { replies: [], taken: [] })).toMatchObject({ kind: 'unfit' });
    expect(asked).toHaveLength(1);
  });

  it('should go on after the replies that it has, and count those as attempts', async () => {
    const { wanted, asked } = asking([success(said('?'))], 2);
    const replies = [said('?1'), said('?2')];
    const taken: { usage: Said['usage'] }[] = [];

    const outcome = await askWithRepairs(wanted, { replies, taken });

    expect(outcome).toMatchObject({ kind: 'unfit', failure: { message: '? after 3' } });
    expect(asked.map(({ pieces }) => pieces[0])).toEqual(['?2 is nothing']);
    expect([replies.length, taken.length]).toEqual([3, 1]);
  });

  it('should end without a reply where there is none, with the failure as it is', async () => {
    const failure = failureOf({ status: 503 });
    const { wanted } = asking([success(said('?')), failed(failure)], 2);

    expect(await askWithRepairs(wanted, { replies: [], taken: [] })).toEqual({ kind: 'no-reply', failure });
  });

  it('should end with what was wrong where there is no room to explain it, and count the request', async () => {
    const tooLong = failureOf({ kind: 'malformed', code: 'too-long', status: 400 });
    const { wanted } = asking([success(said('?')), failed(tooLong)], 2);
    const attempts = { replies: [], taken: [] };

    expect(await askWithRepairs(wanted, attempts)).toMatchObject({ kind: 'unfit', failure: { message: '? after 1' } });
    expect(attempts.taken).toHaveLength(2);
  });
});
