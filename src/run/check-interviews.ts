import { userError } from '../foundation/errors/index.js';
import type { Interview, PlannedAgent } from '../spec/index.js';

/**
 * Refuses interviews that could never be held or never end, and such as could not be told apart.
 *
 * @throws MesocosmError (usage) naming the interview and what there is.
 */
export function checkInterviews(
  interviews: readonly Interview[],
  { agents }: { readonly agents: readonly Pick<PlannedAgent, 'id'>[] },
): void {
  const names = new Set<string>();
  for (const { name, when, agents: asked = [] } of interviews) {
    const where = `the interview "${name}"`;
    if (names.has(name)) throw userError({ kind: 'usage', what: 'two interviews have this name', where });
    names.add(name);
    checkTimes(when, where);
    const ids = agents.map(({ id }) => id);
    const stranger = asked.find((agent) => !ids.includes(agent));
    if (stranger === undefined) continue;
    throw userError({ kind: 'usage', what: `there is no agent "${stranger}"`, where, given: stranger, available: ids });
  }
}

function checkTimes({ start, every, end }: Interview['when'], where: string): void {
  if (every !== undefined && !(Number.isFinite(every) && every > 0)) {
    const expected = 'a number of units of virtual time above 0';
    throw userError({ kind: 'usage', what: `\`every\` is ${every}`, where, given: String(every), expected });
  }
  if (start === true || end === true || every !== undefined) return;
  const expected = '`when` with `start: true`, `every: TIME` or `end: true`';
  throw userError({ kind: 'usage', what: 'it is never held', where, expected });
}
