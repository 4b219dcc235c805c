import { describe, expect, it } from 'vitest';
import { isRefusal, replyCheck } from '../../../../src/persona/writing/index.js';

const told = 'Write one paragraph about Ada Quist. Keep it short.';
const check = replyCheck({ words: [5, 200], name: 'Ada Quist', instructions: told });
const sensible = 'Ada Quist keeps bees. When it rains, Ada Quist mends the nets and says little about either.';

describe('a check of replies', () => {
  it('should find nothing wrong with a text that will do', () => {
    expect(check(sensible)).toBeUndefined();
  });

  it.each([
    ['too short', 'Ada Quist keeps bees.', 'at least 5'],
    ['too long', `${sensible} ${Array.from({ length: 200 }, (_, at) => `word${at}`).join(' ')}`, 'at most 200'],
    ['nameless', sensible.replaceAll('Ada Quist', 'She'), 'does not name Ada Quist'],
    ['a copy of the instructions', `${sensible} Write one paragraph about Ada Quist!`, 'repeats the instructions'],
    [
      'nearly the instructions',
      'For Ada Quist one paragraph about Ada Quist, keep it short today.',
      'repeats the instructions in nearly the same words',
    ],
    ['the same sentence again', `Ada Quist ${'likes the old harbour best. '.repeat(4)}`, 'again and again'],
    ['a circle', `Ada Quist is here. ${'She is, she is a; mother. '.repeat(1)}${Array.from({ length: 30 }, (_, at) => `She is so ${at % 9}.`).join(' ')}`, 'in circles'], // prettier-ignore
    ['a refusal', "I'm sorry, but I cannot help with that request about Ada Quist.", 'a refusal'],
  ])('should say what is wrong where it is %s', (_, text, says) => {
    expect(check(text)).toContain(says);
  });

  it('should take short sentences that come back, and pole descriptions that stand in the prompt', () => {
    expect(check(`${sensible} I know. I know. I know. Keep it short.`)).toBeUndefined();
  });
});

describe('a refusal', () => {
  it.each([
    "I'm sorry, but I can't assist with that.",
    'As an AI language model, I do not have a personality.',
    'I cannot create content of that kind.',
    '“I am sorry, I am not able to write about real people.”',
    'Unfortunately, I won’t provide a persona like that.',
  ])('should be known: %s', (text) => {
    expect(isRefusal(text)).toBe(true);
  });

  it.each([
    'I can’t trust people who never paid a bill.',
    'I am sorry for those who waited. I would have opened the gates on the first day.',
    'My name is Ada. I will not help a man who lies, and everybody in the village knows it. I have said so in the council, to his face, and I would say it again if they asked me tomorrow morning.',
    'Unfortunately the harbour froze, and we lost the boats.',
  ])('should not be seen in what somebody says: %s', (text) => {
    expect(isRefusal(text)).toBe(false);
  });
});
