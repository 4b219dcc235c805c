import { DirectedGraph, MultiUndirectedGraph, UndirectedGraph } from 'graphology';
import { describe, expect, it } from 'vitest';
import { fromGraph, namedNetwork, ringLattice, toGraph } from '../../../../src/foundation/network/index.js';

describe('toGraph', () => {
  it('should have a node an agent and an edge a tie', async () => {
    const graph = await toGraph(ringLattice(4, 2), ['ann', 'ben', 'cem', 'dia']);

    expect(graph.nodes()).toEqual(['ann', 'ben', 'cem', 'dia']);
    expect(graph.neighbors('ann').sort()).toEqual(['ben', 'dia']);
    expect(graph.size).toBe(4);
    expect(graph.getAttribute('name')).toBe('ring-lattice(4,2)');
  });

  it('should call nodes as the network does, or by numbers, and keep weights', async () => {
    const network = namedNetwork('two', ['ann', 'ben'], [{ source: 'ben', target: 'ann', weight: 2 }]);

    expect((await toGraph(network)).getEdgeAttribute('ann', 'ben', 'weight')).toBe(2);
    expect((await toGraph(network, ['x', 'y'])).getEdgeAttribute('x', 'y', 'weight')).toBe(2);
    expect((await toGraph(ringLattice(3, 2))).nodes()).toEqual(['0', '1', '2']);
  });

  it('should refuse agents that are not as many as nodes', async () => {
    await expect(toGraph(ringLattice(3, 2), ['ann'])).rejects.toThrow('has 3 nodes, and the number of agents is 1');
  });
});

describe('fromGraph', () => {
  it('should give back what was made a graph', async () => {
    const network = namedNetwork('three', ['ann', 'ben', 'cem'], [{ source: 'cem', target: 'ann', weight: 0.5 }]);
    const back = fromGraph(await toGraph(network), 'three');

    expect({ name: back.name, nodes: back.nodes, edges: back.edges }).toEqual({
      name: 'three',
      nodes: network.nodes,
      edges: network.edges,
    });
    expect(back.neighbours(2)).toEqual([0]);
  });

  it('should refuse directions, loops and doubled edges', () => {
    const directed = new DirectedGraph();
    directed.mergeEdge('a', 'b');
    const loop = new UndirectedGraph();
    loop.mergeEdge('a', 'a');
    const doubled = new MultiUndirectedGraph();
    doubled.mergeNode('a');
    doubled.mergeNode('b');
    doubled.addEdge('a', 'b');
    doubled.addEdge('b', 'a');

    expect(() => fromGraph(directed)).toThrow('graph: it has edges with a direction (1); expected undirected edges');
    expect(() => fromGraph(loop)).toThrow('edges from a node to itself (1)');
    expect(() => fromGraph(doubled, 'mine')).toThrow('mine: it has doubled edges (1)');
  });
});
