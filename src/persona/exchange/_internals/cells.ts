import { failed, success, type Persona, type Result } from '../../../spec/index.js';
import type { Marginal } from '../marginals.js';
import type { RakingRefusal } from '../rake.js';

/** A marginal with its cells: what share each shall have, and in which of them everybody is. */
export interface CellsOfMarginal {
  readonly by: string;
  readonly labels: readonly string[];
  readonly shares: readonly number[];
  /** Cell of each persona, in their order. */
  readonly members: readonly number[];
}

/** Shares may miss 1 by as much: they are published rounded. */
const ROUNDING = 0.005;

/** Sorts everybody into the cells of a marginal; a refusal where that cannot be done. */
export function cellsOf(marginal: Marginal, personas: readonly Persona[]): Result<CellsOfMarginal, RakingRefusal> {
  const cells = 'axis' in marginal ? ofAxis(marginal, personas) : ofAttribute(marginal, personas);
  if (!cells.ok) return cells;
  const { by, labels, shares, members } = cells.value;
  const sum = shares.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > ROUNDING)
    return refusal('bad-shares', `the shares of ${by} sum to ${+sum.toFixed(4)}, not 1`);
  const empty = shares.findIndex((share, cell) => share > 0 && !members.includes(cell));
  if (empty >= 0) {
    const what = `nobody is in the cell ${labels[empty]} of ${by}, which shall have ${+(shares[empty] as number).toFixed(4)}`;
    return refusal('empty-cell', `${what}: no weight makes up for people who are not there`);
  }
  return success({ by, labels, members, shares: shares.map((share) => share / sum) });
}

type Sorted = Result<CellsOfMarginal, RakingRefusal>;

function ofAxis({ axis, edges, shares }: Extract<Marginal, { axis: string }>, personas: readonly Persona[]): Sorted {
  const by = `the axis "${axis}"`;
  const rise = edges.every((edge, at) => at === 0 || edge > (edges[at - 1] as number));
  if (!rise || edges[0] !== 0 || edges.at(-1) !== 1)
    return refusal('bad-shares', `the edges of ${by} do not rise from 0 to 1`);
  if (shares.length !== edges.length - 1) {
    return refusal('bad-shares', `${by} has ${edges.length - 1} bins and ${shares.length} shares`);
  }
  const lost = personas.find(({ position }) => position?.[axis] === undefined);
  if (lost !== undefined) return refusal('no-place', `${lost.name} has no position on ${by}`);
  const last = shares.length - 1;
  const members = personas.map(({ position }) => {
    const place = position?.[axis] as number;
    return Math.min(
      last,
      edges.findLastIndex((edge) => place >= edge),
    );
  });
  const labels = shares.map((_, at) => `${edges[at]} to ${edges[at + 1]}`);
  return success({ by, labels, shares, members });
}

function ofAttribute(
  { attribute, shares }: Extract<Marginal, { attribute: string }>,
  personas: readonly Persona[],
): Sorted {
  const by = `"${attribute}"`;
  const labels = Object.keys(shares);
  const values = personas.map(({ provenance }) => provenance?.[attribute]);
  const lost = values.findIndex((value) => value === undefined || value === null || typeof value === 'object');
  if (lost >= 0) return refusal('no-place', `${personas[lost]?.name} has no ${by} in the provenance`);
  const members = values.map((value) => labels.indexOf(String(value)));
  const stray = members.indexOf(-1);
  if (stray >= 0) {
    const what = `${personas[stray]?.name} has ${by} ${JSON.stringify(values[stray])}, which has no share`;
    return refusal('no-place', `${what}; there are ${labels.join(', ')}`);
  }
  return success({ by, labels, shares: Object.values(shares), members });
}

function refusal(
  kind: RakingRefusal['kind'],
  message: string,
): { readonly ok: false; readonly failure: RakingRefusal } {
  return failed({ kind, message });
}
