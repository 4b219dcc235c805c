import { describe, expect, it } from 'vitest';
import { allOf, forecastSentence } from '../../../../src/cli/_internals/tell-forecast.js';
import { NO_CALLS } from '../../../../src/persona/index.js';
import { answering } from '../../../support/answering-model.js';

const forecast = { writing: 25, instrument: 5760, people: 12_000, copies: 480, loop: 0 };

describe('forecastSentence', () => {
  it('should tell the calls, and what they are for', () => {
    expect(forecastSentence(forecast)?.replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ')).toMatch(
      /^Needs about 18.265 model calls: 25 to write people, 5.?760 to check the instrument, 12.000 for answers of people, 480 for answers of copies; what was answered once is kept\.$/,
    );
  });

  it('should leave out what is not asked, and tell the loop apart', () => {
    const composed = { ...NO_CALLS, people: 300, loop: 900 };

    expect(forecastSentence(composed)).toBe(
      'Needs about 300 model calls: 300 for answers of people; the loop takes at most 900 more; what was answered once is kept.',
    );
  });

  it('should be the least of an endpoint that may be asked again for one answer', () => {
    const model = answering();
    const endpoint = { ...model, description: { ...model.description, kind: 'endpoint' } } as const;

    expect(forecastSentence(forecast, endpoint)).toMatch(/^Needs at least /);
    expect(forecastSentence({ ...NO_CALLS, writing: 25 }, endpoint)).toMatch(/^Needs about 25 /);
  });

  it('should say nothing where no model is asked', () => {
    expect(forecastSentence(NO_CALLS)).toBeUndefined();
  });
});

describe('allOf', () => {
  it('should add forecasts up', () => {
    expect(allOf([forecast, forecast]).people).toBe(24_000);
    expect(allOf([])).toEqual(NO_CALLS);
  });
});
