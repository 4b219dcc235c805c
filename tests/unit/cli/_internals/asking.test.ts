import { describe, expect, it } from 'vitest';
import { askedBy, composesTexts, parseAsking } from '../../../../src/cli/_internals/asking.js';
import { answering } from '../../../support/answering-model.js';
import { questionnaireOf } from '../../../support/questionnaires.js';

describe('parseAsking', () => {
  it('should measure by the first mode that chooses, whatever stands before it', () => {
    expect(parseAsking({ modes: 'likelihood, appropriateness,single,single' }).modes).toEqual([
      'appropriateness',
      'likelihood',
      'single',
    ]);
    expect(parseAsking({}).modes).toEqual(['single']);
  });

  it('should let the psychometric mind answer in its one mode alone', () => {
    expect(parseAsking({ answerer: 'psychometric', modes: 'single' }).modes).toEqual(['single']);
    expect(() => parseAsking({ answerer: 'psychometric', modes: 'single,likelihood' })).toThrow(
      '--modes likelihood needs a language model, and the psychometric mind answers',
    );
  });
});

describe('askedBy', () => {
  it('should be an answerer for the first mode, one for each other, and what was not asked', () => {
    const model = answering();
    const asked = askedBy(parseAsking({ modes: 'appropriateness,likelihood' }), { model, seed: 1 });

    expect(asked.answerer(questionnaireOf())).toMatchObject({ mode: 'appropriateness' });
    expect(asked.others.map(({ mode }) => mode)).toEqual(['likelihood']);
    expect(asked.untried).toEqual(['single']);
  });

  it('should refuse a mode that the model has no verb for', () => {
    const mute = answering();
    const model = { ...mute, capabilities: { ...mute.capabilities, write: false } };

    expect(() => askedBy(parseAsking({ modes: 'single,appropriateness' }), { model, seed: 1 })).toThrow(
      'answering cannot answer by "appropriateness"',
    );
  });
});

describe('composesTexts', () => {
  it('should be so without a model or by wish, and refuse a writer that is none', () => {
    expect(composesTexts({ model: 'none' })).toBe(true);
    expect(composesTexts({ model: 'x.gguf', writer: 'none' })).toBe(true);
    expect(composesTexts({})).toBe(false);
    expect(() => composesTexts({ model: 'none', writer: 'model' })).toThrow('--writer model needs a language model');
  });
});
