import type { z } from 'zod';

/** What is wrong with a value at one place. */
export interface Fault {
  /** As `value.to`; empty where the whole value is meant. */
  readonly at: string;
  readonly message: string;
}

/**
 * What is wrong with a value, place by place. Of a union, what is wrong with it as the alternative that its literals name,
 * or else as the one that it comes nearest to; where its literals name none, which there are.
 */
export function faultsIn({ issues }: Pick<z.ZodError, 'issues'>): readonly Fault[] {
  return issues.flatMap(resolved).map(({ path, message }) => ({ at: path.join('.'), message }));
}

/**
 * All of {@link faultsIn} in one line.
 *
 * @param whole How to call the whole value.
 */
export function whatIsWrong(error: Pick<z.ZodError, 'issues'>, whole: string): string {
  return faultsIn(error)
    .map(({ at, message }) => `${at || whole}: ${message}`)
    .join('; ');
}

/** The first of {@link faultsIn}. */
export function firstFault(error: Pick<z.ZodError, 'issues'>, whole: string): string {
  const [first] = faultsIn(error);
  return `${first?.at || whole}: ${first?.message ?? 'it has another shape'}`;
}

type Issue = z.core.$ZodIssue;

function resolved(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const alternatives = issue.errors.map((issues) => issues.flatMap(resolved));
  const named = alternatives.filter((faults) => !faults.some(isOfLiteral));
  const found = named.length === 0 ? namingNone(alternatives) : fewest(named);
  return found.map((fault) => ({ ...fault, path: [...issue.path, ...fault.path] }));
}

type OfLiteral = Extract<Issue, { readonly code: 'invalid_value' }>;

function isOfLiteral(issue: Issue): issue is OfLiteral {
  return issue.code === 'invalid_value';
}

function fewest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  return alternatives.reduce((least, faults) => (faults.length < least.length ? faults : least));
}

/** The literals that there are, where all alternatives have one at the same place. */
function namingNone(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  const literals = alternatives.flatMap((faults) => faults.filter(isOfLiteral).slice(0, 1));
  const [first] = literals;
  const places = new Set(literals.map(({ path }) => path.join('.')));
  if (first === undefined || places.size > 1) return fewest(alternatives);
  const values = literals.flatMap((literal) => literal.values);
  const message = `Invalid input: expected ${values.map((value) => JSON.stringify(value)).join(' or ')}`;
  return [{ ...first, values, message }];
}
