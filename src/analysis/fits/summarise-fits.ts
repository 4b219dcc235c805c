import type { Chances, FitSummary, FittedCurve, RunRecord, StudyFit } from '../../spec/index.js';
import { criticalMassFit, gapOf, type MassOfScan } from './critical-mass-fit.js';
import { doseResponseFit, logisticFit, tanhFit } from './curve-fits.js';
import { scansOf, type Scan, type ScannedCondition } from './scan.js';

/** The curves that a study declared, fitted to its finished runs. */
export function summariseFits(given: {
  readonly fits: readonly StudyFit[];
  readonly conditions: readonly ScannedCondition[];
  readonly records: readonly RunRecord[];
  readonly chances: Chances;
}): readonly FitSummary[] {
  const { fits, conditions, records, chances } = given;
  return fits.map((fit) => {
    const scans = scansOf(fit, conditions, { records, chances });
    const { column } = scans[0] as Scan;
    const about = {
      kind: fit.kind,
      factor: fit.factor,
      outcome: fit.outcome,
      arm: fit.arm,
      title: titleOf(scans, fit),
      axis: fit.kind === 'critical-mass' ? 'committed share of all agents' : fit.factor,
      horizon: column.horizon ?? null,
    };
    if (fit.kind !== 'critical-mass') return { ...about, curves: curvesOf(fit, scans, chances) };
    const masses = scans.map(criticalMassFit);
    return { ...about, curves: masses.map(({ curve }) => curve), ...gapIn(fit.between, masses) };
  });
}

/** What is called differently in different scans goes by the name of its column. */
function titleOf(scans: readonly Scan[], { outcome }: StudyFit): string {
  const titles = new Set(scans.map(({ column }) => column.title));
  return titles.size === 1 ? ([...titles][0] as string) : outcome.replaceAll('_', ' ');
}

function curvesOf(
  fit: Exclude<StudyFit, { kind: 'critical-mass' }>,
  scans: readonly Scan[],
  chances: Chances,
): FittedCurve[] {
  return scans.map((scan) => {
    switch (fit.kind) {
      case 'logistic':
        return logisticFit(scan);
      case 'tanh':
        return tanhFit(scan, () => chances('fit', fit.kind, fit.outcome, 'beta', scan.name));
      case 'dose-response':
        return doseResponseFit(scan, fit.direction);
    }
  });
}

/** The difference of the two directions, where nothing else than them is varied beside the scan. */
function gapIn(between: string | undefined, masses: readonly MassOfScan[]): Pick<FitSummary, 'gap'> {
  const [first, second, ...more] = masses;
  if (between === undefined || first === undefined || second === undefined || more.length > 0) return {};
  return { gap: gapOf(between, [first, second]) };
}
