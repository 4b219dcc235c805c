export { memoryRule } from './memory-rule.js';
export { windowMemory } from './window-memory.js';
