/**
 * Coverage on the scale from clones to the ideal: `(coverage − clones) / (ideal − clones)`, 0 for what copies of one
 * neutral persona reach by the noise of their answers, 1 for what an ideal population reaches through the same instrument;
 * it may lie outside. `null` where clones do as well as the ideal, so that the instrument tells nothing.
 */
export function correctedCoverage(of: {
  readonly coverage: number;
  readonly clones: number;
  readonly ideal: number;
}): number | null {
  const room = of.ideal - of.clones;
  return room > 0 ? (of.coverage - of.clones) / room : null;
}
