import { describe, expect, it } from 'vitest';
import { Elicitation, renderPrompt, type Presentation } from '../../../../src/agent/index.js';
import type { Persona, Situation } from '../../../../src/spec/index.js';
import { namingGame } from 'mesocosm/scenarios';
import { namingAfter, opinionOf } from '../../../support/situations.js';

const completion = Elicitation.parse({ form: 'completion' });
const chat = Elicitation.parse({ form: 'chat' });
const ada: Persona = { name: 'Ada', text: '  I am Ada. I count.\n' };

const plain = (lines: number, change: Partial<Presentation> = {}): Presentation => ({
  labels: [0, 1],
  order: Array.from({ length: lines }, (_, line) => line),
  list: [0, 1],
  names: Array.from({ length: lines }, (_, line) => line),
  ...change,
});

const RULES =
  'You play a game of 100 rounds with a partner, Player 2. In each round both of you choose one of these names at the ' +
  'same time: Q or M. If both choose the same name, each of you gains 100 points. If the names differ, each of you ' +
  'loses 50 points. Your aim is to have as many points as possible.';

describe('renderPrompt, completion', () => {
  it('should be word for word a text that an option continues', () => {
    const situation = namingAfter([[0, 1], [1, 1]]); // prettier-ignore
    const { prompt, options } = renderPrompt(situation, plain(3), { elicitation: completion });

    expect(prompt).toEqual({
      form: 'completion',
      pieces: [
        `${RULES}\n`,
        'Round 1: you chose Q, Player 2 chose M; you lost 50 points.\n',
        'Round 2: you chose M, Player 2 chose M; you gained 100 points.\n',
        'Your score in these rounds: 50 points.\n',
        'Round 3: you chose',
      ],
    });
    expect(options).toEqual([' Q', ' M']);
  });

  it('should say who one is before everything else', () => {
    const { prompt } = renderPrompt(namingAfter([]), plain(0), { elicitation: completion, persona: ada });

    expect(prompt.pieces).toEqual(['I am Ada. I count.\n', `${RULES}\n`, 'Round 1: you chose']);
    expect(prompt.system).toBeUndefined();
  });

  it('should list what others chose under the names of the lines', () => {
    const presentation = plain(3, { order: [2, 0, 1], names: [1, 0, 2] });
    const { prompt } = renderPrompt(opinionOf(2, 3), presentation, { elicitation: completion });

    // Statements 0 and 1 are for Q, 2 is for M; the lines belong to the second, the first and the third person.
    expect(prompt.pieces).toEqual(['Ben chose M.\n', 'Ann chose Q.\n', 'Cara chose Q.\n', 'You chose']);
  });

  it('should exchange every label, those of the history with those of the rules', () => {
    const presentation = plain(2, { labels: [1, 0], list: [1, 0] });
    const { prompt, options } = renderPrompt(namingAfter([[0, 1]]), presentation, { elicitation: completion });

    expect(prompt.pieces[0]).toContain('at the same time: M or Q. If');
    expect(prompt.pieces[1]).toBe('Round 1: you chose M, Player 2 chose Q; you lost 50 points.\n');
    expect(options).toEqual([' Q', ' M']);
  });
});

describe('renderPrompt, a cue that ends with a space', () => {
  const spaced: Situation = { ...namingAfter([]), cue: { completion: ['Ada: \t '], chat: ['Which? '] } };
  const lastOf = (elicitation: Elicitation) => renderPrompt(spaced, plain(0), { elicitation }).prompt.pieces.at(-1);

  it('should end without it where a text goes on, for what follows begins with its own', () => {
    expect(lastOf(completion)).toBe('Ada:');
  });

  it('should keep a new line, after which a text goes on in the next', () => {
    const cue = { completion: ['Ada \n'], chat: [] };

    expect(renderPrompt({ ...spaced, cue }, plain(0), { elicitation: completion }).prompt.pieces.at(-1)).toBe('Ada \n');
  });

  it('should stand as it was written in chat', () => {
    expect(lastOf(chat)).toBe('Which? ');
  });
});

describe('renderPrompt, chat', () => {
  it('should be word for word a system message and a question', () => {
    const { prompt, options } = renderPrompt(namingAfter([[0, 0]]), plain(2), { elicitation: chat, persona: ada });

    expect(prompt).toEqual({
      form: 'chat',
      system: `I am Ada. I count.\n${RULES}`,
      pieces: [
        'Round 1: you chose Q, Player 2 chose Q; you gained 100 points.\n',
        'Your score in these rounds: 100 points.\n',
        'This is round 2. Which name do you choose, Q or M? Answer with the name only.',
      ],
    });
    expect(options).toEqual(['Q', 'M']);
  });

  it('should leave out a system message that would say nothing', () => {
    const { prompt } = renderPrompt(opinionOf(1, 2), plain(2), { elicitation: chat });

    expect(prompt).toEqual({
      form: 'chat',
      pieces: [
        'Ann chose Q.\n',
        'Ben chose M.\n',
        'You are one of this group. What do you choose, Q or M? Answer with one of them only.',
      ],
    });
  });

  it('should name three options in the order of the presentation', () => {
    const situation = namingAfter([], namingGame({ names: ['Ada', 'Bo', 'Cy'] }));
    const backwards = { ...plain(0), labels: [1, 2, 0], list: [2, 1, 0] };
    const { prompt } = renderPrompt(situation, backwards, { elicitation: chat });

    expect(prompt.pieces).toEqual([
      'This is round 1. Which name do you choose, Cy, Bo or Ada? Answer with the name only.',
    ]);
  });
});

describe('renderPrompt, holes', () => {
  const broken = (change: Partial<Situation>): (() => unknown) => {
    const situation = { ...opinionOf(1, 2), ...change };
    return () => renderPrompt(situation, plain(2), { elicitation: completion });
  };

  it('should refuse an option, or a name, that the situation does not have', () => {
    expect(broken({ framing: [[{ option: 2 }]] })).toThrow('refers to its option 2, which it does not have');
    expect(broken({ framing: [[{ name: 5 }]] })).toThrow('refers to its name 5, which it does not have');
    expect(broken({ names: ['Ann'] })).toThrow('refers to its name 1, which it does not have');
  });

  it('should leave the names of ordered statements where they are', () => {
    const situation: Situation = {
      ...opinionOf(1, 2),
      unordered: false,
      statements: [
        [{ name: 1 }, ' spoke first.'],
        [{ name: 0 }, ' answered.'],
      ],
    };
    const { prompt } = renderPrompt(situation, plain(2, { names: [1, 0] }), { elicitation: completion });

    expect(prompt.pieces.slice(0, 2)).toEqual(['Ben spoke first.\n', 'Ann answered.\n']);
  });

  it('should name in the framing who is meant, whatever the lines are called', () => {
    const situation: Situation = { ...opinionOf(1, 2), framing: [[{ name: 1 }, ' asks you.']] };
    const { prompt } = renderPrompt(situation, plain(2, { names: [1, 0] }), { elicitation: completion });

    expect(prompt.pieces.slice(0, 3)).toEqual(['Ben asks you.\n', 'Ben chose Q.\n', 'Ann chose M.\n']);
  });
});
