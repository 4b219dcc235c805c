export { chanceOf, chancesFrom } from './chance.js';
export { hash128, mix, murmur128, seed32, type KeyPart, type Words } from './hash128.js';
export { quantise } from './quantise.js';
