export { inspectGguf, type GgufDescription } from './inspect-gguf.js';
export { llamaModel, type LlamaOptions } from './llama-model.js';
export { comparePieces, nextFor, sharedPieces } from './routing.js';
