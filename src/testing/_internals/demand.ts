/** @throws Error that names the place of what JSON cannot hold: what is recorded must come back as it was. */
export function demandJson(value: unknown, what: string): void {
  const lost = firstLost(value, JSON.parse(JSON.stringify(value) ?? 'null'));
  demand(lost === undefined, `${what} does not survive JSON at ${lost}`);
}

function firstLost(before: unknown, after: unknown, path = '$'): string | undefined {
  if (typeof before !== 'object' || before === null) return Object.is(before, after) ? undefined : path;
  if (typeof after !== 'object' || after === null) return path;
  for (const [key, value] of Object.entries(before)) {
    const lost = value === undefined ? undefined : firstLost(value, (after as never)[key], `${path}.${key}`);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

/** Whether it is a text that says something. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** @throws Error that says what is wrong, unless the condition holds. */
export function demand(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}
