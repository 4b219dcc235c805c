import type { Usage } from '../../spec/index.js';

/** Tokens of several calls together; `null` where one of them does not say. */
export function sumOfUsages(usages: readonly Usage[]): Usage {
  const reasoning = usages.flatMap(({ reasoningTokens }) => reasoningTokens ?? []);
  return {
    promptTokens: sum(usages.map(({ promptTokens }) => promptTokens)),
    completionTokens: sum(usages.map(({ completionTokens }) => completionTokens)),
    ...(reasoning.length === 0 ? {} : { reasoningTokens: sum(reasoning) as number }),
  };
}

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
}
