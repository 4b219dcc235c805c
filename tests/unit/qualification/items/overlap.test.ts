import { describe, expect, it } from 'vitest';
import { contentStems, sharedContent } from '../../../../src/qualification/items/index.js';

describe('contentStems', () => {
  it('should leave out words without content, marks, and what stands for a negation', () => {
    expect(contentStems('The town should [not ]build more lanes!')).toEqual(['town', 'build', 'lan']);
  });
});

describe('sharedContent', () => {
  it.each([
    ['the dogs barked', 'a barking dog', ['dog', 'bark']],
    ['tourists come', 'tourism is good', ['tourist']],
    ['a pleasant evening', 'many evenings', ['even']],
    ['he drives a car', 'driving cars', ['driv', 'car']],
  ])('should find what "%s" shares with "%s" in other forms', (first, second, shared) => {
    expect(sharedContent(first, second)).toEqual(shared);
  });

  it.each([
    ['the cat sat', 'a category of things'],
    ['people should be free', 'they should not be'],
    ['', 'anything'],
  ])('should find nothing that "%s" shares with "%s"', (first, second) => {
    expect(sharedContent(first, second)).toEqual([]);
  });
});
