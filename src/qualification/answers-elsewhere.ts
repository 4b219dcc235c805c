import type { LanguageModel } from '../spec/index.js';

/** Whether a model answers over a network, on machines and in batches that nobody here knows. */
export function answersElsewhere({ description }: Pick<LanguageModel, 'description'>): boolean {
  const { kind } = description;
  return kind === 'endpoint' || kind === 'langchain';
}
