import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPopulation, savePopulation } from '../../../src/persona/index.js';
import type { Persona } from '../../../src/spec/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();
const personas = [0.1, 0.4, 0.6, 0.9].map((trust, at): Persona => ({
  name: `Person ${at}`,
  text: 'x',
  position: { trust },
  provenance: { region: at % 2 === 0 ? 'n' : 's' },
}));
const marginals = [
  { axis: 'trust', edges: [0, 0.5, 1], shares: [0.7, 0.3] },
  { attribute: 'region', shares: { n: 0.25, s: 0.75 } },
];

/** Reweights four people to these targets. */
async function reweighted(targets: unknown, ...more: readonly string[]) {
  const folder = emptyFolder();
  const [people, file, out] = ['people.jsonl', 'census.json', 'weighted.csv'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await savePopulation(people, { formatVersion: 1, name: 'pool', personas });
  writeFileSync(file, JSON.stringify(targets));
  const ran = await mesocosm(['personas', 'reweight', people, '--marginals', file, '--out', out, ...more]);
  return { ...ran, written: out };
}

describe('mesocosm personas reweight', () => {
  it('should write weights beside the people, and say what they are worth', async () => {
    const { code, out, written } = await reweighted({ formatVersion: 1, source: 'made up', marginals });

    expect(code).toBe(0);
    expect(out).toContain('4 people, weights from 0.30 to 2.10\nworth 2.8 people of equal weight (69 %)');
    const weights = (await loadPopulation(written)).personas.map(({ provenance }) => provenance?.['weight'] as number);
    [0.7, 2.1, 0.3, 0.9].forEach((weight, at) => expect(weights[at]).toBeCloseTo(weight, 9));
  });

  it('should draw people by weight for a run, and say how near they are to the targets', async () => {
    const { code, out, err, written } = await reweighted(
      { formatVersion: 1, marginals },
      '--draw',
      '20',
      '--seed',
      '3',
    );

    expect(code).toBe(0);
    expect(out).toMatch(
      /20 people, 4 of them different; the weighted people are worth 2\.8\nlargest difference from a target share: 0\.0\d\d, cell /,
    );
    expect(err).toContain(
      '20 people were drawn, and the weighted people are worth 2.8: copies of one are no further people',
    );
    const { personas } = await loadPopulation(written);
    expect(personas).toHaveLength(20);
    expect(personas.filter(({ position }) => (position?.['trust'] ?? 1) < 0.5)).toHaveLength(14);
    expect(personas.some(({ name }) => name === 'Person 1 (2)')).toBe(true);
  });

  it('should tell of a draw in one object with --json', async () => {
    const { data } = jsonOf(await reweighted({ formatVersion: 1, marginals }, '--draw', '2', '--json'));

    expect(data).toMatchObject({
      people: 2,
      different: expect.any(Number),
      effectiveSize: expect.closeTo(16 / 5.8, 9),
    });
  });

  it('should refuse a seed that has nothing to do', async () => {
    const { code, err } = await reweighted({ formatVersion: 1, marginals }, '--seed', '3');

    expect([code, err]).toEqual([2, expect.stringContaining('--seed has nothing to do without --draw')]);
  });

  it('should print one object with --json', async () => {
    const { data, status } = jsonOf(await reweighted({ formatVersion: 1, marginals }, '--json'));

    expect(status).toBe('done');
    expect(data).toMatchObject({ people: 4, effectiveSize: expect.closeTo(16 / 5.8, 9) });
  });

  it.each<[string, unknown, readonly string[], string]>([
    ['targets that leave too few', { formatVersion: 1, marginals }, ['--least-effective', '0.8'], '4 people would be worth 2.8, fewer than 80 % of them: a few carry all the weight. Make more people'],
    ['an empty cell', { formatVersion: 1, marginals: [{ axis: 'trust', edges: [0, 0.95, 1], shares: [0.5, 0.5] }] }, [], 'nobody is in the cell 0.95 to 1 of the axis "trust"'],
    ['shares beyond 1', { formatVersion: 1, marginals: [{ attribute: 'region', shares: { n: 0.9, s: 0.9 } }] }, [], 'the shares of "region" sum to 1.8, not 1. Correct the marginals'],
    ['an attribute that nobody has', { formatVersion: 1, marginals: [{ attribute: 'age', shares: { old: 1 } }] }, [], 'Person 0 has no "age" in the provenance. Give everybody a place'],
    ['a file of another shape', { formatVersion: 1, marginals: [{ axis: 'trust' }] }, [], 'census.json: $.marginals[0] is no marginal; expected an axis with edges and shares, or an attribute with shares'],
    ['a file without targets', { formatVersion: 1, marginals: [] }, [], '$.marginals has no entry; expected at least 1'],
  ])('should refuse %s, and write nothing', async (_, targets, more, said) => {
    const { code, err, written } = await reweighted(targets, ...more);

    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(existsSync(written)).toBe(false);
  }); // prettier-ignore
});
