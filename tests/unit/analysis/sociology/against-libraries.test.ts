import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  bimodality,
  cascadesOf,
  degreeAssortativity,
  estebanRay,
  excessMixing,
  homophily,
  inequality,
  kindAssortativity,
  modularity,
  networkMeasures,
  numericAssortativity,
  opinionMoments,
  opinionSpread,
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
  readonly centralisation: number;
  readonly clustering: number;
  readonly transitivity: number;
}

interface PolarisationValues {
  readonly values: readonly number[];
  readonly bimodality: number;
  readonly levels: readonly number[];
  readonly estebanRay: { readonly [alpha: string]: number };
  readonly probabilities: readonly number[];
  readonly spread: number;
}

interface ChoiceValues {
  readonly kinds: readonly string[];
  readonly choices: readonly (readonly [number, number])[];
  readonly names: readonly string[];
  readonly inbreeding: readonly number[];
  readonly excess: readonly (readonly (number | null)[])[];
}

interface Values {
  readonly networks: readonly NetworkValues[];
  readonly trees: readonly { parents: (number | null)[]; virality: number }[];
  readonly shares: readonly { values: number[]; theil: number; gini: number }[];
  readonly moments: readonly { values: number[]; bias: number; diversity: number }[];
  readonly polarisations: readonly PolarisationValues[];
  readonly choices: readonly ChoiceValues[];
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
      expect(paths.centralisation).toBeCloseTo(expected.centralisation, 10);
      expect(paths.betweenness).toHaveLength(size);
      for (const [node, value] of expected.betweenness.entries())
        expect(paths.betweenness[node]).toBeCloseTo(value, 10);
      expect(networkMeasures(network).clustering).toBeCloseTo(expected.clustering, 10);
      expect(networkMeasures(network).transitivity).toBeCloseTo(expected.transitivity, 10);
    },
  );

  it('should find the same mixing by numbers in any unit and from any zero', () => {
    const { size, edges, values: numbers, valueAssortativity } = values.networks[0] as NetworkValues;
    const network = fromEdges('fixture', size, edges);
    const by = (change: (value: number) => number) => numericAssortativity(network, numbers.map(change));

    expect(by((value) => value * 1e-8)).toBeCloseTo(valueAssortativity, 10);
    expect(by((value) => value + 1e7)).toBeCloseTo(valueAssortativity, 6);
    expect(by(() => 0.1)).toBeNull();
  });

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

  it.each(values.polarisations)('should call opinions as polarised as scipy and numpy do', (example) => {
    expect(bimodality(example.values)).toBeCloseTo(example.bimodality, 10);
    for (const [alpha, polarisation] of Object.entries(example.estebanRay))
      expect(estebanRay(example.levels, Number(alpha))).toBeCloseTo(polarisation, 10);
    expect(opinionSpread(example.probabilities)).toBeCloseTo(example.spread, 12);
  });

  it.each(values.choices)('should mix kinds as networkx does', ({ kinds, choices, names, inbreeding, excess }) => {
    const kindOf = new Map(kinds.map((kind, node) => [`${node}`, kind]));
    const made = choices.map(([from, to]) => ({ from: `${from}`, to: `${to}` }));
    const found = new Map(homophily(kindOf, made).map((one) => [one.kind, one.inbreeding]));
    const mixed = new Map(excessMixing(kindOf, made).map((one) => [`${one.from} ${one.to}`, one.excess]));
    const rounded = (value: number | null | undefined) => (typeof value === 'number' ? value.toFixed(10) : value);

    expect(names.map((name) => rounded(found.get(name)))).toEqual(inbreeding.map(rounded));
    for (const [row, from] of names.entries())
      expect(names.map((to) => rounded(mixed.get(`${from} ${to}`)))).toEqual(excess[row]?.map(rounded));
  });
});
