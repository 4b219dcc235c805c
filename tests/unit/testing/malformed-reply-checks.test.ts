import { describe, expect, it } from 'vitest';
import { failed, success } from '../../../src/spec/index.js';
import {
  malformedReplies,
  malformedReplyChecks,
  malformedTexts,
  malformedValues,
  scriptedModel,
  type Script,
} from '../../../src/testing/index.js';

const NO_TOKENS = { promptTokens: 0, completionTokens: 0 };
const unreachable = { kind: 'unavailable', message: 'nobody is there', retryable: true } as const;
const silent = { kind: 'malformed', message: 'it is no good', retryable: false } as const;
const careful = { ...silent, evidence: 'what came back' };

/** Names of the checks that a model fails which always does the same. */
async function failedBy(script: Parameters<typeof scriptedModel>[0], verbs: readonly ('choose' | 'write')[]) {
  const checks = malformedReplyChecks({ create: () => scriptedModel(script), verbs });
  const outcomes = await Promise.all(
    checks.map(({ name, check }) =>
      check().then(
        () => success(name),
        () => failed(name),
      ),
    ),
  );
  return outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure]));
}

describe('the kit of malformed replies', () => {
  it('should pass a model that takes nothing and shows the reply', async () => {
    expect(await failedBy({ choose: () => careful, write: () => careful }, ['choose', 'write'])).toEqual([]);
  });

  it('should find a model that takes the first option from everything, where it is not clear', async () => {
    const unclear = malformedReplies(['Q', 'M']).filter(({ option }) => option === undefined);

    expect(await failedBy({ choose: () => [1, 0] }, ['choose'])).toHaveLength(unclear.length);
  });

  it('should find a model that takes the other option', async () => {
    expect(await failedBy({ choose: () => [0, 1] }, ['choose'])).toHaveLength(malformedReplies(['Q', 'M']).length);
  });

  it('should find a model that makes up a value', async () => {
    const wrong = malformedValues(['Q', 'M']).filter(({ value }) => value === undefined);
    const write: Script['write'] = ({ schema }) => (schema === undefined ? careful : '{"choice":"Q","amount":5}');

    expect(await failedBy({ write }, ['write'])).toHaveLength(wrong.length);
  });

  it('should find a model that makes up a text', async () => {
    const write: Script['write'] = ({ schema }) => (schema === undefined ? 'Ann, perhaps.' : careful);

    expect(await failedBy({ write }, ['write'])).toHaveLength(malformedTexts().length);
  });

  it('should find a model that takes nothing for a text', async () => {
    const nothing = success({ text: ' ', finishReason: 'stop' as const, usage: NO_TOKENS });
    const create = () => ({ ...scriptedModel({}), write: async () => nothing });
    const checks = malformedReplyChecks({ create, verbs: ['write'] }).filter(({ name }) =>
      name.startsWith('make nothing of a text '),
    );

    for (const { check } of checks) await expect(check()).rejects.toThrow('it took " "');
  });

  it.each([
    ['blames the connection', unreachable],
    ['does not show the reply', silent],
  ])('should find a model that %s', async (_what, failure) => {
    expect(await failedBy({ choose: () => failure }, ['choose'])).toHaveLength(malformedReplies(['Q', 'M']).length);
  });

  it('should hold every shape once', () => {
    for (const shapes of [malformedReplies(['Q', 'M']), malformedTexts(), malformedValues(['Q', 'M'])]) {
      expect(new Set(shapes.map(({ what }) => what)).size).toBe(shapes.length);
    }
  });
});
