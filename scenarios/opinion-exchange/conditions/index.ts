import type { OpinionExchangeInput } from '../parameters.js';

const REFLECTIVE: OpinionExchangeInput['memory'] = { kind: 'summary', every: 1, window: 1 };

/** Named sets of parameters; `default` is the false framing without confirmation bias. */
export const conditions: { readonly [name: string]: OpinionExchangeInput } = {
  default: {},
  'false-weak': { confirmationBias: 'weak' },
  'false-strong': { confirmationBias: 'strong' },
  true: { framing: 'true' },
  'true-weak': { framing: 'true', confirmationBias: 'weak' },
  'true-strong': { framing: 'true', confirmationBias: 'strong' },
  reflective: { memory: REFLECTIVE },
  'reflective-true': { framing: 'true', memory: REFLECTIVE },
  'open-world': { closedWorld: false },
  'all-agree': { start: [0, 0, 0, 0, 1] },
  'most-agree': { start: [2, 0, 0, 0, 8] },
  'most-disagree': { start: [8, 0, 0, 0, 2] },
  'all-disagree': { start: [1, 0, 0, 0, 0] },
};
