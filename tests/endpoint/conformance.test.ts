import { describe, it } from 'vitest';
import type { Prompt } from '../../src/spec/index.js';
import { languageModelChecks } from '../../src/testing/index.js';
import { realModel } from '../support/endpoint-real.js';
import { neighbours } from '../support/endpoint-weights-real.js';

/**
 * How far two answers of the server to one request may lie apart: it goes on from what it has evaluated, in batches of
 * other sizes, which moves probabilities of a 135M model by up to .04.
 */
const TOLERANCE = 0.05;

describe('a real server that is asked to continue texts', () => {
  const prompts = [neighbours('QQMQ'), neighbours('MMQMQM')];
  const create = () => realModel();
  for (const { name, check } of languageModelChecks({ create, prompts, tolerance: TOLERANCE })) {
    it(`should ${name}`, check);
  }
});

describe('a real server that is asked in chats', () => {
  // A model of this size puts little on letters in a chat: it is asked how it begins.
  const prompts: readonly Prompt[] = [
    { form: 'chat', pieces: ['Tell me about the sea.'] },
    { form: 'chat', system: 'You write stories.', pieces: ['Write a story about a village.'] },
  ];
  const create = () => realModel();
  const options = ['The', 'In'];
  for (const { name, check } of languageModelChecks({ create, prompts, options, tolerance: TOLERANCE })) {
    it(`should ${name}`, check);
  }
});

describe('a real server that is made to give an option', () => {
  const prompts = [neighbours('QQMQ', 'chat'), neighbours('MMQMQM', 'chat')];
  const create = () => realModel({ choose: 'structured' });
  for (const { name, check } of languageModelChecks({ create, prompts, samples: 2 })) it(`should ${name}`, check);
});
