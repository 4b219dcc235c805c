import { describe, expect, it } from 'vitest';
import { erdosRenyi, stochasticBlock, type Network } from '../../../../src/foundation/network/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';

const chance = (key: string) => chancesFrom(11)('blocks', key);
const lists = (network: Network) => Array.from({ length: network.size }, (_, node) => network.neighbours(node));
const blocksOf = (...sizes: readonly number[]) => sizes.flatMap((size, block) => new Array<number>(size).fill(block));

describe('stochasticBlock', () => {
  it('should join all within blocks and nobody between at 1 and 0', () => {
    const network = stochasticBlock([0, 1, 0, 1, 1], [[1, 0], [0, 1]], chance('parts')); // prettier-ignore

    expect(lists(network)).toEqual([[2], [3, 4], [0], [1, 4], [1, 3]]);
    expect(network.name).toBe('stochastic-block(2+3,1,0/0,1)');
  });

  it('should join pairs of two blocks with the probability of these blocks', () => {
    const blocks = blocksOf(150, 150);
    const network = stochasticBlock(blocks, [[0.2, 0.05], [0.05, 0.1]], chance('counts')); // prettier-ignore
    const counts = { within0: 0, within1: 0, between: 0 };
    for (const [node, neighbours] of lists(network).entries()) {
      for (const other of neighbours.filter((one) => one > node)) {
        if (blocks[node] !== blocks[other]) counts.between += 1;
        else if (blocks[node] === 0) counts.within0 += 1;
        else counts.within1 += 1;
      }
    }

    // 11,175 pairs within a block and 22,500 between; standard deviations 42.3, 31.7 and 32.7.
    expect(Math.abs(counts.within0 - 2235)).toBeLessThan(4 * 42.3);
    expect(Math.abs(counts.within1 - 1117.5)).toBeLessThan(4 * 31.7);
    expect(Math.abs(counts.between - 1125)).toBeLessThan(4 * 32.7);
  });

  it('should be the random network of one probability from the same stream', () => {
    const network = stochasticBlock(blocksOf(10, 20), [[0.3, 0.3], [0.3, 0.3]], chance('same')); // prettier-ignore

    expect(lists(network)).toEqual(lists(erdosRenyi(30, 0.3, chance('same'))));
  });

  it('should hold the smaller network that the same stream makes', () => {
    const table = [[0.5, 0.1], [0.1, 0.4]]; // prettier-ignore
    const small = stochasticBlock(blocksOf(8, 8), table, chance('grow'));
    const large = stochasticBlock([...blocksOf(8, 8), 0, 1], table, chance('grow'));

    expect(lists(large).slice(0, 16).map((row) => row.filter((node) => node < 16))).toEqual(lists(small)); // prettier-ignore
  });

  it.each([
    [
      'a block that has no row',
      [0, 2],
      [
        [1, 0],
        [0, 1],
      ],
      'the block of node 1 is 2; expected an integer from 0 to 1',
    ],
    ['a table that is not square', [0, 0], [[1, 0], [0]], 'row 1 of the probabilities between blocks has 1 values'],
    [
      'a table with directions',
      [0, 1],
      [
        [1, 0.2],
        [0.3, 1],
      ],
      'between blocks 0 and 1 is 0.2, and between 1 and 0 0.3',
    ],
    ['what is no probability', [0, 0], [[1.5]], 'the probability of an edge between blocks 0 and 0 is 1.5'],
    ['one agent', [0], [[1]], 'the number of agents is 1'],
  ])('should refuse %s', (_, blocks, table, says) => {
    expect(() => stochasticBlock(blocks, table, chance('no'))).toThrow(says);
  });
});
