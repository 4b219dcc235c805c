import { refines, type Division } from '../../foundation/statistics/index.js';

/** One value of somebody in a run, or of a whole run, with who and what it is of. */
export interface SharedOutcome {
  /** Which run it is of. Several of one run are taken to hang together. */
  readonly run: string;
  readonly value: number;
  readonly situation: string;
  /** Whose it is; absent where the value is of the run as a whole. */
  readonly person?: string;
  /** The persona set that took part, where persona sets were rotated. */
  readonly personas?: string;
  /** The base model that decided, where models were rotated. */
  readonly model?: string;
  /** With whom it was, where the mix of partners was varied. */
  readonly partners?: string;
  /** Exact probability with which the value was 1 and not 0, as the model gave it when it was drawn. */
  readonly probability?: number;
}

/** What shares of variance are about. */
export type VarianceTermName =
  | 'person'
  | 'persona set'
  | 'situation'
  | 'model'
  | 'partner mix'
  | 'person × situation'
  | 'persona set × situation'
  | 'person × model'
  | 'persona set × model'
  | 'model × situation'
  | 'run'
  | 'residual';

/** A term of the decomposition: which outcomes are alike by it. */
export interface VarianceTerm {
  readonly name: VarianceTermName;
  readonly division: Division;
}

/** The terms that a design can tell apart, or why it cannot. */
export type VarianceDesign =
  | {
      readonly kind: 'terms';
      readonly terms: readonly VarianceTerm[];
      /** What stands in no term, in words. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * The terms into which outcomes can be decomposed: who, in what situation, with which model, with whom, and in which run, as
 * far as each was varied. A person effect on outcomes of whole runs needs persona sets that were rotated; models are told
 * apart from personas only where each persona was played by several (Roytburg and Ippolito 2026).
 */
export function varianceDesign(outcomes: readonly SharedOutcome[]): VarianceDesign {
  const ofRuns = outcomes.every(({ person }) => person === undefined);
  if (!ofRuns && outcomes.some(({ person }) => person === undefined)) {
    return refused('some outcomes are of persons and some of whole runs: decompose them apart');
  }
  const factor = factorsOf(outcomes);
  const [person, who] = ofRuns ? (['persona set', factor.personas] as const) : (['person', factor.person] as const);
  if (!varies(who)) {
    return refused(
      ofRuns
        ? 'persona sets were not rotated: all runs had the same, so their outcomes carry no person effect'
        : 'all outcomes are of one person, so nothing is known of differences between persons',
    );
  }
  if (!varies(factor.situation))
    return refused('there was one situation only, so person and situation cannot be crossed');
  if (varies(factor.model) && refines(who, factor.model)) {
    return refused(`each ${person} had one model throughout: rotate models over them to tell the two apart`);
  }
  const mains: VarianceTerm[] = [
    { name: person, division: who },
    { name: 'situation' as const, division: factor.situation },
    { name: 'model' as const, division: factor.model },
    { name: 'partner mix' as const, division: factor.partners },
  ].filter(({ division }) => varies(division));
  const crossed: VarianceTerm[] = [
    { name: `${person} × situation` as const, division: crossing(who, factor.situation) },
    ...(varies(factor.model)
      ? [
          { name: `${person} × model` as const, division: crossing(who, factor.model) },
          { name: 'model × situation' as const, division: crossing(factor.model, factor.situation) },
        ]
      : []),
  ];
  // Where every run has one outcome, what is left over is the run.
  const several = new Set(factor.run).size < outcomes.length;
  const terms = [...mains, ...crossed, ...(several ? [{ name: 'run' as const, division: factor.run }] : [])];
  return confounded(terms, outcomes.length) ?? { kind: 'terms', terms, notes: notesOn(factor, several) };
}

function factorsOf(outcomes: readonly SharedOutcome[]) {
  const named = (level: (outcome: SharedOutcome) => string | undefined): Division =>
    outcomes.map((outcome) => level(outcome) ?? '');
  return {
    run: named(({ run }) => run),
    person: named(({ person }) => person),
    personas: named(({ personas }) => personas),
    situation: named(({ situation }) => situation),
    model: named(({ model }) => model),
    partners: named(({ partners }) => partners),
  };
}

/** The first two terms that sort outcomes alike, in words; what has a group for each outcome is no different from noise. */
function confounded(terms: readonly VarianceTerm[], n: number): VarianceDesign | undefined {
  for (const [at, { name, division }] of terms.entries()) {
    if (new Set(division).size === n) {
      return refused(`${name} cannot be told from what is left over: at least two runs of each are needed`);
    }
    const twin = terms
      .slice(at + 1)
      .find((other) => refines(division, other.division) && refines(other.division, division));
    if (twin !== undefined)
      return refused(`${name} and ${twin.name} cannot be told apart: they never changed separately`);
  }
  return undefined;
}

function notesOn(factor: ReturnType<typeof factorsOf>, several: boolean): string[] {
  return [
    ...(varies(factor.model) ? [] : ['one model: what it contributes is in no term']),
    ...(varies(factor.partners) ? [] : ['the mix of partners was not varied: what it contributes is in no term']),
    ...(several ? [] : ['each run has one outcome: the residual is the run']),
  ];
}

function crossing(one: Division, other: Division): Division {
  return one.map((level, at) => JSON.stringify([level, other[at]]));
}

function varies(division: Division): boolean {
  return division.some((level) => level !== division[0]);
}

function refused(reason: string): Extract<VarianceDesign, { kind: 'refused' }> {
  return { kind: 'refused', reason };
}
