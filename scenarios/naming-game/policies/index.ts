import type { ScenarioEntry } from 'mesocosm';

type Policies = NonNullable<ScenarioEntry['policies']>;
type PolicyJson = Awaited<ReturnType<Policies[string]>>;

/** A table of measured choices, read when it is first asked for. It holds one model, with its tables. */
function ashery(model: 'claude-3.5-sonnet' | 'llama-3-70b'): () => Promise<PolicyJson> {
  return async () => {
    const { default: file } = await import('./ashery-2025.json', { with: { type: 'json' } });
    return { ...file, models: { [model]: file.models[model] } } as PolicyJson;
  };
}

/**
 * Choices of large models in the naming game, measured in public runs: Ashery, Aiello, Baronchelli 2025, Science Advances
 * 11(20), eadu9368.
 */
export const policies: Policies = {
  'claude-3.5-sonnet': ashery('claude-3.5-sonnet'),
  'llama-3-70b': ashery('llama-3-70b'),
};
