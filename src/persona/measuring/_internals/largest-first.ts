/** A queue that gives the item of largest priority first (binary heap). */
export class LargestFirst<Item> {
  private readonly heap: { readonly priority: number; readonly item: Item }[] = [];

  get size(): number {
    return this.heap.length;
  }

  /** Largest priority that waits; −∞ of none. */
  get most(): number {
    return this.heap[0]?.priority ?? -Infinity;
  }

  add(priority: number, item: Item): void {
    const { heap } = this;
    let at = heap.push({ priority, item }) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.priorityOf(parent) >= priority) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  take(): Item | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (heap.length > 0) {
      heap[0] = last;
      this.sink();
    }
    return first.item;
  }

  private sink(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const larger = this.priorityOf(left + 1) > this.priorityOf(left) ? left + 1 : left;
      if (this.priorityOf(larger) <= this.priorityOf(at)) return;
      this.swap(at, larger);
      at = larger;
    }
  }

  private priorityOf(at: number): number {
    return this.heap[at]?.priority ?? -Infinity;
  }

  private swap(one: number, other: number): void {
    const kept = this.heap[one] as (typeof this.heap)[number];
    this.heap[one] = this.heap[other] as (typeof this.heap)[number];
    this.heap[other] = kept;
  }
}
