/**
 * Entropies in bits of the variables of a transition and of their combinations, from one pass over the counts: bit 3 of a
 * subset's number is A, bit 2 is B, bit 1 is A′, bit 0 is B′. Entry 0 is 0. A constant is added to each cell first.
 *
 * @param cells As in `Transitions`; they must not all be 0, unless the constant is positive.
 */
export function subsetEntropies(cells: ArrayLike<number>, symbols: number, pseudocount: number): Float64Array {
  const { offsets, places, size } = layoutOf(symbols);
  const sums = new Float64Array(size);
  let total = 0;
  for (let cell = 0; cell < cells.length; cell += 1) {
    const count = (cells[cell] as number) + pseudocount;
    if (count === 0) continue;
    total += count;
    for (let subset = 0; subset < 16; subset += 1) sums[places[cell * 16 + subset] as number]! += count;
  }
  const entropies = new Float64Array(16);
  for (let subset = 0; subset < 16; subset += 1) {
    let sum = 0;
    const end = offsets[subset + 1] as number;
    for (let at = offsets[subset] as number; at < end; at += 1) {
      const count = sums[at] as number;
      if (count > 0) sum += count * Math.log2(count);
    }
    entropies[subset] = Math.max(0, Math.log2(total) - sum / total);
  }
  return entropies;
}

interface Layout {
  /** Where the sums of a subset begin. */
  readonly offsets: Int32Array;
  /** Where a cell counts, for each subset. */
  readonly places: Int32Array;
  readonly size: number;
}

const layouts = new Map<number, Layout>();

function layoutOf(symbols: number): Layout {
  const known = layouts.get(symbols);
  if (known !== undefined) return known;
  const offsets = new Int32Array(17);
  for (let subset = 0; subset < 16; subset += 1) {
    const parts = [0, 1, 2, 3].filter((bit) => (subset >> bit) & 1).length;
    offsets[subset + 1] = (offsets[subset] as number) + symbols ** parts;
  }
  const places = new Int32Array(symbols ** 4 * 16);
  for (let cell = 0; cell < symbols ** 4; cell += 1) {
    for (let subset = 0; subset < 16; subset += 1) {
      places[cell * 16 + subset] = (offsets[subset] as number) + placeIn(cell, subset, symbols);
    }
  }
  const layout = { offsets, places, size: offsets[16] as number };
  layouts.set(symbols, layout);
  return layout;
}

function placeIn(cell: number, subset: number, symbols: number): number {
  let place = 0;
  for (let bit = 3; bit >= 0; bit -= 1) {
    if ((subset >> bit) & 1) place = place * symbols + (Math.floor(cell / symbols ** bit) % symbols);
  }
  return place;
}
