import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  cascadesOf,
  degreeAssortativity,
  inequality,
  kindAssortativity,
  modularity,
  networkMeasures,
  numericAssortativity,
  opinionMoments,
  pathMeasures,
  socialNetwork,
} from '../../../../src/index.js';
import { fromEdges } from '../../../../src/foundation/network/network.js';

interface NetworkValues {
  readonly size: number;
  readonly edges: readonly (readonly [number, number])[];
  readonly kinds: readonly string[];
  readonly values: readonly number[];
  readonly degreeAssortativity: number;
  readonly kindAssortativity: number;
  readonly valueAssortativity: number;
  readonly modularity: number;
  readonly betweenness: readonly number[];
  readonly meanDistance: number;
  readonly diameter: number;
  readonly clustering: number;
  readonly transitivity: number;
}

interface Values {
  readonly networks: readonly NetworkValues[];
  readonly trees: readonly { parents: (number | null)[]; virality: number }[];
  readonly shares: readonly { values: number[]; theil: number; gini: number }[];
  readonly moments: readonly { values: number[]; bias: number; diversity: number }[];
  readonly reciprocity: readonly { size: number; arcs: [number, number][]; reciprocity: number }[];
}

// By networkx 3.6.1, scipy 1.17.1 and numpy 2.4.6; see fixtures/make-sociology-values.py.
const file = new URL('./fixtures/sociology-values.json', import.meta.url);
const values = JSON.parse(readFileSync(file, 'utf8')) as Values;

describe('sociology against independent libraries', () => {
  it.each(values.networks.map((one, at) => [at, one] as const))(
    'should measure network %d as networkx does',
    (_at, { size, edges, kinds, ...expected }) => {
      const network = fromEdges('fixture', size, edges);
      const paths = pathMeasures(network);

      expect(degreeAssortativity(network)).toBeCloseTo(expected.degreeAssortativity, 10);
      expect(kindAssortativity(network, kinds)).toBeCloseTo(expected.kindAssortativity, 10);
      expect(numericAssortativity(network, expected.values)).toBeCloseTo(expected.valueAssortativity, 10);
      expect(modularity(network, kinds)).toBeCloseTo(expected.modularity, 10);
      expect(paths.meanDistance).toBeCloseTo(expected.meanDistance, 10);
      expect(paths.diameter).toBe(expected.diameter);
      expect(paths.betweenness).toHaveLength(size);
      for (const [node, value] of expected.betweenness.entries())
        expect(paths.betweenness[node]).toBeCloseTo(value, 10);
      expect(networkMeasures(network).clustering).toBeCloseTo(expected.clustering, 10);
      expect(networkMeasures(network).transitivity).toBeCloseTo(expected.transitivity, 10);
    },
  );

  it.each(values.trees)('should give a tree its structural virality as networkx does', ({ parents, virality }) => {
    const steps = parents.map((parent, seq) => ({ seq, time: seq, agent: null, parent }));

    expect(cascadesOf(steps).map((tree) => tree.virality)).toEqual([expect.closeTo(virality, 10)]);
  });

  it.each(values.shares)('should give the inequality that scipy and numpy give', ({ values: all, theil, gini }) => {
    const found = inequality(all);

    expect(found.theil.value).toBeCloseTo(theil, 10);
    expect(found.gini.value).toBeCloseTo(gini, 10);
  });

  it.each(values.moments)('should give bias and diversity as numpy does', ({ values: all, bias, diversity }) => {
    expect(opinionMoments(all)).toEqual({
      n: all.length,
      bias: expect.closeTo(bias, 12) as number,
      diversity: expect.closeTo(diversity, 12) as number,
    });
  });

  it.each(values.reciprocity)('should give reciprocity as networkx does', ({ size, arcs, reciprocity }) => {
    const agents = Array.from({ length: size }, (_, node) => `${node}`);
    const contacts = arcs.map(([from, to]) => ({ from: `${from}`, to: `${to}` }));

    expect(socialNetwork(agents, contacts).reciprocity).toBeCloseTo(reciprocity, 10);
  });
});
