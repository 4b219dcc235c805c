import { describe, expect, it } from 'vitest';
import { Form } from '../../../src/qualification/index.js';
import type { Answered, WeighedTopic } from '../../../src/qualification/controls/index.js';
import { gainOver, scoreForm } from '../../../src/qualification/score-form.js';
import { battery, SIDES, type ControlItem } from '../../../src/qualification/items/index.js';

const form = Form.parse({ form: 'completion', person: 'second' });
const { items, topics } = battery('choice');

/** Every question for choosing, answered by the probability of its first option; `null` for no answer. */
function answeredBy(first: (item: ControlItem) => number | null): readonly Answered[] {
  return items.map((item) => {
    const p = first(item);
    if (p === null) return { item, answers: [], failure: 'no option', presentations: 4 };
    const raw = [p, 1 - p];
    const presentation = { labels: [0, 1], order: [], list: [0, 1], names: [] };
    return {
      item,
      answers: [{ presentation, raw, probabilities: raw, mass: 0.8, logs: raw.map(Math.log), tempered: false }],
    };
  });
}

const right = ({ right: option }: ControlItem): number => (option === 1 ? 0.1 : 0.9);
const scored = (first: (item: ControlItem) => number | null) =>
  scoreForm(form, 'form', { answered: answeredBy(first) });

describe('scoreForm', () => {
  it('should be the mean of four shares', () => {
    const { tried } = scored((item) =>
      item.kind === 'dominance' ? 0.2 : item.kind === 'majority' ? 0.7 : right(item),
    );

    expect(tried).toMatchObject({
      name: 'completion, second person',
      stage: 'form',
      mass: 0.8,
      parts: { understood: 1, payoffs: 0, persona: 1, majority: 0.7 },
      score: 0.675,
      gain: null,
    });
  });

  it('should count a question without an answer as wrong', () => {
    expect(scored((item) => (item.kind === 'persona' ? null : right(item))).tried.parts.persona).toBe(0);
  });

  it('should tell opinions by likelihood where topics were weighed', () => {
    const weighed = topics.flatMap(({ id }) =>
      SIDES.map((side): WeighedTopic => ({ topic: id, side, gains: [1, -1, 0, 0, -1, 1, 0, 0] })),
    );
    const { tried } = scoreForm({ ...form, stance: 'likelihood' }, 'stance', { answered: answeredBy(right), weighed });

    // Each side right with the one kind of statement and wrong with the other.
    expect(tried.parts).toMatchObject({ understood: 1, persona: 0.5 });
    expect(tried.name).toBe('completion, second person, stance by likelihood');
  });
});

describe('gainOver', () => {
  it('should be surely above nothing where one does better in every question', () => {
    const gain = gainOver(
      scored(right),
      scored((item) => 1 - right(item)),
    );

    // Three shares from 0 to 1, the fourth from .1 to .9, in every cluster.
    expect(gain).toMatchObject({ over: 'completion, second person', value: 0.95, low: 0.95, high: 0.95 });
  });

  it('should not be sure of what a few questions say', () => {
    const [one] = topics;
    const gain = gainOver(
      scored(right),
      scored((item) => (item.cluster === one?.id ? 1 - right(item) : right(item))),
    );

    // One topic of twelve: a twelfth of a quarter. Many draws leave it out.
    expect(gain?.value).toBeCloseTo(1 / 48, 5);
    expect(gain?.low).toBe(0);
  });

  it('should have an interval that covers what a sure difference in half of the topics is worth', () => {
    const half = new Set(topics.slice(0, 6).map(({ id }) => id));
    const gain = gainOver(
      scored(right),
      scored((item) => (half.has(item.cluster) ? 1 - right(item) : right(item))),
    );

    expect(gain?.value).toBeCloseTo(0.125, 5);
    // Normal theory: .25 × (.5 ± 1.645 × √(.25 / 12)) = .066 to .184.
    expect(gain?.low).toBeGreaterThan(0.045);
    expect(gain?.low).toBeLessThan(0.085);
    expect(gain?.high).toBeGreaterThan(0.165);
    expect(gain?.high).toBeLessThan(0.205);
  });

  it('should say that it is unknown where a share was never asked', () => {
    const some = (kind: string) =>
      scoreForm(form, 'form', { answered: answeredBy(right).filter(({ item }) => item.kind === kind) });

    expect(gainOver(some('persona'), some('persona'))).toBeNull();
  });
});
