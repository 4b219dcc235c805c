import { success, type ModelFailure, type Result } from '../../../spec/index.js';

/** A value or a model's failure; a promise only where a model had to be asked. */
export type Outcome<Value> = Result<Value, ModelFailure> | Promise<Result<Value, ModelFailure>>;

/** Goes on with the value; a failure stays. */
export function andThen<Value, Next>(outcome: Outcome<Value>, next: (value: Value) => Outcome<Next>): Outcome<Next> {
  if (outcome instanceof Promise) return outcome.then((result) => (result.ok ? next(result.value) : result));
  return outcome.ok ? next(outcome.value) : outcome;
}

/** All values in their order, or the first failure in that order. All are waited for. */
export function all<Value>(outcomes: readonly Outcome<Value>[]): Outcome<readonly Value[]> {
  if (outcomes.some((outcome) => outcome instanceof Promise)) return Promise.all(outcomes).then(together);
  return together(outcomes as readonly Result<Value, ModelFailure>[]);
}

function together<Value>(results: readonly Result<Value, ModelFailure>[]): Result<readonly Value[], ModelFailure> {
  const values: Value[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return { ok: true, value: values };
}

/** What a model gave, or why what it answered cannot be used. */
export type Attempt<Value> = { readonly value: Value } | { readonly failure: ModelFailure };

/** A failure that is content becomes part of the value: the same question would have the same answer. */
export function attempted<Value>(outcome: Outcome<Value>): Outcome<Attempt<Value>> {
  if (outcome instanceof Promise) return outcome.then((result) => attempted(result));
  if (outcome.ok) return success({ value: outcome.value });
  return isContent(outcome.failure) ? success({ failure: outcome.failure }) : outcome;
}

function isContent({ kind }: ModelFailure): boolean {
  return kind === 'refused' || kind === 'malformed';
}
