import { usdOf, type CallMeter, type Price } from '../../model/index.js';

/** What a command has taken of a model. */
export interface ModelCost {
  readonly calls: number;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** `null` where no price is known. */
  readonly usd: number | null;
}

/** Reads a meter, and prices what it counted; tokens that nobody told have no price. */
export function modelCost({ calls, promptTokens, completionTokens }: CallMeter, price: Price | undefined): ModelCost {
  const known = price !== undefined && promptTokens !== null && completionTokens !== null;
  return {
    calls,
    promptTokens,
    completionTokens,
    usd: known ? usdOf({ promptTokens, completionTokens }, price) : null,
  };
}
