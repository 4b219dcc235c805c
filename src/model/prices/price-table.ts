import { z } from 'zod';
import { readJsonFile } from '../../foundation/storage/index.js';
import type { LanguageModel } from '../../spec/index.js';
import builtIn from './built-in.json' with { type: 'json' };

/** What a model costs: US dollars for a million tokens read, and a million written, with whence and when it is known. */
export const Price = z.object({
  inputUsdPerMillionTokens: z.number().nonnegative(),
  outputUsdPerMillionTokens: z.number().nonnegative(),
  source: z.string().optional(),
  /** The day on which it was looked up. */
  date: z.iso.date().optional(),
});
export type Price = z.infer<typeof Price>;

/** A user's file of prices, by the name under which an endpoint knows a model, or by `ADDRESS#NAME` for one address. */
export const PriceFile = z.object({
  formatVersion: z.literal(1),
  models: z.record(z.string(), Price),
});
export type PriceFile = z.infer<typeof PriceFile>;

/** The prices that come with Mesocosm: those of providers at their own endpoints. */
export const BuiltInPrices = z.object({
  formatVersion: z.literal(1),
  about: z.string(),
  providers: z.array(
    z.object({
      name: z.string(),
      hosts: z.array(z.string()).min(1),
      source: z.string(),
      models: z.record(z.string(), Price.omit({ source: true }).required()),
    }),
  ),
});
export type BuiltInPrices = z.infer<typeof BuiltInPrices>;

/** Looks prices up. */
export interface PriceTable {
  /** The price of a model; `undefined` where none is known. What runs in this process costs nothing. */
  priceOf(model: Pick<LanguageModel, 'name' | 'description'>): Price | undefined;
}

/** Whether two prices are known, and alike. */
export function isSamePrice(a: Price | undefined, b: Price | undefined): boolean {
  return (
    a !== undefined &&
    a.inputUsdPerMillionTokens === b?.inputUsdPerMillionTokens &&
    a.outputUsdPerMillionTokens === b.outputUsdPerMillionTokens
  );
}

const FREE: Price = { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, source: 'it runs in this process' };

/**
 * Makes a table: a user's prices over the built-in ones. Built-in prices are those of a provider's own endpoint, and
 * hold for no other address that happens to serve a model of the same name.
 */
export function priceTable(own?: PriceFile): PriceTable {
  return {
    priceOf({ name, description }) {
      const { kind, baseUrl, model } = description;
      const known = typeof model === 'string' ? model : name;
      const address = typeof baseUrl === 'string' ? baseUrl : undefined;
      const given = own?.models[`${address}#${known}`] ?? own?.models[known] ?? own?.models[name];
      if (given !== undefined) return given;
      if (kind === 'embedded') return FREE;
      return address === undefined ? undefined : builtInPrice(known, address);
    },
  };
}

/**
 * Opens the prices of a file; without one, of the file that MESOCOSM_PRICES names; without that, the built-in ones.
 *
 * @throws MesocosmError (usage) naming the file and the place in it that is not as expected.
 */
export async function openPrices(path = process.env['MESOCOSM_PRICES'] || undefined): Promise<PriceTable> {
  return priceTable(path === undefined ? undefined : await readJsonFile(path, PriceFile));
}

function builtInPrice(model: string, address: string): Price | undefined {
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  for (const { hosts, source, models } of builtInPrices().providers) {
    const price = hosts.includes(host) && Object.hasOwn(models, model) ? models[model] : undefined;
    if (price !== undefined) return { ...price, source };
  }
  return undefined;
}

let checked: BuiltInPrices | undefined;

function builtInPrices(): BuiltInPrices {
  checked ??= BuiltInPrices.parse(builtIn);
  return checked;
}
