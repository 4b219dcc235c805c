/** Longer lists are looked up in a set. */
const SHORT = 8;

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether a declaration of an activation covers an agent; the cost does not grow with the length of the list. */
export function isDeclared(declaration: readonly string[] | 'all', agent: string): boolean {
  if (declaration === 'all') return true;
  if (declaration.length <= SHORT) return declaration.includes(agent);
  let set = sets.get(declaration);
  if (set === undefined) sets.set(declaration, (set = new Set(declaration)));
  return set.has(agent);
}
