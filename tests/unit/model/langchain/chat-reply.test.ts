import { describe, expect, it } from 'vitest';
import { replyIn } from '../../../../src/model/langchain/chat-reply.js';

const completion = (message: object, more: object = {}): object => ({
  choices: [{ message, finish_reason: 'stop', ...more }],
  usage: { prompt_tokens: 5, completion_tokens: 2 },
});

describe('replyIn', () => {
  it('should read text, end and usage', () => {
    expect(replyIn(completion({ content: 'Q' }))).toEqual({
      text: 'Q',
      whole: 'Q',
      finishReason: 'stop',
      usage: { promptTokens: 5, completionTokens: 2 },
    });
  });

  it.each([
    ['no object', undefined],
    ['a text', '<html>'],
    ['no choices', {}],
    ['an empty list of choices', { choices: [] }],
    ['a choice without a message', { choices: [{}] }],
  ])('should find no reply in %s', (_what, raw) => expect(replyIn(raw)).toBeUndefined());

  it.each([
    ['null', null, ''],
    ['nothing', undefined, ''],
    ['parts', [{ type: 'text', text: 'Q' }, { type: 'image' }, { type: 'text', text: '!' }], 'Q!'],
  ])('should read content that is %s', (_what, content, text) => {
    expect(replyIn(completion({ content }))?.text).toBe(text);
  });

  it.each([
    ['<think>Q or M?\nHm.</think>\n\nM', 'M'],
    ['\n<think>\n</think>Q', 'Q'],
    ['<think>Q or M? Let me', ''],
    ['I <think> so', 'I <think> so'],
  ])('should take thoughts away from "%s"', (whole, text) => {
    expect(replyIn(completion({ content: whole }))).toMatchObject({ text, whole });
  });

  it('should read refusals, in words and by a filter', () => {
    expect(replyIn(completion({ content: null, refusal: 'I will not.' }))?.refusal).toBe('I will not.');
    expect(replyIn(completion({ content: '' }, { finish_reason: 'content_filter' }))?.refusal).toBe('content filter');
    expect(replyIn(completion({ content: 'Q', refusal: '' }))?.refusal).toBeUndefined();
    expect(replyIn(completion({ content: 'Q', refusal: null }))?.refusal).toBeUndefined();
  });

  it('should read log-probabilities, and do without those that are none', () => {
    const content = [{ token: 'Q', logprob: -0.5, top_logprobs: [{ token: 'Q', logprob: -0.5 }] }];
    const alternatives = [{ token: 'Q', logprob: -0.5 }];

    expect(replyIn(completion({ content: 'Q' }, { logprobs: { content } }))?.tokens).toEqual([
      { token: 'Q', logprob: -0.5, alternatives },
    ]);
    expect(replyIn(completion({ content: 'Q' }, { logprobs: null }))?.tokens).toBeUndefined();
    expect(replyIn(completion({ content: 'Q' }, { logprobs: { tokens: ['Q'] } }))?.tokens).toBeUndefined();
    expect(replyIn(completion({ content: 'Q' }, { logprobs: 'none' }))?.tokens).toBeUndefined();
  });

  it('should not know tokens that the endpoint does not tell', () => {
    const { choices } = completion({ content: 'Q' }) as { choices: object };

    expect(replyIn({ choices })?.usage).toEqual({ promptTokens: null, completionTokens: null });
    expect(replyIn({ choices, usage: { prompt_tokens: 5 } })?.usage).toEqual({
      promptTokens: 5,
      completionTokens: null,
    });
  });

  it('should call every other end of a reply "other"', () => {
    const ends = ['stop', 'length', 'tool_calls', null].map(
      (end) => replyIn(completion({ content: 'Q' }, { finish_reason: end }))?.finishReason,
    );

    expect(ends).toEqual(['stop', 'length', 'other', 'other']);
  });
});
