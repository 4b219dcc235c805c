import { describe, expect, it } from 'vitest';
import { defaultElicitation, describeElicitation, Elicitation } from '../../../../src/agent/index.js';

describe('Elicitation', () => {
  it('should have a default for everything', () => {
    expect(Elicitation.parse({})).toEqual({
      form: 'completion',
      labels: 'averaged',
      orders: 'averaged',
      shuffles: 4,
      samples: 20,
      person: 'second',
      average: 'probabilities',
      calibration: 'none',
      stance: 'asked',
      leastMass: 0.05,
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

  it('should take what the registry suggests for a model', () => {
    const description = { kind: 'embedded', elicitation: { form: 'chat', person: 'first' } };

    expect(defaultElicitation({ description })).toMatchObject({ form: 'chat', person: 'first', labels: 'averaged' });
  });
});

describe('describeElicitation', () => {
  it('should say how something was asked, and name what is out of the ordinary', () => {
    const usual = Elicitation.parse({});
    const other = Elicitation.parse({
      form: 'chat', person: 'third', labels: 'fixed', orders: 'live', average: 'logits', calibration: 'contextual',
    }); // prettier-ignore

    expect(describeElicitation(usual)).toBe('completion, second person, labels averaged, orders averaged');
    expect(describeElicitation(other)).toBe(
      'chat, third person, labels fixed, one order drawn, logits averaged, calibrated',
    );
  });
});
