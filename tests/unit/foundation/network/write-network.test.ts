import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedNetwork, readNetwork, ringLattice, writeNetwork } from '../../../../src/foundation/network/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();
const two = namedNetwork('two', ['ann', 'ben', 'cem'], [{ source: 'ben', target: 'ann', weight: 2 }]);

/** Named networks with any names that have no white space around them, and weights or none. */
const networks = fc
  .tuple(
    fc.uniqueArray(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((name) => name.trim() === name),
      { minLength: 2, maxLength: 8 },
    ),
    fc.boolean(),
    fc.infiniteStream(fc.option(fc.double({ min: 1e-300, max: 1e300, noNaN: true }))),
  )
  .map(([nodes, weighted, weights]) => {
    const edges = nodes.flatMap((source, at) =>
      nodes.slice(at + 1).flatMap((target) => {
        const weight = weights.next().value ?? undefined;
        if (weight === undefined && nodes.length > 3) return [];
        return weighted ? [{ source, target, weight: weight ?? 1 }] : [{ source, target }];
      }),
    );
    return namedNetwork('any', nodes, edges);
  });

describe('writeNetwork', () => {
  it('should write an edge list that a person can read', async () => {
    const path = join(emptyFolder(), 'ring.csv');
    await writeNetwork(path, ringLattice(3, 2), ['ann', 'ben', 'Cem, "the last"']);

    expect(readFileSync(path, 'utf8')).toBe(
      'source,target\nann,ben\nann,"Cem, ""the last"""\nben,"Cem, ""the last"""\n',
    );
  });

  it('should write GraphML that a person can read', async () => {
    const path = join(emptyFolder(), 'two.graphml');
    await writeNetwork(path, two, ['a<b', 'b&"c"', 'd']);

    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      '  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>',
      '  <graph id="two" edgedefault="undirected">',
      '    <node id="a&lt;b"/>',
      '    <node id="b&amp;&quot;c&quot;"/>',
      '    <node id="d"/>',
      '    <edge source="b&amp;&quot;c&quot;" target="a&lt;b"><data key="weight">2</data></edge>',
      '  </graph>',
      '</graphml>',
      '',
    ]);
  });

  it('should write GraphML that gives any network back', async () => {
    const path = join(emptyFolder(), 'any.graphml');
    await fc.assert(
      fc.asyncProperty(networks, async (network) => {
        await writeNetwork(path, network);
        const back = await readNetwork(path);

        expect(back.nodes).toEqual(network.nodes);
        expect(back.edges).toEqual(network.edges);
      }),
      { numRuns: 60 },
    );
  });

  it('should write edge lists that give any network back in which everybody has a tie', async () => {
    const path = join(emptyFolder(), 'any.csv');
    const tied = networks.filter(
      ({ nodes, edges }) => new Set(edges.flatMap(({ source, target }) => [source, target])).size === nodes.length,
    );
    await fc.assert(
      fc.asyncProperty(tied, async (network) => {
        await writeNetwork(path, network);
        const back = await readNetwork(path, { agents: network.nodes });

        expect(back.nodes).toEqual(network.nodes);
        expect(back.edges).toEqual(network.edges);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      'a node without ties in a CSV file',
      'a.csv',
      two,
      'a.csv: the node "cem" has no ties, so no line of a CSV file can name it',
    ],
    [
      'a padded name in a CSV file',
      'a.csv',
      namedNetwork('x', ['a ', 'b'], [{ source: 'a ', target: 'b' }]),
      'the node "a " has white space',
    ],
    [
      'weights of some in a CSV file',
      'a.csv',
      namedNetwork(
        'x',
        ['a', 'b', 'c'],
        [
          { source: 'a', target: 'b', weight: 1 },
          { source: 'a', target: 'c' },
        ],
      ),
      'some ties have a weight and some have none',
    ],
    [
      'a sign that XML cannot hold',
      'a.graphml',
      namedNetwork('x', ['a\u0001', 'b'], []),
      'the name "a\\u0001" has a character',
    ],
    [
      'half of a sign in XML',
      'a.graphml',
      namedNetwork('x', ['a\ud800', 'b'], []),
      'has a character that XML cannot hold',
    ],
    ['another format', 'a.gml', two, 'a file that ends in .gml is no network'],
  ])('should refuse %s, and write nothing', async (_, file, network, says) => {
    // prettier-ignore
    const folder = emptyFolder();

    await expect(writeNetwork(join(folder, file), network)).rejects.toThrow(says);
    expect(readdirSync(folder)).toEqual([]);
  });
});
