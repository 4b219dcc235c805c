export { degreeAssortativity, kindAssortativity, modularity, numericAssortativity } from './assortativity.js';
export { complete, erdosRenyi, randomRegular, ringLattice, scaleFree, smallWorld } from './generators.js';
export { fromGraph, toGraph } from './graph.js';
export { bipartiteMatching, edgeMatching, randomMatching, roundRobin, type Matching } from './matching.js';
export { connectedComponents, networkMeasures, type NetworkMeasures } from './measures.js';
export { forAgents, namedNetwork, type NamedEdge, type NamedNetwork } from './named-network.js';
export { isConnected, type Network } from './network.js';
export { pathMeasures, type PathMeasures } from './paths.js';
export { readNetwork, writeNetwork, type ReadNetworkOptions } from './read-network.js';
export {
  homophilousRewiring,
  randomRewiring,
  rewire,
  rewirings,
  type Rewiring,
  type RewiringRule,
  type RewiringView,
} from './rewiring.js';
export { stochasticBlock } from './stochastic-block.js';
export {
  areTied,
  cut,
  cutAll,
  mutualTies,
  neighboursOf,
  networkOf,
  pairsOf,
  tie,
  Ties,
  tiesOf,
  type Pair,
} from './ties.js';
