import type { Chance } from '../../spec/index.js';
import { userError } from '../errors/index.js';
import { assertInteger, assertProbability, fromEdges, type Network } from './network.js';

/**
 * A stochastic block model: a pair is joined with a probability that depends on the blocks of its two nodes (Holland,
 * Laskey and Leinhardt 1983, Social Networks 5:109). It need not be connected.
 *
 * `blocks` gives the block of each node, counted from 0; `probabilities[a][b]`, symmetric, is that of a pair with one
 * node in block `a` and one in `b`. With one probability everywhere it is {@link erdosRenyi} from the same stream; nodes
 * added at the end leave the others' edges as they are.
 *
 * @throws MesocosmError (usage) where a block has no row, or the table is not square, symmetric and of probabilities.
 */
export function stochasticBlock(
  blocks: readonly number[],
  probabilities: readonly (readonly number[])[],
  chance: Chance,
): Network {
  assertInteger('the number of agents', blocks.length, { min: 2 });
  assertTable(probabilities);
  for (const [node, block] of blocks.entries()) {
    assertInteger(`the block of node ${node}`, block, { min: 0, max: probabilities.length - 1 });
  }
  const edges: [number, number][] = [];
  for (let to = 1; to < blocks.length; to += 1) {
    const row = probabilities[blocks[to] as number] as readonly number[];
    for (let from = 0; from < to; from += 1) {
      if (chance.uniform() < (row[blocks[from] as number] as number)) edges.push([from, to]);
    }
  }
  const sizes = probabilities.map((_, block) => blocks.filter((one) => one === block).length);
  const table = probabilities.map((row) => row.join(',')).join('/');
  return fromEdges(`stochastic-block(${sizes.join('+')},${table})`, blocks.length, edges);
}

function assertTable(probabilities: readonly (readonly number[])[]): void {
  for (const [a, row] of probabilities.entries()) {
    if (row.length !== probabilities.length) {
      throw userError({
        kind: 'usage',
        what: `row ${a} of the probabilities between blocks has ${row.length} values`,
        expected: `${probabilities.length}, one a block`,
      });
    }
    for (const [b, value] of row.entries()) {
      assertProbability(`the probability of an edge between blocks ${a} and ${b}`, value);
      const back = probabilities[b]?.[a];
      if (back === value) continue;
      throw userError({
        kind: 'usage',
        what: `the probability between blocks ${a} and ${b} is ${value}, and between ${b} and ${a} ${back}`,
        expected: 'the same both ways, since ties have no direction',
      });
    }
  }
}
