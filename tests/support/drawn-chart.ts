/** A square in which a chart shows 0 to 1 on both axes, in pixels. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Paths of the mark with this label in an SVG, each as the numbers of its `d`. */
export function pathsOf(svg: string, label: string): readonly (readonly number[])[] {
  const mark = new RegExp(`<g [^>]*aria-label="${label}"[^>]*>(.*?)</g>`).exec(svg)?.[1] ?? '';
  return [...mark.matchAll(/ d="([^"]*)"/g)].map(([, d = '']) => (d.match(/-?[\d.]+/g) ?? []).map(Number));
}

/** Points of a path in units of the axes, from 0 to 1, by the frame of the chart. */
export function inUnits(svg: string, path: readonly number[]): readonly (readonly [number, number])[] {
  const { left, top, width, height } = frameOf(svg);
  return Array.from({ length: path.length / 2 }, (_, at) => {
    const [x, y] = [path[2 * at] as number, path[2 * at + 1] as number];
    return [(x - left) / width, 1 - (y - top) / height] as const;
  });
}

function frameOf(svg: string): Frame {
  const frame = /<rect [^>]*aria-label="frame"[^>]*>/.exec(svg)?.[0] ?? '';
  const at = (name: string): number => Number(new RegExp(` ${name}="([^"]*)"`).exec(frame)?.[1]);
  return { left: at('x'), top: at('y'), width: at('width'), height: at('height') };
}
