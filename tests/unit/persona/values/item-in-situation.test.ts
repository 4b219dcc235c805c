import { describe, expect, it } from 'vitest';
import { presentationsOf, psychometricMind, renderPrompt, Elicitation } from '../../../../src/agent/index.js';
import { BASIC_VALUES, itemInSituation } from '../../../../src/persona/index.js';
import { canonicalState, type LikertItem, type Persona, type Situation } from '../../../../src/spec/index.js';

const [first] = BASIC_VALUES.items as [LikertItem];

/** A game in which Ann was met, and nothing but words of its own. */
function around(change: Partial<Situation> = {}): Situation {
  return {
    kind: 'name',
    options: ['Q', 'M'],
    state: ['anything'],
    framing: [['Names are ', { list: 'or' }, '.']],
    statements: [
      [{ person: ['I chose ', 'You chose ', '{name} chose '] }, { option: 1 }, ', ', { name: 0 }, ' did not.'],
    ],
    unordered: true,
    names: ['Ann'],
    cue: { completion: ['Round 2:'], chat: ['Which name?'] },
    ...change,
  };
}

function promptsOf(situation: Situation, form: 'completion' | 'chat', person: 'first' | 'second' | 'third' = 'first') {
  const elicitation = Elicitation.parse({ form, person });
  const persona: Persona = { name: 'Bea', text: 'I am Bea.' } as Persona;
  return presentationsOf(situation, elicitation).map((presentation) => {
    const { prompt, options } = renderPrompt(situation, presentation, { elicitation, persona });
    return { text: `${prompt.system ?? ''}|${prompt.pieces.join('')}`, options };
  });
}

describe('an item in the middle of a scenario', () => {
  it('should be asked after the rules and what is remembered, whose options are words there', () => {
    const [forward] = promptsOf(itemInSituation(BASIC_VALUES, first, around()), 'completion');

    expect(forward?.text).toBe(
      `|I am Bea.\nNames are Q or M.\n${BASIC_VALUES.context}\nI chose M, Ann did not.\n` +
        `The statement: "${first.statement}"\nSomebody says this about life. How far would I agree? Would it be: ` +
        'strongly disagree, disagree, neither agree nor disagree, agree or strongly agree?\nI would',
    );
    expect(forward?.options).toContain(' strongly agree');
  });

  it('should name the scale forwards and backwards, whatever the scenario does with its options', () => {
    const [forward, backward, ...more] = promptsOf(itemInSituation(BASIC_VALUES, first, around()), 'chat', 'second');

    expect(more).toEqual([]);
    expect(forward?.text).toContain(
      'How far would you agree? Answer with one of these and nothing else: strongly disagree,',
    );
    expect(backward?.text).toContain('nothing else: strongly agree, agree,');
  });

  it('should ask about somebody by name in the third person', () => {
    const [forward] = promptsOf(itemInSituation(BASIC_VALUES, first, around()), 'completion', 'third');

    expect(forward?.text).toContain('Bea chose M, Ann did not.');
    expect(forward?.text).toMatch(/How far would Bea agree\? .*\nBea would$/s);
  });

  it('should be another decision problem wherever a word is another one', () => {
    const state = (change: Partial<Situation>): string =>
      canonicalState(itemInSituation(BASIC_VALUES, first, around(change)));

    expect(state({})).toBe(state({ kind: 'other', cue: { completion: ['Go'], chat: ['Go'] } }));
    expect(state({ statements: [] })).not.toBe(state({}));
    expect(state({ options: ['Q', 'X'] })).not.toBe(state({}));
    expect(state({ names: ['Bob'] })).not.toBe(state({}));
    expect(state({ framing: [] })).not.toBe(state({}));
  });

  it('should be answered by minds that answer items without surroundings', () => {
    const mind = psychometricMind({ questionnaire: BASIC_VALUES, seed: 1, parameters: { discrimination: 100 } });
    const persona = { name: 'Bea', text: 'Bea.', position: { 'openness to change': 1, 'self-transcendence': 0 } };
    const top = BASIC_VALUES.items.map((item) => {
      const judged = mind.judge(itemInSituation(BASIC_VALUES, item, around()), {
        agent: 'a',
        occasion: 0,
        stream: 's',
        persona: persona as unknown as Persona,
      });
      if (judged instanceof Promise || judged.kind !== 'distribution') return -1;
      return judged.probabilities.findIndex((p) => p > 0.99);
    });

    expect(top).toEqual([4, 4, 0, 0, 0, 0, 0, 4, 4, 4]);
  });
});
