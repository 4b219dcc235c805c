import { mutualInformation } from './mutual-information.js';
import type { CodedSeries } from './transitions.js';

/**
 * The practical criterion of causal emergence in bits, Ψ = I(V;V′) − Σ I(Xᵢ;V′): what a macroscopic variable says about its own
 * future beyond the sum of what each part says about it (Rosas et al. 2020, PLOS Computational Biology 16:e1008289,
 * practical criteria). Ψ > 0 is sufficient, and Ψ ≤ 0 is **inconclusive**: what several parts say alike is subtracted more than
 * once. Plug-in estimates. `null` where no step is complete.
 *
 * @param parts The parts, of the same length as the macroscopic series.
 * @param lag In steps, default 1.
 */
export function emergencePsi(macro: CodedSeries, parts: readonly CodedSeries[], lag = 1): number | null {
  const whole = laggedInformation(macro, macro, lag);
  if (whole === null) return null;
  let sum = 0;
  for (const part of parts) {
    const information = laggedInformation(part, macro, lag);
    if (information === null) return null;
    sum += information;
  }
  return whole - sum;
}

/**
 * What three parts together say about the future of a macroscopic variable beyond the best two of them, in bits:
 * G3 = I(X₁,X₂,X₃;V′) − max over pairs I(Xᵢ,Xⱼ;V′) (Riedl 2026, arXiv 2510.05174). Never negative, and above 0 by chance where
 * observations are few: compare it with surrogates. `null` where no step is complete.
 *
 * @param lag In steps, default 1.
 */
export function tripletGain(
  macro: CodedSeries,
  parts: readonly [CodedSeries, CodedSeries, CodedSeries],
  lag = 1,
): number | null {
  const [first, second, third] = parts;
  const complete = combined(parts);
  // The pairs are counted over the steps of the three: more steps could make a pair say more than all of them.
  const within = (one: CodedSeries, other: CodedSeries): CodedSeries =>
    combined([one, other]).map((code, step) => ((complete[step] as number) < 0 ? -1 : code));
  const all = laggedInformation(complete, macro, lag);
  if (all === null) return null;
  const pairs = [within(first, second), within(first, third), within(second, third)];
  return Math.max(0, all - Math.max(...pairs.map((pair) => laggedInformation(pair, macro, lag) ?? 0)));
}

/**
 * I(X;Y later) of two coded series in bits, plug-in, over the steps in which both values are there; `null` where there are none.
 */
export function laggedInformation(source: CodedSeries, target: CodedSeries, lag = 1): number | null {
  const rows = sizeOf(source);
  const columns = sizeOf(target);
  const cells = new Float64Array(rows * columns);
  let n = 0;
  for (let now = 0; now + lag < Math.min(source.length, target.length); now += 1) {
    const [from, to] = [source[now] as number, target[now + lag] as number];
    if (from < 0 || to < 0) continue;
    cells[from * columns + to]! += 1;
    n += 1;
  }
  return n === 0 ? null : mutualInformation({ rows, columns, cells });
}

function sizeOf(series: CodedSeries): number {
  let highest = 0;
  for (let step = 0; step < series.length; step += 1) highest = Math.max(highest, series[step] as number);
  return highest + 1;
}

/** One series whose values are the combinations of those of all; missing where one is. */
function combined(series: readonly CodedSeries[]): number[] {
  const sizes = series.map(sizeOf);
  const length = Math.min(...series.map(({ length: steps }) => steps));
  return Array.from({ length }, (_, step) => {
    let code = 0;
    for (let at = 0; at < series.length; at += 1) {
      const value = (series[at] as CodedSeries)[step] as number;
      if (value < 0) return -1;
      code = code * (sizes[at] as number) + value;
    }
    return code;
  });
}
