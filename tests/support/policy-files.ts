import { parsePolicyFile, type PolicyFile } from '../../src/agent/index.js';

/** A policy file of the naming game's own protocol, with what is changed. */
export function policyFile(change: {
  readonly models: PolicyFile['models'];
  readonly protocol?: Partial<PolicyFile['protocol']>;
}): PolicyFile {
  return parsePolicyFile({
    source: 'made up for a test',
    protocol: {
      options: ['Q', 'M'],
      memory: 5,
      temperature: 0.5,
      payoff: { same: 100, different: -50 },
      ...change.protocol,
    },
    models: change.models,
  });
}

/** Every state of up to `memory` pairs of these options, as a policy file writes them. */
export function allStates(options: readonly string[], memory: number): readonly string[] {
  const pairs = options.flatMap((own) => options.map((partner) => `${own}${partner}`));
  let longest: readonly string[] = [''];
  const states: string[] = [''];
  for (let length = 1; length <= memory; length += 1) {
    longest = longest.flatMap((state) => pairs.map((pair) => (state === '' ? pair : `${state} ${pair}`)));
    states.push(...longest);
  }
  return states;
}
