import type { InPieces } from '../../../foundation/pieces.js';
import { Facets } from './facets.js';
import { perpendicular } from './linear-algebra.js';
import { RidgeMatcher } from './ridge-matcher.js';

/** How far above a facet a point must be to be outside, for coordinates about 1. */
const ABOVE = 1e-14;

/** What the hull starts from. */
export interface HullTask {
  readonly coordinates: Float64Array;
  readonly count: number;
  readonly dimension: number;
  /** `dimension + 1` points that span the space. */
  readonly simplex: readonly number[];
  /** A point within that simplex. */
  readonly interior: Float64Array;
  /** Two words a point; sums of them name sets of points. */
  readonly words: Int32Array;
}

/**
 * Facets of the convex hull, `dimension` points each, by quickhull (Barber, Dobkin and Huhdanpaa 1996,
 * DOI 10.1145/235815.235821) for points in general position, at least two dimensions. `undefined` where rounding made a
 * surface that does not close or is not convex.
 */
export function quickhull(task: HullTask): InPieces<Int32Array | undefined> {
  return new Quickhull(task).run();
}

/** Points that are taken in, and facets that are checked, in one piece. */
const POINTS_A_PIECE = 16;
const FACETS_A_PIECE = 2_000;

class Quickhull {
  private readonly facets: Facets;
  private readonly matcher = new RidgeMatcher();
  private readonly nextAbove: Int32Array;
  private readonly rows: Float64Array;
  private readonly normal: Float64Array;
  private readonly waiting: number[] = [];
  private round = 0;
  private sound = true;

  constructor(private readonly task: HullTask) {
    this.facets = new Facets(task.dimension);
    this.nextAbove = new Int32Array(task.count).fill(-1);
    this.rows = new Float64Array(task.dimension * task.dimension);
    this.normal = new Float64Array(task.dimension);
  }

  *run(): InPieces<Int32Array | undefined> {
    this.startSimplex();
    let added = 0;
    // First come, first served: far points all round come in before those close to what is there.
    for (let next = 0; this.sound && next < this.waiting.length; next += 1) {
      const facet = this.waiting[next] as number;
      if (this.facets.alive[facet] !== 1 || this.facets.firstAbove[facet] === -1) continue;
      this.addFurthestOf(facet);
      added += 1;
      if (added % POINTS_A_PIECE === 0) yield;
    }
    const { dimension } = this.task;
    const facets = this.facets.all();
    if (!this.sound) return undefined;
    for (const [at, facet] of facets.entries()) {
      if (!this.isConvexAt(facet)) return undefined;
      if (at % FACETS_A_PIECE === FACETS_A_PIECE - 1) yield;
    }
    const result = new Int32Array(facets.length * dimension);
    facets.forEach((facet, at) => {
      result.set(this.facets.vertices.subarray(facet * dimension, (facet + 1) * dimension), at * dimension);
    });
    return result;
  }

  private startSimplex(): void {
    const { simplex, dimension, count } = this.task;
    const made = simplex.map((_, leftOut) => {
      const facet = this.facets.add();
      simplex.filter((_, at) => at !== leftOut).forEach((point, at) => this.setVertex(facet, at, point));
      this.orient(facet);
      return facet;
    });
    made.forEach((facet, leftOut) => {
      const others = made.filter((_, at) => at !== leftOut);
      for (let at = 0; at < dimension; at += 1) this.facets.neighbours[facet * dimension + at] = others[at] as number;
    });
    for (let point = 0; point < count; point += 1) if (!simplex.includes(point)) this.placeAbove(point, made);
    this.waiting.push(...made);
  }

  private setVertex(facet: number, at: number, point: number): void {
    this.facets.vertices[facet * this.task.dimension + at] = point;
  }

  /** Normal, offset and hash of a facet that has its vertices. */
  private orient(facet: number): void {
    const { dimension, coordinates, interior, words } = this.task;
    const { vertices, normals, offsets, hashes } = this.facets;
    const first = (vertices[facet * dimension] as number) * dimension;
    let [hash, otherHash] = [0, 0];
    for (let at = 0; at < dimension; at += 1) {
      const vertex = vertices[facet * dimension + at] as number;
      hash = (hash + (words[vertex * 2] as number)) | 0;
      otherHash = (otherHash + (words[vertex * 2 + 1] as number)) | 0;
      if (at === 0) continue;
      for (let axis = 0; axis < dimension; axis += 1) {
        this.rows[(at - 1) * dimension + axis] =
          (coordinates[vertex * dimension + axis] as number) - (coordinates[first + axis] as number);
      }
    }
    hashes[facet * 2] = hash;
    hashes[facet * 2 + 1] = otherHash;
    if (!perpendicular(this.rows, dimension, this.normal)) this.sound = false;
    let inside = 0;
    for (let axis = 0; axis < dimension; axis += 1) {
      inside += (this.normal[axis] as number) * ((interior[axis] as number) - (coordinates[first + axis] as number));
    }
    const sign = inside > 0 ? -1 : 1;
    let offset = 0;
    for (let axis = 0; axis < dimension; axis += 1) {
      const value = sign * (this.normal[axis] as number);
      normals[facet * dimension + axis] = value;
      offset += value * (coordinates[first + axis] as number);
    }
    offsets[facet] = offset;
  }

  private heightOf(point: number, facet: number): number {
    const { dimension, coordinates } = this.task;
    const { normals, offsets } = this.facets;
    let height = -(offsets[facet] as number);
    for (let axis = 0; axis < dimension; axis += 1) {
      height += (normals[facet * dimension + axis] as number) * (coordinates[point * dimension + axis] as number);
    }
    return height;
  }

  /** Keeps the point above the first facet that it is outside of, if any. */
  private placeAbove(point: number, facets: readonly number[]): void {
    const { firstAbove, furthest, height } = this.facets;
    for (const facet of facets) {
      const above = this.heightOf(point, facet);
      if (above <= ABOVE) continue;
      this.nextAbove[point] = firstAbove[facet] as number;
      firstAbove[facet] = point;
      if (above > (height[facet] as number)) {
        height[facet] = above;
        furthest[facet] = point;
      }
      return;
    }
  }

  /** Puts the furthest point into the hull: facets that it sees go, a cone from it to their rim comes. */
  private addFurthestOf(start: number): void {
    const point = this.facets.furthest[start] as number;
    const { visible, rim } = this.seenFrom(point, start);
    const made = this.cone(point, rim);
    if (!this.sound) return;
    for (const facet of visible) {
      let left = this.facets.firstAbove[facet] as number;
      while (left !== -1) {
        const next = this.nextAbove[left] as number;
        if (left !== point) this.placeAbove(left, made);
        left = next;
      }
    }
    for (const facet of visible) this.facets.remove(facet);
    for (const facet of made) if (this.facets.firstAbove[facet] !== -1) this.waiting.push(facet);
  }

  /** The connected facets that a point is above, and the ridges to the rest: facet × dimension + place of the vertex. */
  private seenFrom(point: number, start: number): { readonly visible: number[]; readonly rim: number[] } {
    const { dimension } = this.task;
    const { neighbours, seen } = this.facets;
    this.round += 1;
    const visible = [start];
    const rim: number[] = [];
    seen[start] = this.round;
    for (let next = 0; next < visible.length; next += 1) {
      const facet = visible[next] as number;
      for (let at = 0; at < dimension; at += 1) {
        const neighbour = neighbours[facet * dimension + at] as number;
        const mark = seen[neighbour] as number;
        if (mark === this.round) continue;
        if (mark !== -this.round && this.heightOf(point, neighbour) > ABOVE) {
          seen[neighbour] = this.round;
          visible.push(neighbour);
        } else {
          seen[neighbour] = -this.round;
          rim.push(facet * dimension + at);
        }
      }
    }
    return { visible, rim };
  }

  private cone(point: number, rim: readonly number[]): number[] {
    const { dimension, words } = this.task;
    this.matcher.start(rim.length * dimension);
    const made: number[] = [];
    for (const ridge of rim) {
      const facet = this.facets.add();
      made.push(facet);
      const old = Math.floor(ridge / dimension);
      const replaced = ridge % dimension;
      for (let at = 0; at < dimension; at += 1) {
        const vertex = at === replaced ? point : (this.facets.vertices[old * dimension + at] as number);
        this.setVertex(facet, at, vertex);
      }
      this.orient(facet);
      this.join(facet, replaced, ridge);
      for (let at = 0; at < dimension; at += 1) {
        if (at === replaced) continue;
        const vertex = this.facets.vertices[facet * dimension + at] as number;
        const place = facet * dimension + at;
        const partner = this.matcher.match(
          ((this.facets.hashes[facet * 2] as number) - (words[vertex * 2] as number)) | 0,
          ((this.facets.hashes[facet * 2 + 1] as number) - (words[vertex * 2 + 1] as number)) | 0,
          place,
        );
        if (partner === -1) continue;
        this.facets.neighbours[place] = Math.floor(partner / dimension);
        this.facets.neighbours[partner] = facet;
      }
    }
    if (!this.matcher.complete) this.sound = false;
    return made;
  }

  /** Makes the new facet and the one beyond the ridge of the old facet neighbours. */
  private join(facet: number, at: number, ridge: number): void {
    const { dimension } = this.task;
    const { neighbours } = this.facets;
    const beyond = neighbours[ridge] as number;
    const old = Math.floor(ridge / dimension);
    neighbours[facet * dimension + at] = beyond;
    for (let place = beyond * dimension; place < (beyond + 1) * dimension; place += 1) {
      if (neighbours[place] === old) neighbours[place] = facet;
    }
  }

  /** Whether the neighbours' further vertices are not above the facet; a closed surface that is convex at every ridge is. */
  private isConvexAt(facet: number): boolean {
    const { dimension } = this.task;
    const { neighbours, vertices } = this.facets;
    for (let at = 0; at < dimension; at += 1) {
      const neighbour = neighbours[facet * dimension + at] as number;
      for (let place = 0; place < dimension; place += 1) {
        if (neighbours[neighbour * dimension + place] !== facet) continue;
        if (this.heightOf(vertices[neighbour * dimension + place] as number, facet) > ROUGH) return false;
      }
    }
    return true;
  }
}

/** Height that rounding can give a point on a facet. */
const ROUGH = 1e-9;
