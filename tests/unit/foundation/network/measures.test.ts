import { connectedComponents as componentsOfGraph } from 'graphology-components';
import { density as densityOfGraph } from 'graphology-metrics/graph/density.js';
import { describe, expect, it } from 'vitest';
import {
  complete,
  connectedComponents,
  erdosRenyi,
  networkMeasures,
  ringLattice,
  toGraph,
} from '../../../../src/foundation/network/index.js';
import { fromEdges } from '../../../../src/foundation/network/network.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { karateClub } from '../../../support/karate-club.js';

describe('networkMeasures', () => {
  it('should be those that NetworkX 3.6.1 gives of the karate club', () => {
    const measures = networkMeasures(karateClub());

    expect(measures).toMatchObject({ nodes: 34, edges: 78, components: 1, largestComponent: 34 });
    expect(measures.meanDegree).toBeCloseTo(156 / 34, 12);
    expect(measures.clustering).toBeCloseTo(0.5706384782076823, 12);
    expect(measures.transitivity).toBeCloseTo(0.2556818181818182, 12);
    expect(measures.density).toBeCloseTo(0.13903743315508021, 12);
  });

  it('should be those that NetworkX 3.6.1 gives of it without its leaders', () => {
    const gone = new Set([0, 32, 33]);
    const rest = Array.from({ length: 34 }, (_, node) => node).filter((node) => !gone.has(node));
    const club = karateClub();
    const edges = rest.flatMap((node, place) =>
      club
        .neighbours(node)
        .filter((other) => other > node && !gone.has(other))
        .map((other): [number, number] => [place, rest.indexOf(other)]),
    );
    const measures = networkMeasures(fromEdges('rest', 31, edges));

    expect(measures).toMatchObject({ components: 8, largestComponent: 20 });
    expect(measures.clustering).toBeCloseTo(0.17818740399385558, 12);
    expect(measures.transitivity).toBeCloseTo(0.27, 12);
    expect(measures.density).toBeCloseTo(0.07311827956989247, 12);
  });

  it('should know the clustering of a ring', () => {
    // 3 (k − 2) / (4 (k − 1)) for degree k (Watts and Strogatz 1998, Nature 393:440).
    expect(networkMeasures(ringLattice(30, 6)).clustering).toBeCloseTo((3 * 4) / (4 * 5), 12);
  });

  it('should be all of one where everybody is tied to everybody', () => {
    expect(networkMeasures(complete(6))).toEqual({
      nodes: 6,
      edges: 15,
      meanDegree: 5,
      density: 1,
      clustering: 1,
      transitivity: 1,
      components: 1,
      largestComponent: 6,
    });
  });

  it('should not give numbers that there are not', () => {
    expect(networkMeasures(fromEdges('one', 1, []))).toMatchObject({
      density: null,
      clustering: 0,
      transitivity: null,
    });
    expect(networkMeasures(fromEdges('none', 0, []))).toMatchObject({ meanDegree: 0, clustering: null, components: 0 });
  });

  it.each([0.01, 0.03, 0.1])(
    'should agree with the libraries of graphology at an edge probability of %d',
    async (p) => {
      const network = erdosRenyi(60, p, chancesFrom(4)('measures', p));
      const graph = await toGraph(network);
      const parts = componentsOfGraph(graph).map((part) => part.map(Number).sort((a, b) => a - b));

      expect(networkMeasures(network).density).toBeCloseTo(densityOfGraph(graph), 12);
      expect(connectedComponents(network)).toEqual(parts.sort((a, b) => (a[0] as number) - (b[0] as number)));
    },
  );
});
