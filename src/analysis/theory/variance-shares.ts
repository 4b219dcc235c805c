import {
  generalisedShares,
  refines,
  sortedObservations,
  varianceComponents,
  type Division,
  type Interval,
} from '../../foundation/statistics/index.js';
import type { Chance } from '../../spec/index.js';
import { addedShares, type AddedShare } from './variance-explained.js';
import { intervalsOverRuns, kindsOf } from './variance-intervals.js';
import { varianceDesign, type SharedOutcome, type VarianceTerm, type VarianceTermName } from './variance-terms.js';

/** What one term contributes to the variance of outcomes. */
export interface VarianceShare {
  readonly term: VarianceTermName;
  /** Groups that it sorts outcomes into. */
  readonly groups: number;
  /** Component of variance, in squared units of the value. Without bias; may be below 0. */
  readonly component: number;
  /** The same over the sum of all components; may be below 0 or above 1. */
  readonly share: number;
  /** Of the share, over other runs of the same persons in the same situations; `null` with the reason in `notes`. */
  readonly overRuns: Interval | null;
  /** Of the share, over other persons and situations too; `null` where it was not asked or groups are not balanced. */
  readonly overPopulations: Interval | null;
  /** What it adds to R²; `null` for what cannot predict, the run and the residual. */
  readonly added: AddedShare | null;
}

/** How much of the variance within a person's situation is the draw, and how much the course of the run. */
export interface ChoiceNoise {
  /** Mean of p (1 - p) over outcomes: what drawing from exact distributions adds. */
  readonly noise: number;
  /** Variance of p between runs of the same person and situation: components of run and residual, less the noise. */
  readonly pathDependence: number;
  /** Both over the sum of all components. */
  readonly shares: { readonly noise: number; readonly pathDependence: number };
  /** Of the share of path dependence, over other runs. */
  readonly overRuns: Interval | null;
}

/** The decomposition of the variance of outcomes, or why there is none. */
export type VarianceShares =
  | {
      readonly kind: 'shares';
      readonly terms: readonly VarianceShare[];
      /** Sum of all components. */
      readonly total: number;
      readonly outcomes: number;
      readonly runs: number;
      /** `null` where probabilities are not exact or are not known for every outcome. */
      readonly choice: ChoiceNoise | null;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** How shares are worked out. */
export interface VarianceSharesOptions {
  /** Default .95. */
  readonly level?: number;
  /** Draws intervals over other persons and situations; left out, there are none. */
  readonly chance?: Chance;
  /** Parts into which runs are sorted for cross-validation. Default 5, or as many runs as the rarest kind has. */
  readonly folds?: number;
}

/**
 * Shares of person, situation, person × situation, model, partner mix and run in the variance of outcomes: crossed random
 * effects by the method of moments (see `varianceComponents`), which for balanced designs is the two-way analysis of
 * variance with replication. Outcomes of one run hang together through the run, which is a term of its own; runs are what is
 * compared (within runs of the same kind) and what is held out.
 *
 * Persons and situations are those that were there: with endless runs, `component` would come to their Σ of Cornfield and
 * Tukey (1956, Annals of Mathematical Statistics 27:907), which is on average the variance in the populations that they were
 * drawn from. `overRuns` is about the former, `overPopulations` about the latter and takes effects as normal.
 *
 * @returns Plain data; refused with a reason where the design cannot tell the terms apart.
 */
export function varianceShares(
  outcomes: readonly SharedOutcome[],
  options: VarianceSharesOptions = {},
): VarianceShares {
  const design = varianceDesign(outcomes);
  if (design.kind === 'refused') return design;
  const { terms } = design;
  const divisions = terms.map(({ division }) => division);
  const values = outcomes.map(({ value }) => value);
  if (values.some((value) => !Number.isFinite(value))) return { kind: 'refused', reason: 'an outcome is not a number' };
  const sorted = sortedObservations(values, divisions);
  const whole = sorted.quadratics();
  const components = varianceComponents(whole);
  if (components === null) {
    return {
      kind: 'refused',
      reason: `${terms.map(({ name }) => name).join(', ')} cannot be told apart in this design`,
    };
  }
  const total = sum(components);
  if (!(total > 0)) return { kind: 'refused', reason: 'outcomes do not vary' };
  const kinds = kindsOf(outcomes);
  const noises = noisesOf(outcomes);
  const noise = noises === null ? null : sum(noises) / noises.length;
  const around = intervalsOverRuns({
    values,
    divisions,
    whole,
    kinds,
    components,
    figuresOf: (parts) => figuresOf(terms, parts, noise),
    // The last figure is path dependence, from which the mean noise is taken off.
    ...(noises === null
      ? {}
      : { offsets: [...components.map(() => []), noises.map((one) => -one / (noises.length * total))] }),
    finer: finerOf(divisions),
    level: options.level ?? 0.95,
  });
  const coarser = divisions.map((fine, at) =>
    divisions.flatMap((coarse, other) => (other !== at && refines(fine, coarse) ? [other] : [])),
  );
  const beyond =
    options.chance === undefined
      ? null
      : generalisedShares(whole, coarser, { chance: options.chance, level: options.level });
  const added = addedShares({ values, terms, folds: foldsOf(outcomes, kinds, options.folds ?? 5) });
  return {
    kind: 'shares',
    terms: components.map((component, at) => {
      const term = terms[at]?.name ?? 'residual';
      return {
        term,
        groups: whole.groups[at + 1] as number,
        component,
        share: component / total,
        overRuns: around?.[at] ?? null,
        overPopulations: beyond?.[at] ?? null,
        added: term === 'run' || term === 'residual' ? null : (added[at] as AddedShare),
      };
    }),
    total,
    outcomes: outcomes.length,
    runs: kinds.reduce((count, kind) => count + kind.length, 0),
    choice:
      noise === null
        ? null
        : choiceOf(noise, pathDependence(terms, components, noise), {
            total,
            overRuns: around?.[components.length] ?? null,
          }),
    notes: [
      ...design.notes,
      ...(around === null
        ? ['some kind of run was made once only: nothing is known of how shares vary over runs']
        : []),
      ...(options.chance !== undefined && beyond === null
        ? ['groups are not balanced: no intervals over populations']
        : []),
    ],
  };
}

/** For each division, and the residual last, those whose groups lie within its groups. */
function finerOf(divisions: readonly Division[]): number[][] {
  const within = divisions.map((coarse, at) =>
    divisions.flatMap((fine, other) => (other !== at && refines(fine, coarse) ? [other] : [])),
  );
  return [...within.map((finer) => [...finer, divisions.length]), []];
}

function choiceOf(
  noise: number,
  path: number,
  { total, overRuns }: { readonly total: number; readonly overRuns: Interval | null },
): ChoiceNoise {
  return { noise, pathDependence: path, shares: { noise: noise / total, pathDependence: path / total }, overRuns };
}

/** Shares of the components in their sum; where distributions are exact, of path dependence too. */
function figuresOf(terms: readonly VarianceTerm[], components: readonly number[], noise: number | null): number[] {
  const total = sum(components);
  const shares = components.map((component) => component / total);
  return noise === null ? shares : [...shares, pathDependence(terms, components, noise) / total];
}

/** By the law of total variance, of what varies within a person's situation the draw takes E[p (1 - p)]. */
function pathDependence(terms: readonly VarianceTerm[], components: readonly number[], noise: number): number {
  const within = components.filter((_, at) => at === terms.length || terms[at]?.name === 'run');
  return sum(within) - noise;
}

/** p (1 - p) of each outcome; `null` where outcomes are not all choices with exact probabilities. */
function noisesOf(outcomes: readonly SharedOutcome[]): number[] | null {
  const each = outcomes.map(({ value, probability }) =>
    probability === undefined || (value !== 0 && value !== 1) ? NaN : probability * (1 - probability),
  );
  return each.some((noise) => !(noise >= 0)) ? null : each;
}

/** A part for each outcome: the runs of a kind are dealt out in turn. */
function foldsOf(
  outcomes: readonly SharedOutcome[],
  kinds: readonly (readonly (readonly number[])[])[],
  most: number,
): number[] {
  const parts = Math.max(2, Math.min(most, ...kinds.map((kind) => kind.length)));
  const folds = outcomes.map(() => 0);
  kinds.forEach((kind) => kind.forEach((members, place) => members.forEach((at) => (folds[at] = place % parts))));
  return folds;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
