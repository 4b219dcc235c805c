import { userError } from 'mesocosm';
import { MajorityOpinionParameters, type MajorityOpinionInput, type ResolvedParameters } from './parameters.js';

/**
 * Fills in the defaults and checks what no single parameter can tell.
 *
 * @throws MesocosmError (usage) naming the parameter, what was expected and what to do.
 */
export function resolve(given: MajorityOpinionInput = {}): ResolvedParameters {
  const parsed = MajorityOpinionParameters.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(issue?.path.join('.') ?? 'parameters', issue?.message ?? 'not understood');
  }
  const parameters = parsed.data;
  const { agents, committed, labels } = parameters;
  const neighbours = parameters.neighbours ?? agents - 1;
  if (neighbours > agents - 1) {
    throw refuse(
      'neighbours',
      `${neighbours} cannot be seen where there are ${agents - 1} others`,
      'raise `agents` too',
    );
  }
  if (committed >= agents) {
    throw refuse('committed', `${committed} of ${agents} leaves nobody whose opinion could change`, 'lower it');
  }
  if (labels[0] === labels[1]) throw refuse('labels', `both opinions are called ${labels[0]}`, 'give two labels');
  return { ...parameters, neighbours, start: parameters.start ?? (committed > 0 ? 1 : 0.5) };
}

function refuse(parameter: string, what: string, remedy?: string): Error {
  return userError({ kind: 'usage', what: `${parameter}: ${what}`, where: 'scenario "majority-opinion"', remedy });
}
