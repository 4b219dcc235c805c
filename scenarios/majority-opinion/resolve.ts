import { userError } from 'mesocosm';
import { SAME_DEGREE } from './network.js';
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
  assertNetwork(parameters, neighbours);
  return { ...parameters, neighbours, start: parameters.start ?? startAgainst(parameters) };
}

/** Everybody free starts with what the committed do not hold. */
function startAgainst({ committed, committedTo }: MajorityOpinionParameters): number {
  if (committed === 0) return 0.5;
  return committedTo === 'second' ? 1 : 0;
}

function assertNetwork({ network, agents, presentation }: MajorityOpinionParameters, neighbours: number): void {
  if (network === 'anew') return;
  if (neighbours >= agents - 1) {
    throw refuse(
      'neighbours',
      `a ${network} network in which everybody sees everybody is none`,
      'lower it, to 4 for example',
    );
  }
  if (network !== 'regular' && neighbours % 2 !== 0) {
    throw refuse(
      'neighbours',
      `${neighbours} is odd, and a ${network} network has an even number`,
      'take an even number',
    );
  }
  if (network === 'regular' && (neighbours * agents) % 2 !== 0) {
    throw refuse(
      'neighbours',
      `${agents} agents with ${neighbours} neighbours each cannot be`,
      'make one of the two even',
    );
  }
  if (presentation === 'live' && !SAME_DEGREE.includes(network)) {
    throw refuse(
      'network',
      `in a ${network} network agents see unlike numbers of others, and no curve is measured live`,
    );
  }
}

function refuse(parameter: string, what: string, remedy?: string): Error {
  return userError({ kind: 'usage', what: `${parameter}: ${what}`, where: 'scenario "majority-opinion"', remedy });
}
