/** Regimes under which agents that do not talk can act: who acts when. */
export const ACTIVATIONS = ['random-sequential', 'fixed-order', 'simultaneous-rounds', 'poisson-clocks'] as const;
export type ActivationName = (typeof ACTIVATIONS)[number];

/** What is said of any other. */
export const OTHER_ACTIVATION = `expected one of ${ACTIVATIONS.join(', ')}: nobody speaks here, so that there is neither a next speaker nor anything to attend to`;

/** Why equations in which agents act one at a time, in an order by chance, do not hold; `undefined` where they do. */
export function notOneByOne(activation: ActivationName): string | undefined {
  if (activation === 'fixed-order') return 'these equations draw who acts, and here everybody acts in turn';
  if (activation === 'simultaneous-rounds')
    return 'in these equations agents act one at a time, and here all act at once';
  return undefined;
}

/** Parameters for the record: the regime is told where it is another than the usual one. */
export function withoutUsual<Parameters extends { readonly activation: ActivationName }>(
  parameters: Parameters,
): Omit<Parameters, 'activation'> & Partial<Pick<Parameters, 'activation'>> {
  const { activation, ...rest } = parameters;
  return activation === 'random-sequential' ? rest : parameters;
}
