/** Most levels of lists and objects within each other that are read. */
export const DEEPEST = 200;

/** Whether lists and objects lie deeper within each other than {@link DEEPEST}; found without recursion. */
export function isNestedTooDeep(value: unknown): boolean {
  let level: object[] = isBranch(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((branch) => Object.values(branch).filter(isBranch));
  }
  return false;
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
