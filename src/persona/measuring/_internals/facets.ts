const FIRST_CAPACITY = 256;

/** Facets of a simplicial hull in growing arrays: each has as many vertices and neighbours as there are dimensions. */
export class Facets {
  /** Points, `dimension` a facet. */
  vertices: Int32Array;
  /** The facet beyond the ridge opposite to each vertex. */
  neighbours: Int32Array;
  /** Unit normals that point outwards. */
  normals: Float64Array;
  /** A point x is above a facet by `normal · x − offset`. */
  offsets: Float64Array;
  /** First point of the list of those above a facet, or −1, and the furthest of them with its height. */
  firstAbove: Int32Array;
  furthest: Int32Array;
  height: Float64Array;
  /** Number of the round in which a facet was last looked at; below 0, seen from behind. */
  seen: Int32Array;
  alive: Uint8Array;
  /** Sums of the hash words of the vertices. */
  hashes: Int32Array;
  private readonly free: number[] = [];
  private used = 0;

  constructor(private readonly dimension: number) {
    const size = FIRST_CAPACITY;
    this.vertices = new Int32Array(size * dimension);
    this.neighbours = new Int32Array(size * dimension);
    this.normals = new Float64Array(size * dimension);
    this.offsets = new Float64Array(size);
    this.firstAbove = new Int32Array(size);
    this.furthest = new Int32Array(size);
    this.height = new Float64Array(size);
    this.seen = new Int32Array(size);
    this.alive = new Uint8Array(size);
    this.hashes = new Int32Array(size * 2);
  }

  /** The place of a new facet, above which there is nobody yet. */
  add(): number {
    const facet = this.free.pop() ?? this.used;
    if (facet === this.used) this.used += 1;
    if (this.used > this.offsets.length) this.grow();
    this.alive[facet] = 1;
    this.firstAbove[facet] = -1;
    this.furthest[facet] = -1;
    this.height[facet] = 0;
    this.seen[facet] = 0;
    return facet;
  }

  remove(facet: number): void {
    this.alive[facet] = 0;
    this.free.push(facet);
  }

  /** All facets that are there. */
  all(): number[] {
    const facets: number[] = [];
    for (let facet = 0; facet < this.used; facet += 1) if (this.alive[facet] === 1) facets.push(facet);
    return facets;
  }

  private grow(): void {
    const size = this.offsets.length * 2;
    const wide = size * this.dimension;
    const longer = <Values extends Int32Array | Float64Array | Uint8Array>(to: Values, from: Values): Values => {
      to.set(from);
      return to;
    };
    this.vertices = longer(new Int32Array(wide), this.vertices);
    this.neighbours = longer(new Int32Array(wide), this.neighbours);
    this.normals = longer(new Float64Array(wide), this.normals);
    this.offsets = longer(new Float64Array(size), this.offsets);
    this.firstAbove = longer(new Int32Array(size), this.firstAbove);
    this.furthest = longer(new Int32Array(size), this.furthest);
    this.height = longer(new Float64Array(size), this.height);
    this.seen = longer(new Int32Array(size), this.seen);
    this.alive = longer(new Uint8Array(size), this.alive);
    this.hashes = longer(new Int32Array(size * 2), this.hashes);
  }
}
