import { wrap } from './wrap.js';

/** A line of a screen, before it is broken. */
export interface ScreenLine {
  readonly text: string;
  /** Lines with the highest have room first, those with the same one together; a line without one is always there. */
  readonly keep?: number;
  /** What stands there where there is no room for it. */
  readonly instead?: string;
}

/** Breaks lines at `width` and leaves out what has no room in `most` of them, those with the lowest `keep` first. */
export function fittedLines(
  lines: readonly ScreenLine[],
  { width, most }: { readonly width: number; readonly most: number },
): readonly string[] {
  const printed = (chosen: ReadonlySet<number>): readonly string[] =>
    lines.flatMap(({ text, keep, instead }) => {
      if (keep === undefined || chosen.has(keep)) return wrap(text, width);
      return instead === undefined ? [] : wrap(instead, width);
    });
  let chosen: ReadonlySet<number> = new Set();
  const levels = [...new Set(lines.flatMap(({ keep }) => keep ?? []))];
  for (const level of levels.toSorted((a, b) => b - a)) {
    const more = new Set([...chosen, level]);
    if (height(printed(more), width) <= most) chosen = more;
  }
  return printed(chosen);
}

/** Lines of the terminal: one that is too long for it takes several. */
function height(lines: readonly string[], width: number): number {
  return lines.reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / width)), 0);
}
