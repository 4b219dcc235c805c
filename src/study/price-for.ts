import { userError } from '../foundation/errors/index.js';
import { openPrices, usdOf, type CallMeter, type Price } from '../model/index.js';
import type { MindSource } from '../run/index.js';
import type { StudySummary } from '../spec/index.js';
import type { Reporter } from './reporter.js';
import type { Work } from './work-on.js';

/**
 * What a study's model costs; `undefined` where no model is asked, or no price is known.
 *
 * @throws MesocosmError (usage) when the file of prices cannot be read, or there is a limit in US dollars without a price.
 */
export async function priceFor(
  { model }: Pick<MindSource, 'model'>,
  options: { readonly prices?: string; readonly maxUsd?: number },
): Promise<Price | undefined> {
  if (model === undefined) return undefined;
  const price = (await openPrices(options.prices)).priceOf(model);
  if (price !== undefined || options.maxUsd === undefined) return price;
  throw userError({
    kind: 'usage',
    what: `no price of ${model.name} is known, and --max-usd needs one`,
    remedy: 'give one with --prices FILE.json, or limit the study with --max-tokens or --max-calls',
  });
}

/**
 * What each mind of a study costs that has several, by its name.
 *
 * @throws MesocosmError (usage) as {@link priceFor}.
 */
export async function pricesFor(
  { several }: Pick<MindSource, 'several'>,
  options: { readonly prices?: string; readonly maxUsd?: number },
): Promise<{ readonly [mind: string]: Price | undefined } | undefined> {
  if (several === undefined) return undefined;
  const each = Object.entries(several).map(async ([mind, one]) => [mind, await priceFor(one, options)] as const);
  return Object.fromEntries(await Promise.all(each));
}

/** Says once that the cost of a model is told in tokens only. */
export function sayWhatIsNotPriced(
  { source, price, prices }: Pick<Work, 'source' | 'price' | 'prices'>,
  { warning }: Pick<Reporter, 'warning'>,
): void {
  if (source.several !== undefined) {
    for (const [mind, one] of Object.entries(source.several))
      sayWhatIsNotPriced({ source: one, price: prices?.[mind] }, { warning });
    return;
  }
  if (source.model?.description['kind'] !== 'endpoint' || price !== undefined) return;
  warning(`no price of ${source.name} is known: its cost is told in tokens; --prices FILE.json gives one`);
}

/** What the tokens of a study cost. */
export function costInUsd(
  source: MindSource,
  { calls, promptTokens, completionTokens, unknown }: CallMeter,
  price: Price | null | undefined,
): Pick<StudySummary['cost'], 'usd' | 'usdNote'> {
  if (calls === 0 || (source.model === undefined && price === undefined)) return { usd: 0, usdNote: null };
  if (price === null)
    return { usd: null, usdNote: 'models were asked that cost differently, or of which no price is known' };
  if (price === undefined) return { usd: null, usdNote: `no price of ${source.name} is known` };
  if (promptTokens === null || completionTokens === null) {
    return { usd: null, usdNote: 'the model does not say how many tokens it took' };
  }
  const usd = usdOf({ promptTokens, completionTokens }, price);
  const isFree = price.inputUsdPerMillionTokens + price.outputUsdPerMillionTokens === 0;
  const leavesOut = unknown > 0 && !isFree;
  return { usd, usdNote: leavesOut ? `without ${unknown} failed calls whose tokens are not known` : null };
}
