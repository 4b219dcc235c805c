import type { FlatPoints } from './flat-points.js';

/**
 * Points in boxes that are halved at their median, in turn along each axis (k-d tree; Bentley 1975,
 * DOI 10.1145/361002.361007). Node 0 is the root; the children of a node stand beside each other.
 */
export interface PointTree {
  readonly axes: number;
  /** The points, those of a box beside each other. */
  readonly coordinates: Float64Array;
  /** Axis along which the node is halved; −1 of a leaf. */
  readonly axis: Int32Array;
  /** Points of the left half are at most this far along the axis, those of the right one at least. */
  readonly value: Float64Array;
  /** Left child; the right one is the next. */
  readonly left: Int32Array;
  /** Points of a leaf: from `starts` to before `ends`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Makes the tree; leaves hold at most `leafSize` points, default 8. */
export function pointTree({ axes, count, coordinates }: FlatPoints, leafSize = 8): PointTree {
  const order = Array.from({ length: count }, (_, point) => point);
  const nodes: { axis: number; value: number; left: number; start: number; end: number }[] = [];
  const waiting = [{ node: 0, start: 0, end: count, depth: 0 }];
  nodes.push({ axis: -1, value: 0, left: 0, start: 0, end: count });
  for (let box = waiting.pop(); box !== undefined; box = waiting.pop()) {
    const { node, start, end, depth } = box;
    if (end - start <= leafSize) continue;
    const axis = depth % axes;
    const place = (point: number): number => coordinates[point * axes + axis] as number;
    const sorted = order.slice(start, end).sort((a, b) => place(a) - place(b));
    sorted.forEach((point, at) => (order[start + at] = point));
    const middle = (start + end) >> 1;
    const left = nodes.length;
    nodes[node] = { axis, value: place(order[middle] as number), left, start, end };
    for (const [from, to] of [
      [start, middle],
      [middle, end],
    ] as const) {
      waiting.push({ node: nodes.length, start: from, end: to, depth: depth + 1 });
      nodes.push({ axis: -1, value: 0, left: 0, start: from, end: to });
    }
  }
  const placed = new Float64Array(count * axes);
  order.forEach((point, at) => placed.set(coordinates.subarray(point * axes, (point + 1) * axes), at * axes));
  return {
    axes,
    coordinates: placed,
    axis: Int32Array.from(nodes, (node) => node.axis),
    value: Float64Array.from(nodes, (node) => node.value),
    left: Int32Array.from(nodes, (node) => node.left),
    starts: Int32Array.from(nodes, (node) => node.start),
    ends: Int32Array.from(nodes, (node) => node.end),
  };
}
