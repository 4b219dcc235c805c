export { loadPopulation } from './load-population.js';
export { shippedPopulations } from './shipped-populations.js';
