import type { Remembering } from 'mesocosm';
import { factCalled } from './facts.js';
import { FACT_TOLD } from './rules.js';

/** A telling as a member remembers it: which fact, and whether it was its own. */
export interface Telling {
  readonly fact: number;
  readonly own: boolean;
}

/** Members remember what was told, and keep what they were given apart from it. */
export function committeeMemory(window: number): Remembering {
  return {
    window,
    item({ type, agent: who, data }, agent): Telling | undefined {
      const fact = type === FACT_TOLD ? factCalled(String(data['fact'])) : undefined;
      return fact === undefined ? undefined : { fact, own: who === agent };
    },
  };
}
