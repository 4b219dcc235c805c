export * from './elicitation/index.js';
export * from './memory/index.js';
export * from './mind/index.js';
