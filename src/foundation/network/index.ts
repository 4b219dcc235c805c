export { complete, erdosRenyi, randomRegular, ringLattice, scaleFree, smallWorld } from './generators.js';
export { isConnected, type Network } from './network.js';
