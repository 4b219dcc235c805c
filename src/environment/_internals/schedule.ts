import type { Activation, ActivationDraft } from '../../spec/index.js';

/** One activation that is due some time, from the regime's plan or because of what happened. */
export interface Entry {
  readonly activation: Activation;
  /** Whether it followed from something; what was planned comes first at the same time and priority. */
  readonly followed: boolean;
  withdrawn: boolean;
}

/** All activations to come, in their total order: time, priority, planned before followed, number. */
export interface Schedule {
  /** The next of them, without taking it. */
  peek(): Entry | undefined;
  take(): Entry | undefined;
  add(draft: ActivationDraft): Entry;
}

/** The order in which two activations are due: negative where the first comes first. */
export function inOrder(a: Entry, b: Entry): number {
  const [first, second] = [a.activation, b.activation];
  return (
    first.time - second.time ||
    (first.priority ?? 0) - (second.priority ?? 0) ||
    Number(a.followed) - Number(b.followed) ||
    first.index - second.index
  );
}

/**
 * Merges what a regime planned, which is read one at a time, with what is added.
 *
 * @throws Error when planned activations go back in time.
 */
export function createSchedule(planned: Iterable<Activation>): Schedule {
  const source = planned[Symbol.iterator]();
  const heap: Entry[] = [];
  let number = 0;
  let next: Entry | undefined;
  let exhausted = false;
  let latest = 0;

  const inTime = (activation: Activation): Activation => {
    if (activation.time < latest) {
      throw new Error(
        `the regime's activation ${activation.index} at time ${activation.time} comes after one at time ${latest}; ` +
          `activations must be in the order of time`,
      );
    }
    latest = activation.time;
    return activation;
  };

  const look = (): Entry | undefined => {
    if (next !== undefined || exhausted) return next;
    const { done, value } = source.next();
    if (done === true) exhausted = true;
    else next = { activation: inTime(value as Activation), followed: false, withdrawn: false };
    return next;
  };

  const isFollowed = (): boolean => {
    const [top] = heap;
    const plan = look();
    return top !== undefined && (plan === undefined || inOrder(top, plan) < 0);
  };

  return {
    peek() {
      while (heap[0]?.withdrawn === true) pop(heap);
      return isFollowed() ? heap[0] : look();
    },
    take() {
      while (heap[0]?.withdrawn === true) pop(heap);
      if (isFollowed()) return pop(heap);
      const taken = look();
      next = undefined;
      return taken;
    },
    add(draft) {
      const entry: Entry = { activation: { index: number, ...draft }, followed: true, withdrawn: false };
      number += 1;
      push(heap, entry);
      return entry;
    },
  };
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (inOrder(heap[parent] as Entry, entry) <= 0) break;
    heap[at] = heap[parent] as Entry;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (top === undefined || last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && inOrder(heap[right] as Entry, heap[left] as Entry) < 0 ? right : left;
    if (inOrder(last, heap[child] as Entry) <= 0) break;
    heap[at] = heap[child] as Entry;
    at = child;
  }
  heap[at] = last;
  return top;
}
