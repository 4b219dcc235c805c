import type { Pair } from '../ties.js';

/** An agent at a place on a line. */
export interface Point {
  readonly agent: string;
  readonly place: number;
}

interface Gap {
  readonly left: number;
  readonly right: number;
  readonly width: number;
}

/**
 * Pairs those closest to each other among whom may meet, then the closest of the rest, until nobody is left who may; the
 * pair that stands further left comes first, and in a pair who stands left. By default all may meet; otherwise
 * `mayMeet` must hold for agents of different groups and no others, so that the closest always stand next to each other.
 */
export function closestFirst(
  points: readonly Point[],
  mayMeet: (a: string, b: string) => boolean = () => true,
): readonly Pair[] {
  const line = [...points].sort((a, b) => a.place - b.place || (a.agent < b.agent ? -1 : 1));
  const before = line.map((_, at) => at - 1);
  const after = line.map((_, at) => at + 1);
  const partner = new Array<number | undefined>(line.length).fill(undefined);
  const gaps: Gap[] = [];
  const consider = (left: number, right: number): void => {
    const [a, b] = [line[left], line[right]];
    if (a !== undefined && b !== undefined && mayMeet(a.agent, b.agent)) {
      push(gaps, { left, right, width: b.place - a.place });
    }
  };
  for (let right = 1; right < line.length; right += 1) consider(right - 1, right);
  for (let gap = pop(gaps); gap !== undefined; gap = pop(gaps)) {
    const { left, right } = gap;
    if (partner[left] !== undefined || partner[right] !== undefined) continue;
    [partner[left], partner[right]] = [right, left];
    const [outer, further] = [before[left] as number, after[right] as number];
    if (outer >= 0) after[outer] = further;
    if (further < line.length) before[further] = outer;
    consider(outer, further);
  }
  return line.flatMap(({ agent }, at): Pair[] => {
    const other = partner[at];
    return other === undefined || other < at ? [] : [[agent, (line[other] as Point).agent]];
  });
}

function isFirst(a: Gap, b: Gap): boolean {
  return a.width < b.width || (a.width === b.width && a.left < b.left);
}

function push(heap: Gap[], gap: Gap): void {
  let at = heap.length;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isFirst(gap, heap[parent] as Gap)) break;
    heap[at] = heap[parent] as Gap;
    at = parent;
  }
  heap[at] = gap;
}

function pop(heap: Gap[]): Gap | undefined {
  const [top] = heap;
  const last = heap.pop();
  if (top === undefined || last === undefined || heap.length === 0) return top;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    const right = child + 1;
    if (right < heap.length && isFirst(heap[right] as Gap, heap[child] as Gap)) child = right;
    if (!isFirst(heap[child] as Gap, last)) break;
    heap[at] = heap[child] as Gap;
    at = child;
  }
  heap[at] = last;
  return top;
}
