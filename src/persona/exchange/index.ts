export { checkPopulation } from './check-population.js';
export { ConcordiaPersona } from './concordia.js';
export { drawByWeight, type WeightedDraw } from './draw-by-weight.js';
export { formatOf, POPULATION_FORMATS, type PopulationFormat } from './population-format.js';
export { PopulationHeader } from './population-header.js';
export { populationFrom, readPopulation } from './read-population.js';
export { leftOut, savePopulation } from './save-population.js';
export { loadMarginals, Marginal, Marginals } from './marginals.js';
export { largestDifference, rake, withWeights, type Raking, type RakingRefusal, type RakingRequest } from './rake.js';
