import type { ModelFailure, Result } from 'mesocosm';

/** A first-person text that says who speaks: the name is put in front where the model left it out. */
export function bearing(name: string, reply: Result<string, ModelFailure>): Result<string, ModelFailure> {
  if (!reply.ok || reply.value.includes(name)) return reply;
  return { ok: true, value: `My name is ${name}. ${reply.value}` };
}
