export { llamaModel, type LlamaOptions } from './llama-model.js';
export { comparePieces, nextFor, sharedPieces } from './routing.js';
