import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalStatements,
  Elicitation,
  livePresentation,
  presentationsOf,
  renderPrompt,
} from '../../../../src/agent/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import type { Situation } from '../../../../src/spec/index.js';
import { namingGame } from 'mesocosm/scenarios';
import { namingAfter, opinionOf } from '../../../support/situations.js';

const elicitation = Elicitation.parse({});
const promptsOf = (situation: Situation, how = elicitation): readonly string[] =>
  presentationsOf(situation, how).map((presentation) =>
    renderPrompt(situation, presentation, { elicitation: how }).prompt.pieces.join(''),
  );
/** A list of others, so many for each of three options. */
function listOf(counts: readonly number[]): Situation {
  const taken = counts.flatMap((count, option) => Array<number>(count).fill(option));
  return {
    ...opinionOf(0, 1),
    options: ['A', 'B', 'C'],
    statements: taken.map((option, at) => [{ name: at }, ' took ', { option }, '.']),
    names: taken.map((_, at) => `N${at}`),
  };
}

describe('presentationsOf a list without order', () => {
  it('should be eight by default: two label assignments by four orders', () => {
    const presentations = presentationsOf(opinionOf(3, 10), elicitation);

    expect(presentations.map(({ labels }) => labels.join(''))).toEqual([
      ...Array<string>(4).fill('01'),
      ...Array<string>(4).fill('10'),
    ]);
    expect(presentations.slice(0, 4).map(({ order }) => order)).toEqual(
      presentations.slice(4).map(({ order }) => order),
    );
  });

  it('should have orders of all statements, in complementary pairs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }), (size, pairs) => {
        const how = Elicitation.parse({ shuffles: 2 * pairs, labels: 'fixed' });
        const orders = presentationsOf(opinionOf(0, size), how).map(({ order }) => order);

        expect(orders).toHaveLength(2 * pairs);
        for (let at = 0; at < orders.length; at += 2) {
          const [one, two] = [orders[at] ?? [], orders[at + 1] ?? []];
          expect([...one].sort((a, b) => a - b)).toEqual(one.map((_, index) => index));
          expect(two).toEqual(one.map((line) => size - 1 - line));
        }
      }),
    );
  });

  it('should be the same for every count of one list', () => {
    expect(presentationsOf(opinionOf(2, 9), elicitation)).toEqual(presentationsOf(opinionOf(7, 9), elicitation));
  });

  it('should show each count as often as it stands in the situation, whatever the order', () => {
    for (const text of promptsOf(opinionOf(3, 8)).slice(0, 4)) expect(text.match(/chose Q\./g)).toHaveLength(3);
    for (const text of promptsOf(opinionOf(3, 8)).slice(4)) expect(text.match(/chose M\./g)).toHaveLength(3);
  });

  it.each([1, 2, 3, 6, 10, 20, 21])('should be half as many prompts for all counts of %i others together', (others) => {
    const counts = Array.from({ length: others + 1 }, (_, first) => first);
    const prompts = counts.map((first) => promptsOf(opinionOf(first, others)));
    const unswapped = new Set(prompts.flatMap((eight) => eight.slice(0, 4)));

    expect(prompts.flat()).toHaveLength(8 * (others + 1));
    expect(new Set(prompts.flat())).toEqual(unswapped);
    expect(unswapped.size).toBeLessThanOrEqual(4 * (others + 1));
  });

  it('should be 4 (n + 1) different prompts, but for those where all agree and no order can be told from another', () => {
    const counts = Array.from({ length: 21 }, (_, first) => first);
    const prompts = counts.flatMap((first) => promptsOf(opinionOf(first, 20)));

    expect(new Set(prompts).size).toBe(4 * (20 - 1) + 2);
  });

  it('should show the mirrored count word for word under the other labels and the complement', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (others, drawn) => {
        const first = drawn % (others + 1);
        const mirrored = new Set(promptsOf(opinionOf(others - first, others)));

        for (const text of promptsOf(opinionOf(first, others))) expect(mirrored).toContain(text);
      }),
    );
  });

  it('should be cyclic label assignments for three options', () => {
    const assignments = presentationsOf(listOf([2, 1, 1]), elicitation).map(({ labels }) => labels.join(''));

    expect([...new Set(assignments)]).toEqual(['012', '120', '201']);
    expect(assignments).toHaveLength(12);
  });

  it('should have one label assignment where labels are fixed', () => {
    const fixed = Elicitation.parse({ labels: 'fixed' });

    expect(presentationsOf(opinionOf(1, 5), fixed).map(({ labels }) => labels.join())).toEqual(Array(4).fill('0,1'));
  });
});

describe('presentationsOf statements with an order', () => {
  it('should be both label assignments by both orders of naming the options', () => {
    const presentations = presentationsOf(namingAfter([[0, 1]]), elicitation);

    expect(presentations.map(({ labels, list }) => `${labels.join('')} ${list.join('')}`)).toEqual([
      '01 01',
      '01 10',
      '10 01',
      '10 10',
    ]);
    expect(new Set(presentations.map(({ order }) => order.join())).size).toBe(1);
  });

  it('should be six for three options', () => {
    const situation = namingAfter([], namingGame({ names: ['A', 'B', 'C'] }));

    expect(presentationsOf(situation, elicitation)).toHaveLength(6);
  });

  it('should be at least one where nothing is listed', () => {
    const empty = { ...opinionOf(0, 1), statements: [], names: [] };

    expect(presentationsOf(empty, elicitation).length).toBeGreaterThan(0);
  });
});

describe('livePresentation', () => {
  const many = Array.from({ length: 400 }, (_, index) => index);
  const live = (situation: Situation, index: number, how = elicitation) =>
    livePresentation(situation, how, chancesFrom('live')(index));

  it('should be the same for the same chance', () => {
    expect(live(opinionOf(2, 6), 3)).toEqual(live(opinionOf(2, 6), 3));
  });

  it('should vary labels, orders, names and lists of a list without order', () => {
    const drawn = many.map((index) => live(opinionOf(2, 6), index));

    expect(new Set(drawn.map(({ labels }) => labels.join()))).toEqual(new Set(['0,1', '1,0']));
    expect(new Set(drawn.map(({ list }) => list.join()))).toEqual(new Set(['0,1', '1,0']));
    expect(new Set(drawn.map(({ order }) => order.join())).size).toBeGreaterThan(150);
    expect(new Set(drawn.map(({ names }) => names.join())).size).toBeGreaterThan(150);
    for (const { order } of drawn) expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('should take each label assignment equally often', () => {
    const swapped = many.filter((index) => live(opinionOf(2, 6), index).labels[0] === 1).length;

    // Three standard deviations of 400 tosses of a coin are 30.
    expect(Math.abs(swapped - 200)).toBeLessThan(30);
  });

  it('should keep labels that are fixed, and an order that means something', () => {
    const fixed = Elicitation.parse({ labels: 'fixed' });
    const drawn = many.map((index) => live(namingAfter([[0, 1], [1, 1]]), index, fixed)); // prettier-ignore

    expect(new Set(drawn.map(({ labels, order, names }) => [labels, order, names].join('/')))).toEqual(
      new Set(['0,1/0,1,2/0,1,2']),
    );
  });
});

describe('canonicalStatements', () => {
  it('should sort a list without order by what each names first', () => {
    const { statements, ...rest } = listOf([1, 1, 1]);
    const shuffled = { ...rest, statements: [statements[2], statements[0], statements[1]] as typeof statements };

    expect(canonicalStatements(shuffled)).toEqual(statements);
  });

  it('should leave an order that means something', () => {
    const situation = namingAfter([[1, 1], [0, 0]]); // prettier-ignore

    expect(canonicalStatements(situation)).toBe(situation.statements);
  });
});
