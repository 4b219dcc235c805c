import { describe, expect, it } from 'vitest';
import { Elicitation, presentationsOf, renderPrompt } from '../../../../src/agent/index.js';
import { battery, ControlItem, itemsHash, type ItemUse } from '../../../../src/qualification/items/index.js';

const uses: readonly ItemUse[] = ['choice', 'verdict'];

/** Every prompt of an item, in completion form. */
function promptsOf({ situation, persona }: ControlItem): readonly string[] {
  const elicitation = Elicitation.parse({ shuffles: 2 });
  return presentationsOf(situation, elicitation).map((presentation) =>
    renderPrompt(situation, presentation, { elicitation, persona }).prompt.pieces.join(''),
  );
}

describe('the battery', () => {
  it.each(uses)('should be data of its schema, each question with an id of its own (%s)', (use) => {
    const { items } = battery(use);

    expect(items.map((item) => ControlItem.safeParse(item).success)).not.toContain(false);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  it('should put no question for choosing a form that it puts for the verdict too', () => {
    const [choice, verdict] = uses.map((use) => new Set(battery(use).items.flatMap(promptsOf)));

    expect([...(choice as Set<string>)].filter((prompt) => (verdict as Set<string>).has(prompt))).toEqual([]);
  });

  it.each(uses)('should take fewer questions for a quick look, and no others (%s)', (use) => {
    const whole = new Set(battery(use).items.map(({ id }) => id));
    const quick = battery(use, { quick: true }).items.map(({ id }) => id);

    expect(quick.length).toBeLessThan(whole.size / 1.5);
    expect(quick.filter((id) => !whole.has(id))).toEqual([]);
  });

  it('should have at least ten clusters of every kind that is judged by rights, in a quick look too, for ten of ten pass', () => {
    const { items } = battery('verdict', { quick: true });
    const kinds = [...new Set(items.map(({ kind }) => kind))].filter((kind) => kind !== 'majority');
    const clusters = kinds.map(
      (kind) => new Set(items.filter((one) => one.kind === kind).map(({ cluster }) => cluster)),
    );

    expect(Math.min(...clusters.map(({ size }) => size))).toBeGreaterThanOrEqual(10);
  });

  it.each(['payoff', 'recall', 'strategic', 'history', 'persona'])(
    'should have the first option right in half of the questions about %s, so that no habit is right',
    (kind) => {
      const rights = battery('verdict').items.flatMap((item) => (item.kind === kind ? [Number(item.right)] : []));

      expect(rights.reduce((sum, right) => sum + right, 0) / rights.length).toBe(0.5);
    },
  );

  it('should name each option equally often in a history of several rounds, and leave the outcomes to tell', () => {
    const [won, lost] = ['won', 'lost'].map((name) =>
      battery('verdict').items.find(({ id }) => id === `verdict/history/two rounds KP/${name}`),
    );

    expect(promptsOf(won as ControlItem)[0]).toContain('Round 1: you chose K and won 10 points.\nRound 2: you chose P and lost 10 points.\nRound 3: you chose'); // prettier-ignore
    expect(promptsOf(lost as ControlItem)[0]).toContain('Round 1: you chose K and lost 10 points.\nRound 2: you chose P and won 10 points.'); // prettier-ignore
  });

  it('should be named by its hash, the same each time', () => {
    expect(itemsHash()).toMatch(/^[0-9a-f]{64}$/);
    expect(itemsHash()).toBe(itemsHash());
  });
});
