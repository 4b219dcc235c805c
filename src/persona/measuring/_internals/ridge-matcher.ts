/**
 * Pairs ridges of new facets: a ridge is named by two hash words, and comes exactly twice. An open-addressing table that
 * is used again for each point.
 */
export class RidgeMatcher {
  private words = new Int32Array(0);
  private places = new Int32Array(0);
  private mask = 0;
  /** Ridges that came once so far. */
  private single = 0;

  /** Empties the table, with room for so many ridges. */
  start(ridges: number): void {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, ridges * 2)));
    if (size > this.places.length) {
      this.words = new Int32Array(size * 2);
      this.places = new Int32Array(size);
    }
    this.mask = size - 1;
    this.places.fill(-1, 0, size);
    this.single = 0;
  }

  /** The place under which the ridge came before, or −1; then it is kept under `place`. */
  match(first: number, second: number, place: number): number {
    let at = (first ^ Math.imul(second, 0x9e3779b1)) & this.mask;
    for (;;) {
      const found = this.places[at] as number;
      if (found === -1) {
        this.places[at] = place;
        this.words[at * 2] = first;
        this.words[at * 2 + 1] = second;
        this.single += 1;
        return -1;
      }
      if (this.words[at * 2] === first && this.words[at * 2 + 1] === second) {
        this.single -= 1;
        return found;
      }
      at = (at + 1) & this.mask;
    }
  }

  /** Whether every ridge had its partner. */
  get complete(): boolean {
    return this.single === 0;
  }
}
