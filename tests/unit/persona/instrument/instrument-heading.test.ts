import { describe, expect, it } from 'vitest';
import { INSTRUMENT_THRESHOLDS, instrumentHeading, type InstrumentCheck } from '../../../../src/persona/index.js';

function checked(mode: InstrumentCheck['mode'], failed: readonly string[]): InstrumentCheck {
  const axes = ['trust', 'thrift', 'zeal'].map((axis) => ({
    axis,
    verdict: failed.includes(axis) ? ('failed' as const) : ('measurable' as const),
    reasons: failed.includes(axis) ? ['why'] : [],
    separation: null,
    keys: null,
    acquiescence: null,
    missing: 0,
    asked: 8,
  }));
  const about = { formatVersion: 1, questionnaire: 'q', answeredBy: 'm', wordings: 6, acquiescence: null } as const;
  return { ...about, mode, thresholds: INSTRUMENT_THRESHOLDS, axes, failed };
}
const none = checked('single', ['trust', 'thrift', 'zeal']);
const two = checked('likelihood', ['zeal']);

describe('instrumentHeading', () => {
  it('should be none where every axis can be measured', () => {
    expect(instrumentHeading(checked('single', []))).toBeUndefined();
  });

  it('should say that the model cannot be measured, name the axes and the mode that does better', () => {
    expect(instrumentHeading(none)).toBe(
      'this model cannot be measured with this instrument: asked in mode "single", none of its axes can be ("trust", "thrift", "zeal")',
    );
    expect(instrumentHeading(none, [none, two])).toMatch(
      /; mode "likelihood" \(relative stance\) does better: 2 of 3 axes$/,
    );
    expect(instrumentHeading(two, [none])).toBe(
      'this model cannot be measured with this instrument: asked in mode "likelihood" (relative stance), these axes cannot be: "zeal"; no other mode that was tried does better',
    );
  });

  it('should say which modes could be tried, where none was', () => {
    expect(instrumentHeading(none, [], ['likelihood'])).toMatch(
      /; other modes were not tried: --modes single,likelihood$/,
    );
  });

  it('should call no mode better that measures as many axes', () => {
    expect(instrumentHeading(checked('appropriateness', ['trust']), [checked('single', ['zeal'])])).toContain(
      'no other mode',
    );
  });
});
