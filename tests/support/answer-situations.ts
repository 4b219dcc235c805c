import { z } from 'zod';
import type { AnswerForm, Situation } from '../../src/spec/index.js';

/** A situation that asks for something else than a choice. */
export function askingFor(answer: AnswerForm): Situation {
  return {
    kind: `some ${answer.kind}`,
    options: [],
    answer,
    state: ['The pot holds 3.'],
    framing: [['Everybody has 10 coins.']],
    statements: [['The pot holds 3.']],
    unordered: false,
    names: [],
    cue: { completion: ['You give'], chat: ['What do you give?'] },
  };
}

export const COINS: AnswerForm = { kind: 'number', minimum: 0, maximum: 10, integer: true, unit: 'coins' };
export const WORDS: AnswerForm = { kind: 'text', maxCharacters: 40, silence: '(says nothing)' };
export const PLAN: AnswerForm = {
  kind: 'structured',
  schema: z.object({ steps: z.array(z.string().max(20)).max(2) }),
};
