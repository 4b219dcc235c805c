import { describe, expect, it } from 'vitest';
import { defaultElicitation, Elicitation } from '../../../../src/agent/index.js';

describe('Elicitation', () => {
  it('should have a default for everything', () => {
    expect(Elicitation.parse({})).toEqual({
      form: 'completion',
      labels: 'averaged',
      orders: 'averaged',
      shuffles: 4,
      samples: 20,
    });
  });

  it.each([{ shuffles: 3 }, { shuffles: 0 }, { samples: 0 }, { form: 'song' }, { labels: 'none' }])(
    'should refuse %j',
    (given) => expect(Elicitation.safeParse(given).success).toBe(false),
  );

  it('should put a question to endpoints and a text to models in this process', () => {
    expect(defaultElicitation({ description: { kind: 'endpoint' } }).form).toBe('chat');
    expect(defaultElicitation({ description: { kind: 'embedded' } }).form).toBe('completion');
    expect(defaultElicitation({ description: {} }).form).toBe('completion');
  });
});
