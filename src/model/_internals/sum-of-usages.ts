import type { Usage } from '../../spec/index.js';

/** What several calls took together: tokens, `null` where one of them does not say, and requests. */
export function sumOfUsages(usages: readonly Usage[]): Usage {
  const reasoning = usages.flatMap(({ reasoningTokens }) => reasoningTokens ?? []);
  const requests = usages.reduce((total, usage) => total + (usage.requests ?? 1), 0);
  return {
    promptTokens: sum(usages.map(({ promptTokens }) => promptTokens)),
    completionTokens: sum(usages.map(({ completionTokens }) => completionTokens)),
    ...(reasoning.length === 0 ? {} : { reasoningTokens: sum(reasoning) as number }),
    ...(requests === 1 ? {} : { requests }),
  };
}

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
}
