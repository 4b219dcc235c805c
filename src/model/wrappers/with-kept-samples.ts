import type { LanguageModel } from '../../spec/index.js';
import { withRecord, type RecordOptions } from './with-record.js';
import { callOf, wrap } from './wrap.js';

/**
 * Records each sample of a counted choice as it arrives, so that a choice that was cut off goes on with those that it has.
 * For where no cache keeps them; what is no sample passes by, since it is recorded as a whole.
 */
export function withKeptSamples(model: LanguageModel, options: RecordOptions): LanguageModel {
  const recorded = callOf(withRecord(model, options));
  return wrap(
    model,
    (inner) => (request, context) => (context.sample === undefined ? inner : recorded)(request, context),
  );
}
