import { describe, expect, it } from 'vitest';
import { Evidence } from '../../../src/spec/index.js';

describe('Evidence', () => {
  it.each([
    {},
    { mass: 0.9, presentations: 8, spread: 0.02 },
    { mass: null, spread: null },
    { fallback: 'QM QQ' },
    { text: 'I would rather not' },
  ])('should hold %o', (evidence) => expect(Evidence.parse(evidence)).toEqual(evidence));

  it.each([{ presentations: 0 }, { presentations: 1.5 }, { mass: NaN }, { mass: '0.9' }, { text: null }])(
    'should refuse %o',
    (evidence) => expect(Evidence.safeParse(evidence).success).toBe(false),
  );
});
