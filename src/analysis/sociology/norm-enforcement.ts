import { userError } from '../../foundation/errors/index.js';

/** Something that an agent did where a norm would tell what to do. */
export interface NormAct {
  /** Whether it did what the norm says; `null` where the decision failed. */
  readonly complied: boolean | null;
  /** How often others punished it for this. */
  readonly punished: number;
  /** How often others rewarded it for this. */
  readonly rewarded: number;
}

/** Whether a way of acting is a norm, by what is done and by what is approved of. */
export interface NormFinding {
  readonly made: number;
  readonly missing: number;
  /** Share of the acts that complied; `null` of none. */
  readonly compliance: number | null;
  /** The same if all that failed had not complied, and if all had. */
  readonly complianceBounds: { readonly low: number; readonly high: number } | null;
  /** Punishments for an act that complied and for one that did not; `null` where there is none of them. */
  readonly punished: { readonly complying: number | null; readonly deviating: number | null };
  readonly rewarded: { readonly complying: number | null; readonly deviating: number | null };
  /**
   * Net disapproval of deviating: punishments less rewards for an act that deviated, less those for one that complied. Above 0
   * the norm is enforced; `null` where acts of one kind are missing.
   */
  readonly enforcement: number | null;
  /**
   * `descriptive` where most do it, `injunctive` where deviating is disapproved of more, `both`, or `none`. Of one run: whether
   * a norm stands in a population is for an interval of `enforcement` over runs.
   */
  readonly kind: 'descriptive' | 'injunctive' | 'both' | 'none';
}

/**
 * Reads a norm from acts and from the sanctions on them: what most do (a descriptive norm), and what is approved of, seen in who
 * is punished and rewarded (an injunctive one). The distinction is that of Cialdini, Reno and Kallgren (1990, Journal of
 * Personality and Social Psychology 58:1015); the two may disagree, as where what everybody does is punished.
 *
 * @param acts Of one run.
 * @param options.threshold Share of acts from which on it is what most do: above .5, at most 1. Default .75.
 * @throws MesocosmError (usage) for a threshold out of bounds.
 */
export function normEnforcement(
  acts: readonly NormAct[],
  { threshold = 0.75 }: { readonly threshold?: number } = {},
): NormFinding {
  if (!(threshold > 0.5 && threshold <= 1)) {
    throw userError({ kind: 'usage', what: `the threshold is ${threshold}`, expected: 'above .5 and at most 1' });
  }
  const complying = acts.filter(({ complied }) => complied === true);
  const deviating = acts.filter(({ complied }) => complied === false);
  const made = complying.length + deviating.length;
  const missing = acts.length - made;
  const compliance = made === 0 ? null : complying.length / made;
  const punished = { complying: rate(complying, 'punished'), deviating: rate(deviating, 'punished') };
  const rewarded = { complying: rate(complying, 'rewarded'), deviating: rate(deviating, 'rewarded') };
  const enforcement = netOf(punished, rewarded);
  const described = compliance !== null && compliance >= threshold;
  const enjoined = enforcement !== null && enforcement > 0;
  return {
    made,
    missing,
    compliance,
    complianceBounds:
      acts.length === 0
        ? null
        : { low: complying.length / acts.length, high: (complying.length + missing) / acts.length },
    punished,
    rewarded,
    enforcement,
    kind: described && enjoined ? 'both' : described ? 'descriptive' : enjoined ? 'injunctive' : 'none',
  };
}

function rate(acts: readonly NormAct[], what: 'punished' | 'rewarded'): number | null {
  return acts.length === 0 ? null : acts.reduce((sum, act) => sum + act[what], 0) / acts.length;
}

function netOf(punished: NormFinding['punished'], rewarded: NormFinding['rewarded']): number | null {
  const net = (of: 'complying' | 'deviating'): number | null => {
    const [bad, good] = [punished[of], rewarded[of]];
    return bad === null || good === null ? null : bad - good;
  };
  const [deviating, complying] = [net('deviating'), net('complying')];
  return deviating === null || complying === null ? null : deviating - complying;
}
