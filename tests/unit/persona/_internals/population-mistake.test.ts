import { describe, expect, it } from 'vitest';
import { populationMistake } from '../../../../src/persona/_internals/population-mistake.js';
import { Population } from '../../../../src/spec/index.js';

const ada = { name: 'Ada', text: 'I am Ada.' };
const ben = { name: 'Ben', text: 'I am Ben.' };
const pair = { formatVersion: 1, name: 'pair', personas: [ada, ben] };

/** What is said of a file that holds this. */
function said(json: unknown): string {
  const { error } = Population.safeParse(json);
  if (error === undefined) throw new Error('a mistake was expected');
  return populationMistake('people.json', json, error.issues).message;
}

describe('a mistake in a population file', () => {
  it.each([
    [
      { ...pair, formatVersion: 2 },
      '$.formatVersion is 2, which this version does not know; expected 1. Write "formatVersion": 1',
    ],
    [{ ...pair, formatVersion: undefined }, '$.formatVersion is missing; expected 1. Write "formatVersion": 1'],
    [
      { ...pair, personas: [] },
      '$.personas has nobody in it; expected at least 2 people. Add people, each with a name and a text',
    ],
    [{ ...pair, personas: [ada] }, '$.personas has one person in it; expected at least 2 people. Add people'],
    [{ ...pair, personas: { ada } }, '$.personas is an object; expected a list. Correct it there; docs/formats.md'],
    [{ formatVersion: 1, name: 'pair' }, '$.personas is missing; expected a list'],
    [{ ...pair, personas: [ada, { name: 'Ben' }] }, '$.personas[1].text is missing; expected a text'],
    [{ ...pair, personas: [ada, { ...ben, text: 7 }] }, '$.personas[1].text is a number; expected a text'],
    [{ ...pair, personas: [ada, { ...ben, text: '' }] }, '$.personas[1].text is empty; expected a text'],
    [{ ...pair, personas: [ada, 'Ben'] }, '$.personas[1] is a text; expected an object'],
    [
      { ...pair, personas: [ada, ada] },
      '$.personas[1].name is "Ada", as is that of $.personas[0]; expected a name of its own',
    ],
    [
      { ...pair, personas: [ada, { ...ben, position: { trust: 2 } }] },
      '$.personas[1].position.trust is 2; expected at most 1',
    ],
    [
      { ...pair, personas: [ada, { ...ben, position: { trust: -1 } }] },
      '$.personas[1].position.trust is -1; expected at least 0',
    ],
    [{ ...pair, name: null }, '$.name is null; expected a text'],
    [[ada, ben], '$ is a list; expected an object'],
  ])('should be said in our words, with the place, what was expected and what to do (%#)', (json, sentence) => {
    expect(said(json).startsWith(`people.json: ${sentence}`)).toBe(true);
    expect(said(json)).not.toMatch(/Invalid|Too small|undefined|NaN/);
  });

  it('should be counted with the others', () => {
    expect(said({ formatVersion: 1 })).toContain('$.name is missing (and 1 more); expected a text');
  });
});
