import { rename } from 'node:fs/promises';
import { download } from './_internals/download.js';
import { assertNoUser, withoutUser } from './_internals/without-user.js';
import type { KnownWeights } from './registry.js';
import type { WeightsSource } from './source.js';

/** The model hub over https; what is there of an interrupted download is kept and gone on with. */
export function hubSource(base = process.env['HF_ENDPOINT'] || 'https://huggingface.co'): WeightsSource {
  return addressSource(`model hub (${withoutUser(base)})`, ({ hubPath, name }) => {
    if (hubPath === undefined) throw new Error(`${name} is not there`);
    return `${base.replace(/\/+$/, '')}/${hubPath}`;
  });
}

/** The file at an address of its own; resumed as from the hub. What may be secret in the address is not told. */
export function urlSource(url: string): WeightsSource {
  const { origin, pathname } = new URL(url);
  return addressSource(`${origin}${pathname}`, () => url);
}

function addressSource(name: string, addressOf: (weights: KnownWeights) => string): WeightsSource {
  return {
    name,
    async fetch({ weights, target, clock, signal, onProgress }) {
      const part = `${target}.part`;
      const url = addressOf(weights);
      assertNoUser(url);
      const totalBytes = weights.bytes;
      const onReceived = (receivedBytes: number): void => onProgress?.({ source: name, receivedBytes, totalBytes });
      await download({ url, part, bytes: totalBytes, clock, signal, onReceived });
      await rename(part, target);
    },
  };
}
