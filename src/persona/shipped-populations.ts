import type { Json } from '../spec/index.js';

/** Populations that are shipped, by name; read when they are asked for. */
export const shippedPopulations: { readonly [name: string]: () => Promise<Json> } = {
  async neighbours() {
    const { default: file } = await import('./populations/neighbours.json', { with: { type: 'json' } });
    return file as Json;
  },
};
