import { ruleArm, ruleMind, type Arm, type Mind, type Situation } from 'mesocosm';

/**
 * An agent of the Glauber (majority-force) model: it takes the first option with probability (1 + tanh(beta m)) / 2, where
 * m in [-1, 1] is the difference of the shares of the listed others that hold the first and the second option.
 *
 * Source: De Marzo, Castellano, Garcia 2026, Science Advances 12(33), eaea6091 (arXiv 2409.02822).
 */
export function glauberMind(beta: number): Mind {
  return ruleMind({
    name: 'rule:glauber',
    probabilities(situation) {
      const first = (1 + Math.tanh(beta * magnetisation(situation))) / 2;
      return [first, 1 - first];
    },
  });
}

/** (n0 - n1) / (n0 + n1) of the listed others; 0 where nobody is listed. */
function magnetisation({ statements }: Situation): number {
  if (statements.length === 0) return 0;
  const first = statements.filter((statement) =>
    statement.some((part) => typeof part === 'object' && 'option' in part && part.option === 0),
  ).length;
  return (2 * first - statements.length) / statements.length;
}

/** Glauber agents at the beta fitted to the model's measured response. */
export const glauberArm: Arm = ruleArm({
  name: 'rule',
  removes: 'replaces every mind by the Glauber rule at the beta fitted to its measured response to a majority',
  refuses: ({ curve }) => (curve === undefined ? 'no response curve was measured, so there is no beta' : undefined),
  mind({ curve }) {
    if (curve === undefined) throw new Error('the Glauber rule needs a measured response curve');
    return glauberMind(curve.fit.beta);
  },
});
