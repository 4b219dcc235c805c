import { describe, expect, it } from 'vitest';
import { ruleMind, scriptedMind } from '../../../../src/agent/index.js';
import type { MindContext } from '../../../../src/spec/index.js';
import { askingFor, COINS, WORDS } from '../../../support/answer-situations.js';
import { namingAfter } from '../../../support/situations.js';

const context: MindContext = { agent: 'ann', occasion: 3, stream: 's' };

describe('ruleMind', () => {
  it('should give what the rule gives, worked out once for each situation', () => {
    let worked = 0;
    const mind = ruleMind({
      name: 'rule:count',
      probabilities({ state }) {
        worked += 1;
        return [state.length, 1];
      },
    });
    const situation = namingAfter([[0, 1]]);

    expect(mind.judge(situation, context)).toEqual({ kind: 'distribution', probabilities: [2, 1] });
    expect(mind.judge(situation, context)).toBe(mind.judge(situation, { ...context, agent: 'ben' }));
    expect(worked).toBe(1);
    expect(mind.name).toBe('rule:count');
  });
});

describe('scriptedMind', () => {
  it('should take the label that it is told', () => {
    const mind = scriptedMind({ choose: () => 'M' });

    expect(mind.judge(namingAfter([]), context)).toEqual({ kind: 'distribution', probabilities: [0, 1] });
    expect(mind.name).toBe('scripted');
  });

  it('should hand on a judgement, at once or late', async () => {
    const refused = { kind: 'refused', message: 'no' } as const;

    expect(scriptedMind({ choose: () => refused }).judge(namingAfter([]), context)).toBe(refused);
    expect(await scriptedMind({ choose: async () => refused }).judge(namingAfter([]), context)).toBe(refused);
  });

  it('should be malformed where it is told what is no option, with what that was', () => {
    const mind = scriptedMind({ name: 'odd', choose: () => 'Z'.repeat(200) });

    expect(mind.judge(namingAfter([]), context)).toEqual({
      kind: 'malformed',
      message: `"${'Z'.repeat(200)}" is none of the options Q, M`,
      evidence: { text: 'Z'.repeat(80) },
    });
  });

  it('should know who asks, and how often it was asked', () => {
    const mind = scriptedMind({ choose: (_, { agent, occasion }) => (agent === 'ann' && occasion === 3 ? 'Q' : 'M') });

    expect(mind.judge(namingAfter([]), context)).toMatchObject({ probabilities: [1, 0] });
    expect(mind.judge(namingAfter([]), { ...context, occasion: 4 })).toMatchObject({ probabilities: [0, 1] });
  });
});

describe('minds that are asked for no choice', () => {
  it('should give what a script or a rule says', async () => {
    const script = scriptedMind({ choose: ({ answer }) => (answer?.kind === 'text' ? 'Hello.' : { answer: 4 }) });
    const rule = ruleMind({ name: 'rule', probabilities: () => [1], answer: () => 4 });

    expect(await script.judge(askingFor(WORDS), context)).toEqual({ kind: 'answer', value: 'Hello.' });
    expect(await script.judge(askingFor(COINS), context)).toEqual({ kind: 'answer', value: 4 });
    expect(await rule.judge(askingFor(COINS), context)).toEqual({ kind: 'answer', value: 4 });
  });

  it('should say that it only chooses, or that a choice was asked for', async () => {
    const rule = ruleMind({ name: 'rule', probabilities: () => [1] });
    const script = scriptedMind({ choose: () => ({ answer: 4 }) });

    expect(await rule.judge(askingFor(COINS), context)).toMatchObject({
      kind: 'malformed',
      message: expect.stringMatching(/^the mind "rule" only chooses among options, and "some number" asks/) as string,
    });
    expect(await script.judge(namingAfter([]), context)).toMatchObject({ kind: 'malformed', evidence: { text: '4' } });
  });
});
