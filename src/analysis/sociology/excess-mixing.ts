/** How often one group chose another, beside what chance would give. */
export interface ExcessMixing {
  readonly from: string;
  readonly to: string;
  /** Choices made by the group `from`: what `observed` is a share of. */
  readonly n: number;
  /** Share of the choices of `from` that fell on `to`; `null` where `from` chose nobody. */
  readonly observed: number | null;
  /** The share if everybody chose among all others alike: (n_to − [from = to]) / (n − 1). */
  readonly expected: number;
  /** observed / expected − 1: 0 is chance, positive within a group is homophily; `null` where either is missing or 0. */
  readonly excess: number | null;
}

/**
 * Whom agents select, group by group, in one run: the share of a group's choices that fall on each group, over the share
 * under uniform choice among all others, less one. As a share of all choices both sides are multiplied by n_from / n, so
 * that the ratio is the same where every group chooses in proportion to its size; divided by the choices that the group in
 * fact made, it does not depend on how talkative the group is.
 *
 * One run gives one value of a pair: intervals are over runs, since choices within a run depend on each other.
 *
 * @param groups - group of each agent; at least two agents.
 * @param choices - who chose whom; a choice of oneself, or by or of an unknown agent, is an error of the caller.
 * @returns every ordered pair of groups, in order of the groups' first appearance.
 * @throws RangeError for fewer than two agents, a choice of oneself, or an agent without a group.
 */
export function excessMixing(
  groups: ReadonlyMap<string, string>,
  choices: readonly { readonly from: string; readonly to: string }[],
): readonly ExcessMixing[] {
  if (groups.size < 2) throw new RangeError(`mixing needs at least two agents, and there are ${groups.size}`);
  const sizes = new Map<string, number>();
  for (const group of groups.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const counts = countsOf(groups, choices);
  const names = [...sizes.keys()];
  return names.flatMap((from) => {
    const row = counts.get(from) ?? new Map<string, number>();
    const n = [...row.values()].reduce((sum, count) => sum + count, 0);
    return names.map((to): ExcessMixing => {
      const expected = ((sizes.get(to) as number) - Number(from === to)) / (groups.size - 1);
      const observed = n === 0 ? null : (row.get(to) ?? 0) / n;
      const excess = observed === null || expected === 0 ? null : observed / expected - 1;
      return { from, to, n, observed, expected, excess };
    });
  });
}

/** Choices from group to group. */
function countsOf(
  groups: ReadonlyMap<string, string>,
  choices: readonly { readonly from: string; readonly to: string }[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { from, to } of choices) {
    const [chooser, chosen] = [groups.get(from), groups.get(to)];
    if (chooser === undefined || chosen === undefined) {
      throw new RangeError(`${chooser === undefined ? from : to} has no group`);
    }
    if (from === to) throw new RangeError(`${from} chose itself`);
    const row = counts.get(chooser) ?? new Map<string, number>();
    counts.set(chooser, row.set(chosen, (row.get(chosen) ?? 0) + 1));
  }
  return counts;
}
