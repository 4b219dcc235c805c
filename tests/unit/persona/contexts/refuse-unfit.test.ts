import { describe, expect, it } from 'vitest';
import { refuseUnfit } from '../../../../src/persona/contexts/index.js';
import { sampleQuestionnaire } from '../../../support/sample-questionnaire.js';

const { items, ...rest } = sampleQuestionnaire();

describe('refuseUnfit', () => {
  it('should name the first error, its place and the remedy, and count the others', () => {
    const lame = { ...rest, items: items.slice(0, 3).map((item) => ({ ...item, con: item.con.replace(/\.$/, '') })) };

    expect(() => refuseUnfit('well.json', lame)).toThrow(
      'well.json: $.axes[1] "trust in the council" has no items (and 4 more, which `mesocosm check` lists). Add items that name it as their axis',
    );
  });

  it('should let pass what has warnings alone', () => {
    const warned = items.map((item, at) => (at === 1 ? { ...item, con: 'empty houses are for our children.' } : item));

    expect(() => refuseUnfit('well.json', { ...rest, items: warned })).not.toThrow();
  });
});
