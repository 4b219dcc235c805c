import { describe, expect, it } from 'vitest';
import { readNumber, readWords } from '../../../../src/agent/index.js';
import type { AnswerForm } from '../../../../src/spec/index.js';
import { COINS, WORDS } from '../../../support/answer-situations.js';

type NumberForm = Extract<AnswerForm, { kind: 'number' }>;
type TextForm = Extract<AnswerForm, { kind: 'text' }>;
const coins = COINS as NumberForm;
const words = WORDS as TextForm;
const chat = { names: ['Ann', 'agent-1'], continues: false, cut: false };
const going = { ...chat, continues: true };

describe('readNumber', () => {
  it.each([
    ['7', 7],
    [' 7 coins, since I am careful.', 7],
    ['7 coin.\nThen 3 more.', 7],
    ['"7"', 7],
    ['Ann: 7', 7],
    ['<think>3?</think> 7', 7],
    ['$7. I keep 3.', 7],
  ])('should take %j for %d', (reply, value) => {
    expect(readNumber(reply, coins, going)).toEqual({ ok: true, value });
  });

  it.each([
    '',
    'five',
    '5 or 6',
    '5m',
    '1.5h',
    '5 million',
    '5 euros',
    '5%',
    '5/10',
    '2.5',
    '11',
    '-1',
    'I give 5',
    '{"value":5}',
  ])('should make nothing of %j', (reply) => expect(readNumber(reply, coins, going)).toMatchObject({ ok: false }));

  it('should take thousands and fractions where they fit', () => {
    const form: NumberForm = { kind: 'number', minimum: -5000, maximum: 5000 };

    expect(readNumber('1,200.5', form, going)).toEqual({ ok: true, value: 1200.5 });
    expect(readNumber('-0.5', form, going)).toEqual({ ok: true, value: -0.5 });
    expect(readNumber('1,5', form, going)).toMatchObject({ ok: false });
  });

  it('should not take a number that may go on', () => {
    expect(readNumber(' 1', coins, { ...going, cut: true })).toMatchObject({ ok: false });
    expect(readNumber(' 1 coin', coins, { ...going, cut: true })).toEqual({ ok: true, value: 1 });
  });
});

describe('readWords', () => {
  it.each([
    ['  Hello.\n', 'Hello.'],
    ['"Hello."', 'Hello.'],
    ['“Hello.”', 'Hello.'],
    ['Ann: Hello.', 'Hello.'],
    ['**Ann:** "Hello."', 'Hello.'],
    ['agent-1: Hello.', 'Hello.'],
    ['<think>What now?</think>\nHello.', 'Hello.'],
    ['```\nHello.\n```', 'Hello.'],
    ['"Yes" or "no"', '"Yes" or "no"'],
    ['Ben: Hello.', 'Ben: Hello.'],
    ['Hello.\nGood day.', 'Hello.\nGood day.'],
  ])('should take %j for %j', (reply, value) => {
    expect(readWords(reply, words, chat)).toEqual({ ok: true, value });
  });

  it.each(['(says nothing)', 'Says nothing.', ' "(SAYS NOTHING)" ', 'Ann: (says nothing)'])(
    'should take %j for silence',
    (reply) => {
      expect(readWords(reply, words, chat)).toEqual({ ok: true, value: null });
    },
  );

  it('should not take nothing for silence', () => {
    expect(readWords(' \n', words, chat)).toEqual({ ok: false, why: 'no words came' });
    expect(readWords('<think>Well', words, chat)).toEqual({ ok: false, why: 'no words came' });
  });

  it('should say how much too long a text of a chat is, and that it was cut', () => {
    expect(readWords('x'.repeat(41), words, chat)).toEqual({ ok: false, why: 'it has 41 characters, of at most 40' });
    expect(readWords('Hello. I', words, { ...chat, cut: true })).toEqual({
      ok: false,
      why: 'it was cut before its end',
    });
  });

  it('should take the first line of a text that goes on, and only its whole sentences where it is too long or cut', () => {
    expect(readWords(' Hello.\nBen: Hi.', words, { ...going, cut: true })).toEqual({ ok: true, value: 'Hello.' });
    expect(readWords('Hello there. I would like to say so much more than fits.', words, going)).toEqual({
      ok: true,
      value: 'Hello there.',
    });
    expect(readWords('Hello. And', words, { ...going, cut: true })).toEqual({ ok: true, value: 'Hello.' });
    expect(readWords('And so on and', words, { ...going, cut: true })).toMatchObject({ ok: false });
  });
});
