import { endpointSettingsIn } from './endpoint-settings-in.js';
import { userError } from '../../foundation/errors/index.js';
import {
  countOpening,
  languageModel,
  type BudgetLimits,
  type CallRecord,
  type Price,
  type PriceTable,
} from '../../model/index.js';
import type { EndpointSettings, LanguageModel } from '../../spec/index.js';
import type { Context } from '../context.js';
import { createNarrator } from '../narrator.js';
import { goOnAfterBudget } from './go-on-after-budget.js';
import type { ModelOptions } from './model-options.js';

/** Which model is opened, and what it may cost. */
export type BareOptions = Omit<ModelOptions, 'cache' | 'prices' | 'concurrency'>;

/** What a command hands to the opening of its model. */
export type OpeningContext = Pick<Context, 'terminal' | 'signal' | 'program' | 'argv' | 'goOnWith'>;

/** Where the questions are counted with which an endpoint is opened. */
export interface Opening {
  readonly settings: EndpointSettings;
  readonly prices: PriceTable;
  readonly context: OpeningContext;
  /** What was asked in earlier sittings. */
  readonly before?: readonly CallRecord[];
  /** Told of every question as it ends. */
  onCall?(call: CallRecord): void;
  /** Counts the questions in place of this opening, where there is a budget already; told what the model costs. */
  counted?(asked: LanguageModel, price: Price | undefined): LanguageModel;
}

/**
 * Opens the model that is named, with nothing around it. What is asked to open it counts as calls, within the limits.
 *
 * @throws MesocosmError (usage) for a limit in dollars without a price; (unreachable) when there is no such model here;
 *   (budget) when the limits do not allow to open it.
 */
export async function openBare(options: BareOptions, opening: Opening): Promise<LanguageModel> {
  const { model, baseUrl, contextSize } = options;
  const { settings, prices, context, before, onCall = () => undefined, counted } = opening;
  const narrator = createNarrator(context.terminal);
  try {
    return await languageModel(model, {
      ...settings,
      baseUrl,
      contextSize,
      signal: context.signal,
      onProgress: narrator.weights,
      around:
        counted === undefined
          ? countOpening({
              limits: limitsOf(options),
              before,
              priceOf: (asked) => priceOf(asked, prices, options),
              onCall,
            })
          : (asked) => counted(asked, priceOf(asked, prices, options)),
    });
  } catch (error) {
    goOnAfterBudget(error, context);
    throw error;
  } finally {
    narrator.end();
  }
}

/**
 * The settings of an endpoint in the file that is named, or none. To be read before anything is made for the model.
 *
 * @throws MesocosmError (usage) naming the file and the field that is wrong.
 */
export async function settingsIn({ modelOptions }: BareOptions): Promise<EndpointSettings> {
  return endpointSettingsIn(modelOptions);
}

/** What a command may spend. */
export function limitsOf({ maxCalls, maxTokens, maxUsd }: BareOptions): BudgetLimits {
  return { calls: maxCalls, tokens: maxTokens, usd: maxUsd };
}

/** @throws MesocosmError (usage) when there is a limit in US dollars without a price. */
export function priceOf(model: LanguageModel, prices: PriceTable, { maxUsd }: BareOptions): Price | undefined {
  const price = prices.priceOf(model);
  if (price === undefined && maxUsd !== undefined) throw withoutPrice(model.name);
  return price;
}

/** What a limit in dollars is told that has no price to go by. */
function withoutPrice(name: string): Error {
  return userError({
    kind: 'usage',
    what: `no price of ${name} is known, and --max-usd needs one`,
    remedy: 'give one with --prices FILE.json, or limit it with --max-tokens or --max-calls',
  });
}
