import type { Json } from 'mesocosm';

/** A table of measured choices, read when it is first asked for. It holds one model, with its tables. */
function ashery(model: string): () => Promise<Json> {
  return async () => {
    const { default: file } = await import('./ashery-2025.json', { with: { type: 'json' } });
    const { models, ...about } = file as unknown as { readonly models: { readonly [name: string]: Json } };
    return { ...(about as unknown as { readonly [key: string]: Json }), models: { [model]: models[model] as Json } };
  };
}

/**
 * Choices of large models in the naming game, measured in public runs: Ashery, Aiello, Baronchelli 2025, Science Advances
 * 11(20), eadu9368.
 */
export const policies: { readonly [name: string]: () => Promise<Json> } = {
  'claude-3.5-sonnet': ashery('claude-3.5-sonnet'),
  'llama-3-70b': ashery('llama-3-70b'),
};
