import { describe, expect, it } from 'vitest';
import { checkRecognition, recognisedTerms, recognitionTerms } from '../../../../src/analysis/validity/recognition.js';

const about = {
  name: 'naming-game',
  title: 'The naming game',
  question: 'Does a convention form?',
  sources: [
    {
      authors: 'Ashery, Aiello, Baronchelli',
      year: 2025,
      title: 'Emergent social conventions and collective bias in LLM populations',
      where: 'Science Advances',
    },
  ],
};
const terms = recognitionTerms(about);

describe('recognitionTerms', () => {
  it('should be names, titles and authors, in plain small letters', () => {
    expect(terms).toEqual([
      'naming game',
      'the naming game',
      'emergent social conventions and collective bias in llm populations',
      'ashery',
      'aiello',
      'baronchelli',
    ]);
    expect(recognitionTerms({ ...about, sources: [{ ...about.sources[0]!, authors: 'De et al.' }] })).not.toContain(
      'de',
    );
  });
});

describe('recognisedTerms', () => {
  it('should find a name however it is written, and no part of a word', () => {
    expect(recognisedTerms('This is the Naming-Game (Baronchelli et al.)!', terms)).toEqual(
      expect.arrayContaining(['naming game', 'baronchelli']),
    );
    expect(recognisedTerms('A renaming gamer. Unknown.', terms)).toEqual([]);
  });
});

const checked = (recognition: readonly { readonly line: number; readonly text: string }[] | null) =>
  checkRecognition({ recognition, prompts: [{ line: 1, text: 'Choose.' }], summary: { scenario: about } });

describe('checkRecognition', () => {
  it('should fail where one answer names the experiment, and say for which prompts, of how many', () => {
    const answers = [
      { line: 3, text: 'Unknown' },
      { line: 8, text: 'The naming game by Baronchelli' },
    ];

    expect(checked(answers)).toMatchObject({
      check: 'recognition',
      verdict: 'failed',
      evidence: 'It named the experiment for 1 of 2 prompts [.09, .91]: "naming game" for prompt 8.',
      remedy: expect.stringContaining('disguise'),
    });
  });

  it('should pass where no answer does, and know nothing where nobody asked', () => {
    expect(checked([{ line: 1, text: '' }])).toMatchObject({ verdict: 'passed', remedy: null });
    expect(checked(null).verdict).toBe('not-known');
    expect(checked([]).verdict).toBe('not-known');
  });

  it('should not apply where nobody was asked in words', () => {
    const nothing = { recognition: null, prompts: [], summary: { scenario: about } };

    expect(checkRecognition(nothing).verdict).toBe('not-applicable');
  });
});
