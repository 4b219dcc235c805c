/** A part of a line: in full, where there is room, or in short. */
export interface Part {
  readonly full: string;
  readonly short?: string;
  /** Those with the highest have room first; one without is always there. */
  readonly keep?: number;
}

const BETWEEN = ' | ';

/** The line of the parts that fits into so many columns: in full, else in short and without the parts that do not fit. */
export function fitting(parts: readonly Part[], columns: number): string {
  const there = parts.filter(({ full }) => full !== '');
  const inFull = there.map(({ full }) => full).join(BETWEEN);
  if (inFull.length <= columns) return inFull;
  const line = (of: ReadonlySet<Part>): string =>
    there.flatMap((part) => (of.has(part) ? [part.short ?? part.full] : [])).join(BETWEEN);
  const chosen = new Set<Part>();
  for (const part of there.toSorted((a, b) => (b.keep ?? Infinity) - (a.keep ?? Infinity))) {
    if (part.keep === undefined || line(new Set([...chosen, part])).length <= columns) chosen.add(part);
  }
  return line(chosen);
}

/** The first of several ways to say something that fits, else the last. */
export function firstThatFits(ways: readonly string[], columns: number): string {
  return ways.find((way) => way.length <= columns) ?? ways.at(-1) ?? '';
}

/** `950`, `1.2k`, `88k`, `41M`: at most four characters. */
export function compact(value: number): string {
  for (const [size, unit] of [
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    // Rounding may carry it into the next unit.
    if (value < size * 0.9995) continue;
    const scaled = value / size;
    return `${scaled < 9.95 ? scaled.toFixed(1) : Math.round(scaled)}${unit}`;
  }
  return String(Math.round(value));
}
