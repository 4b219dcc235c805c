import { describe, expect, it } from 'vitest';
import type { Axis } from 'mesocosm';
import { saidOf } from '../../generators/_internals/said-of.js';
import { conviction, place, stand } from '../../generators/_internals/standing.js';

const axis: Axis = {
  kind: 'continuous',
  name: 'open-gates',
  low: { label: 'closed', description: 'Keeps the gates shut.' },
  high: { label: 'open', description: 'Opens the gates to whoever knocks.' },
};

describe('what is said of a pole', () => {
  it.each([
    ['Holds that money is safe.', 'I hold that money is safe', 'Ada holds that money is safe'],
    ['Watches the harbour.', 'I watch the harbour', 'Ada watches the harbour'],
    ['Tries what is new.', 'I try what is new', 'Ada tries what is new'],
    ['Has no master.', 'I have no master', 'Ada has no master'],
    ['Passes every test.', 'I pass every test', 'Ada passes every test'],
    ['Never trusts a map.', 'I am somebody who never trusts a map', 'Ada never trusts a map'],
    ['Prays and waits for rain.', 'I am somebody who prays and waits for rain', 'Ada prays and waits for rain'],
    ['A person who doubts.', 'I doubt', 'Ada doubts'],
    ['Would keep the dike.', 'I would keep the dike', 'Ada would keep the dike'],
    [
      'Says little, and is content.',
      'I am somebody who says little, and is content',
      'Ada says little, and is content',
    ],
    [
      'Does what seems right to him.',
      'I am somebody who does what seems right to him',
      'Ada does what seems right to him',
    ],
    ['Rain above all', 'this is said of me: "Rain above all"', 'this is said of Ada: "Rain above all"'],
  ])('should be a sentence about oneself and about another: %s', (description, first, third) => {
    expect(saidOf(description, 'first')).toBe(first);
    expect(saidOf(description, { name: 'Ada' })).toBe(third);
  });
});

describe('where somebody stands', () => {
  it('should be said in words, with the number and the axis', () => {
    expect(place(axis, 0.95, 'first')).toBe('on open gates I stand all the way at "open" (95 of 100)');
    expect(stand(axis, 0.95, { name: 'Ada' })).toBe('Ada stands all the way at "open" (95 of 100)');
  });

  it('should be said the more firmly the further out, with the other pole beside it near the middle', () => {
    const said = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2].map((aim) => conviction(axis, aim, 'first'));

    expect(said).toEqual([
      'Half of the time I keep the gates shut. The other half I open the gates to whoever knocks.',
      'A little more often than not I open the gates to whoever knocks. Almost as often I keep the gates shut.',
      'More often than not I open the gates to whoever knocks. Now and then I keep the gates shut.',
      'I open the gates to whoever knocks. About open gates I see why others differ, and mostly keep to it all the same.',
      'I open the gates to whoever knocks. About open gates I seldom have a doubt, and say so openly.',
      'I open the gates to whoever knocks. About open gates I make no exception, and have no patience with the other side.',
      'I open the gates to whoever knocks. About open gates I go further than anybody else, whatever the cost, and nothing and nobody can change that.',
    ]);
  });

  it('should be said of somebody else in the third person throughout', () => {
    const said = [0.2, 0.1, 0, -0.2].map((aim) => conviction(axis, aim, { name: 'Ada' }));

    expect(said.join(' ')).not.toMatch(/\b(I|me|my)\b/);
    expect(said[1]).toBe('Ada keeps the gates shut. About open gates Ada seldom has a doubt, and says so openly.');
  });
});
