import type { Event } from '../../spec/index.js';

/** Which events are steps of a cascade. */
export interface CascadeRule {
  /** Whether an event is a step, for example an utterance, or the choice of an option. */
  step(event: Event): boolean;
  /** Whether a step can have followed from an earlier one, for example by choosing the same. Default every one. */
  follows?(step: Event, earlier: Event): boolean;
}

/** A step with the one that it followed from. */
export interface CascadeStep {
  readonly seq: number;
  readonly time: number;
  readonly agent: string | null;
  /** The step that it followed from; `null` for the first of a cascade. */
  readonly parent: number | null;
}

/** One tree of steps that followed from each other. */
export interface Cascade {
  readonly root: number;
  readonly size: number;
  /** Steps after the root along the longest branch. */
  readonly depth: number;
  /** Most steps at one distance from the root. */
  readonly breadth: number;
  /** Different agents in it. */
  readonly agents: number;
  /**
   * Mean number of steps between two of its members: 2 for a large broadcast, more the longer the chains; `null` of fewer than
   * two.
   */
  readonly virality: number | null;
}

/** Follows the cascades of one run. It keeps one number or two of each event, and so grows with the run. */
export interface CascadeFold {
  observe(event: Event): void;
  steps(): readonly CascadeStep[];
}

/**
 * Reads from `causes` which step followed from which. A cause that is no step is followed back through its own causes, as from an
 * utterance through the decision to what had been heard. Of several steps behind one the latest is its parent: what was heard
 * last. So each step has at most one parent and the steps are trees; that what was heard last also moved somebody is an
 * assumption, as it is wherever diffusion is read from a record.
 */
export function cascadeFold({ step, follows = () => true }: CascadeRule): CascadeFold {
  const steps: CascadeStep[] = [];
  const events = new Map<number, Event>();
  /** Steps that an event which is none leads back to. */
  const behind = new Map<number, readonly number[]>();
  return {
    observe(event) {
      const { seq, time, agent, causes = [] } = event;
      const earlier = [
        ...new Set(causes.flatMap((cause) => (events.has(cause) ? [cause] : (behind.get(cause) ?? [])))),
      ];
      if (!step(event)) {
        if (earlier.length > 0) behind.set(seq, earlier);
        return;
      }
      const parents = earlier.filter((cause) => follows(event, events.get(cause) as Event));
      const parent = parents.length === 0 ? null : Math.max(...parents);
      events.set(seq, event);
      steps.push({ seq, time, agent: agent ?? null, parent });
    },
    steps: () => steps,
  };
}

/**
 * The trees of steps: how large, deep and broad they are, and how far apart their members.
 *
 * Source: Goel, Anderson, Hofman, Watts 2016, Management Science 62:180, equation 1, for structural virality: the mean distance
 * of all pairs in a tree. It is (n + 1) / 3 for a chain of n and 2 (n − 1) / n for a broadcast to n − 1.
 *
 * @param steps Of one run, each after its parent.
 * @throws RangeError for a step whose parent did not come before it.
 */
export function cascadesOf(steps: readonly CascadeStep[]): readonly Cascade[] {
  const roots = new Map<number, number>();
  const trees = new Map<number, CascadeStep[]>();
  for (const step of steps) {
    const root = step.parent === null ? step.seq : roots.get(step.parent);
    if (root === undefined)
      throw new RangeError(`step ${step.seq} follows ${step.parent}, which did not come before it`);
    roots.set(step.seq, root);
    const tree = trees.get(root) ?? [];
    trees.set(root, tree);
    tree.push(step);
  }
  return [...trees].map(([root, tree]) => cascadeOf(root, tree));
}

function cascadeOf(root: number, tree: readonly CascadeStep[]): Cascade {
  const depths = new Map<number, number>();
  const levels: number[] = [];
  for (const { seq, parent } of tree) {
    const depth = parent === null ? 0 : (depths.get(parent) as number) + 1;
    depths.set(seq, depth);
    levels[depth] = (levels[depth] ?? 0) + 1;
  }
  const agents = new Set(tree.flatMap(({ agent }) => (agent === null ? [] : [agent])));
  return {
    root,
    size: tree.length,
    depth: levels.length - 1,
    breadth: Math.max(...levels),
    agents: agents.size,
    virality: viralityOf(tree),
  };
}

/** Each tie of a tree lies between s members and the n − s others, and so on s (n − s) of the paths between pairs. */
function viralityOf(tree: readonly CascadeStep[]): number | null {
  const n = tree.length;
  if (n < 2) return null;
  const below = new Map(tree.map(({ seq }) => [seq, 1]));
  let sum = 0;
  for (const { seq, parent } of tree.toReversed()) {
    if (parent === null) continue;
    const size = below.get(seq) as number;
    below.set(parent, (below.get(parent) as number) + size);
    sum += size * (n - size);
  }
  return sum / ((n * (n - 1)) / 2);
}
