/** The newest items of a sequence: plain data that shares what it can with the list before it. */
export interface BoundedList<Item> {
  /** Most items that count. */
  readonly most: number;
  /** Items in order, in full chunks; of the first, some may count no more. */
  readonly chunks: readonly (readonly Item[])[];
  readonly tail: readonly Item[];
}

/** An addition copies half a chunk, and once a chunk the list of chunks: for 1,000 items some forty references. */
const CHUNK = 64;

export function emptyList<Item>(most: number): BoundedList<Item> {
  return { most, chunks: [], tail: [] };
}

/** The list with one more item; the oldest chunk goes when none of its items counts. */
export function append<Item>(list: BoundedList<Item>, item: Item): BoundedList<Item> {
  const { most, chunks } = list;
  const tail = [...list.tail, item];
  if (tail.length < CHUNK) return { most, chunks, tail };
  // The chunk that is full now, and as many before it as the bound may need.
  const before = Math.ceil(most / CHUNK);
  return { most, chunks: [...chunks.slice(-before), tail], tail: [] };
}

/** All items that count, oldest first; or the newest of them. */
export function itemsOf<Item>({ most, chunks, tail }: BoundedList<Item>, newest = most): readonly Item[] {
  const count = Math.min(most, newest);
  if (count === 0) return [];
  const whole = Math.ceil(Math.max(0, count - tail.length) / CHUNK);
  return [...(whole === 0 ? [] : chunks.slice(-whole).flat()), ...tail].slice(-count);
}
