import { codedRate, type CodedRate, type CodedRun, type Interval } from '../foundation/statistics/index.js';
import type { Chances, CodingSummary, Estimate, RunCoding, RunRecord } from '../spec/index.js';

/**
 * The rate of every code in every arm, as coded and with the coder's errors taken out. A code that nothing was coded twice by
 * takes its errors from the other codes of the arm, taken together; one that says whether any of several was given does not.
 */
export function summariseCodings(
  arms: readonly { readonly name: string; readonly records: readonly RunRecord[] }[],
  chances: Chances,
): readonly CodingSummary[] {
  return arms.flatMap(({ name: arm, records }) => {
    const byCode = new Map<string, Coded[]>();
    for (const { seed, codings = [] } of records)
      for (const coding of codings)
        byCode.set(coding.code, [...(byCode.get(coding.code) ?? []), { ...coding, run: String(seed) }]);
    const lent = errorsOf([...byCode.values()].flat().filter(({ composite }) => composite !== true));
    return [...byCode.values()].flatMap((coded) => {
      const [first] = coded;
      if (first === undefined || coded.every(({ things }) => things === 0)) return [];
      const own = coded.some((one) => twiceOf(one) > 0);
      const borrows = !own && first.composite !== true && lent.length > 0;
      const chance = chances('coding', arm, first.code);
      const rate = codedRate(coded, { chance, ...(borrows ? { errors: lent } : {}) });
      return [summaryOf(rate, { arm, about: first, from: own ? 'own' : borrows ? 'other-codes' : 'none' })];
    });
  });
}

type Coded = RunCoding & { readonly run: string };

/** What was coded twice in each run, over codes. */
function errorsOf(codings: readonly Coded[]): readonly CodedRun[] {
  const runs = new Map<string, CodedRun>();
  for (const one of codings) {
    if (twiceOf(one) === 0) continue;
    const { run } = one;
    const before = runs.get(run) ?? { run, things: 0, coded: 0, both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
    runs.set(run, {
      run,
      things: before.things + one.things,
      coded: before.coded + one.coded,
      both: before.both + one.both,
      firstOnly: before.firstOnly + one.firstOnly,
      secondOnly: before.secondOnly + one.secondOnly,
      neither: before.neither + one.neither,
    });
  }
  return [...runs.values()];
}

function twiceOf({ both, firstOnly, secondOnly, neither }: CodedRun): number {
  return both + firstOnly + secondOnly + neither;
}

function summaryOf(
  rate: CodedRate,
  { arm, about, from }: { readonly arm: string; readonly about: RunCoding; readonly from: CodingSummary['errors'] },
): CodingSummary {
  const { runs, alpha, note } = rate;
  return {
    arm,
    code: about.code,
    title: about.title,
    by: about.by,
    trusted: about.trusted,
    coded: estimate(rate.coded, rate.codedInterval, { n: runs, method: METHODS.coded }),
    corrected: {
      ...estimate(rate.corrected, rate.interval, { n: runs, method: METHODS[rate.by] }),
      ...(note === null ? {} : { note }),
    },
    errors: from,
    sensitivity: rate.sensitivity,
    specificity: rate.specificity,
    alpha: estimate(alpha?.alpha ?? null, alpha?.interval ?? null, { n: alpha?.runs ?? 0, method: BOOTSTRAP }),
    things: rate.things,
    twice: rate.twice,
  };
}

const BOOTSTRAP = 'bootstrap over runs 95 %';
const METHODS = {
  coded: 'score interval over runs 95 %',
  'second-coding': 'the trusted coding, score interval over runs 95 %',
  'by-errors': 'Rogan and Gladen, Fieller over runs 95 %',
  none: 'not corrected',
} as const;

function estimate(value: number | null, interval: Interval | null, how: Pick<Estimate, 'n' | 'method'>): Estimate {
  return { value, low: interval?.low ?? null, high: interval?.high ?? null, ...how };
}
