import { describe, expect, it } from 'vitest';
import { Elicitation, renderPrompt } from '../../../../src/agent/index.js';
import type { ChooseRequest } from '../../../../src/spec/index.js';
import { context, mindOf, probabilitiesOf, textOf } from '../../../support/asked-minds.js';
import { namingAfter, opinionOf } from '../../../support/situations.js';

describe('contextual calibration', () => {
  /** Prefers the label Q three to one, whatever is asked, and follows a list of M somewhat. */
  const biased = (request: ChooseRequest): readonly number[] => {
    const listed = textOf(request).includes('chose M.');
    return request.options.map((option) => (option.trim() === 'Q' ? (listed ? 0.6 : 0.75) : listed ? 0.4 : 0.25));
  };
  const elicitation = { labels: 'fixed', calibration: 'contextual', shuffles: 2 };

  it('should divide by what is answered where nothing is said', async () => {
    const { mind } = mindOf({ choose: biased, elicitation });
    const [first = 0] = await probabilitiesOf(mind.judge(opinionOf(0, 2), context));

    // .6 / .75 against .4 / .25.
    expect(first).toBeCloseTo(0.8 / (0.8 + 1.6), 8);
  });

  it('should give even chances where the answer is that of no content at all', async () => {
    const { mind } = mindOf({ choose: biased, elicitation });

    expect((await probabilitiesOf(mind.judge(namingAfter([]), context)))[0]).toBeCloseTo(0.5, 8);
  });

  it('should ask three inputs without content for each presentation, under its labels', async () => {
    const { mind, model } = mindOf({ choose: biased, elicitation });
    await mind.judge(opinionOf(0, 2), context);
    const texts = model.calls.map(({ request }) => textOf(request.request as ChooseRequest));

    expect(texts.filter((text) => text.startsWith('N/A\n'))).toHaveLength(2);
    expect(texts.filter((text) => text.startsWith('[MASK]\n'))).toHaveLength(2);
    expect(texts.filter((text) => text === 'You chose')).toHaveLength(2);
  });

  it('should be off unless it is asked for', async () => {
    const { mind, model } = mindOf({ choose: biased, elicitation: { labels: 'fixed', shuffles: 2 } });

    expect((await probabilitiesOf(mind.judge(opinionOf(0, 2), context)))[0]).toBeCloseTo(0.6, 8);
    expect(model.calls).toHaveLength(2);
  });
});

describe('logits of counted answers', () => {
  /** Counts of twenty samples in a presentation: all for the first label in one, eleven in the others. */
  const counted = (all: boolean) => (request: ChooseRequest) => {
    const first = all && textOf(request).includes('Q or M') ? 1 : 0.55;
    return [first, 1 - first];
  };
  const asked = (choose: ReturnType<typeof counted>, temperature: number) =>
    mindOf({
      choose,
      choosing: 'sampled',
      temperature,
      elicitation: { labels: 'fixed', average: 'logits', samples: 20 },
    });

  it('should apply no temperature a second time', async () => {
    const [cool = 0] = await probabilitiesOf(asked(counted(false), 0.5).mind.judge(namingAfter([]), context));

    expect(cool).toBeCloseTo(11.5 / 21, 8);
  });

  it('should not let one presentation without a count rule an option out', async () => {
    const [first = 0] = await probabilitiesOf(asked(counted(true), 1).mind.judge(namingAfter([]), context));
    const odds = Math.sqrt((20.5 / 0.5) * (11.5 / 9.5));

    expect(first).toBeCloseTo(odds / (1 + odds), 8);
  });
});

describe('grammatical person', () => {
  const persona = { name: 'Ann', text: 'Ann keeps bees.' };
  const presentation = { labels: [0, 1], order: [0, 1], list: [0, 1], names: [] };
  const said = (person: string, someone: typeof persona | null = persona): string => {
    const elicitation = Elicitation.parse({ person });
    return renderPrompt(namingAfter([[0, 1]]), presentation, {
      elicitation,
      persona: someone ?? undefined,
    }).prompt.pieces.join('');
  };

  it('should be the second by default', () => {
    expect(said('second')).toContain(
      'You play a game of 100 rounds with a partner, Player 2. In each round both of you',
    );
    expect(said('second').endsWith('Your score in these rounds: -50 points.\nRound 2: you chose')).toBe(true);
  });

  it('should be the first throughout where that is asked for', () => {
    expect(said('first')).toContain('I play a game');
    expect(said('first')).toContain('Round 1: I chose Q, Player 2 chose M; I lost 50 points.');
    expect(said('first')).not.toMatch(/\b[Yy]our?\b/);
  });

  it('should be the third with the name of the persona, or of somebody', () => {
    expect(said('third')).toContain('Ann plays a game');
    expect(said('third')).toContain('The score of Ann in these rounds');
    expect(said('third')).not.toMatch(/\b[Yy]our?\b|\{name\}/);
    expect(said('third', null)).toContain('Somebody');
  });
});
