import { describe, expect, it } from 'vitest';
import { STEERING_PHRASES, steeringPhrases } from '../../../../src/index.js';
import { checkSteering } from '../../../../src/analysis/validity/steering-phrases.js';
import { findingOf } from '../../../support/study-evidence.js';

const prompt = (text: string, line = 1) => ({ line, text });

describe('steeringPhrases', () => {
  it('should find a phrase with its place, in any case and over line breaks', () => {
    const hits = steeringPhrases([
      prompt('You meet your neighbours.'),
      prompt('Talk, and try to\n  Reach a   consensus now.', 2),
    ]);

    expect(hits).toEqual([
      {
        kind: 'outcome',
        phrase: 'reach a consensus',
        line: 2,
        at: 19,
        excerpt: 'Talk, and try to Reach a consensus now.',
      },
    ]);
  });

  it('should take words whole, whatever their apostrophes, and each phrase once', () => {
    expect(steeringPhrases([prompt('We overreach a consensusual matter.')])).toEqual([]);
    const dilemma = ['A prisoner’s dilemma.', "A prisoner's dilemma.", 'A prisoners dilemma.'];
    expect(dilemma.map((text) => steeringPhrases([prompt(text)]).length)).toEqual([1, 1, 1]);
    expect(steeringPhrases([prompt('In this study.'), prompt('In this study.', 2)])).toHaveLength(1);
  });

  it('should find every phrase of its list, and those of a list of one’s own', () => {
    for (const { phrase } of STEERING_PHRASES) {
      expect(steeringPhrases([prompt(`Now: ${phrase}, please.`)]).map((hit) => hit.phrase)).toContain(phrase);
    }
    const own = [{ kind: 'outcome' as const, phrase: 'be brave' }];
    expect(steeringPhrases([prompt('Be brave. Reach a consensus.')], own).map(({ phrase }) => phrase)).toEqual([
      'be brave',
    ]);
  });
});

describe('checkSteering', () => {
  it('should tell prompts that ask for an outcome from those that name the experiment', () => {
    const findings = checkSteering([prompt('In this experiment you should cooperate.')]);

    expect(findingOf(findings, 'steering-phrases')).toMatchObject({
      verdict: 'failed',
      principle: 'minimal-control',
      evidence: expect.stringContaining('"you should cooperate" (prompt 1, character 19'),
    });
    expect(findingOf(findings, 'named-experiment')).toMatchObject({
      verdict: 'failed',
      principle: 'unawareness',
      evidence: expect.stringContaining('"in this experiment" (prompt 1, character 0'),
    });
  });

  it('should pass what has no such phrase, and have nothing to say where nobody was asked in words', () => {
    expect(checkSteering([prompt('You chose Q.')]).map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
    expect(checkSteering([]).map(({ verdict }) => verdict)).toEqual(['not-applicable', 'not-applicable']);
  });
});
