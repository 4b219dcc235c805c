import { userError } from '../../foundation/errors/index.js';
import { canonicalState, type Judgement, type Mind, type Scenario, type Situation } from '../../spec/index.js';
import { selectPolicy, type PolicyFile } from './policy-file.js';
import { onlyChooses } from './only-chooses.js';

/** What to do in a state that was never recorded. */
export type PolicyFallback = 'suffix' | 'uniform' | 'repeat-last';

/**
 * A mind that looks its choice up in a table of measured ones and takes each option as often as it was recorded.
 *
 * A table holds few of the possible states. In an unseen one, `suffix` drops the oldest pair until a recorded state is
 * found (the empty memory if need be), `uniform` takes all options alike, `repeat-last` repeats the agent's last own
 * choice. Which was used is recorded with the decision. What is no choice is a decision that failed (`malformed`).
 *
 * @throws MesocosmError (usage) when the scenario's names, payoffs or temperature are not the table's own, or its agents
 *   remember more than the table was measured with: it then holds none of the states that they come to.
 */
export function policyTableMind(options: {
  readonly file: PolicyFile;
  /** Model, with the table after a colon; default the only model, and its `baseline`. */
  readonly table?: string;
  readonly fallback?: PolicyFallback;
  readonly scenario: Pick<Scenario, 'name' | 'options' | 'parameters' | 'temperature' | 'memory'>;
}): Mind {
  const { file, scenario, fallback = 'suffix' } = options;
  const { model, table } = selectPolicy(file, options.table);
  assertSameProtocol(file, scenario);
  const counts = file.models[model]?.[table] ?? {};
  const order = scenario.options.map((option) => file.protocol.options.indexOf(option));
  const known = new Map<string, Judgement>();

  const recorded = (state: string): readonly number[] | undefined => {
    const found = counts[state];
    if (found === undefined) return undefined;
    const inOrder = order.map((index) => found[index] ?? 0);
    const total = inOrder.reduce((sum, count) => sum + count, 0);
    return total > 0 ? inOrder.map((count) => count / total) : undefined;
  };

  const lookUp = (state: string, situation: Situation): Judgement => {
    const seen = recorded(state);
    if (seen !== undefined) return { kind: 'distribution', probabilities: seen };
    if (fallback === 'suffix') {
      for (let pairs = state.split(' ').slice(1); ; pairs = pairs.slice(1)) {
        const suffix = recorded(pairs.join(' '));
        const name = pairs.length === 0 ? 'empty memory' : pairs.join(' ');
        if (suffix !== undefined) return { kind: 'distribution', probabilities: suffix, evidence: { fallback: name } };
        if (pairs.length === 0) break;
      }
    }
    const even = situation.options.map(() => 1 / situation.options.length);
    const last = fallback === 'repeat-last' ? lastOwnChoice(situation) : undefined;
    if (last === undefined) return { kind: 'distribution', probabilities: even, evidence: { fallback: 'uniform' } };
    const probabilities = situation.options.map((_, index) => Number(index === last));
    return { kind: 'distribution', probabilities, evidence: { fallback: 'repeat-last' } };
  };

  const name = `policy:${model}`;
  return {
    name,
    judge(situation) {
      if (situation.answer !== undefined) return onlyChooses(name, situation);
      const state = canonicalState(situation);
      let judgement = known.get(state);
      if (judgement === undefined) known.set(state, (judgement = lookUp(state, situation)));
      return judgement;
    },
  };
}

/** The last pair's first option: the state names own before partner's. */
function lastOwnChoice(situation: Situation): number | undefined {
  const options = situation.state.flatMap((part) =>
    typeof part === 'object' && 'option' in part ? [part.option] : [],
  );
  return options.at(-2);
}

function assertSameProtocol(
  file: PolicyFile,
  scenario: Pick<Scenario, 'name' | 'options' | 'parameters' | 'temperature' | 'memory'>,
): void {
  const { protocol } = file;
  const payoffs = scenario.parameters['payoffs'] as { same?: unknown; different?: unknown } | undefined;
  const differences = [
    difference('names', [...protocol.options].sort().join(', '), [...scenario.options].sort().join(', ')),
    difference(
      'payoffs',
      `${protocol.payoff.same} / ${protocol.payoff.different}`,
      `${payoffs?.same} / ${payoffs?.different}`,
    ),
    difference('temperature', protocol.temperature, scenario.temperature),
    longer('memory', protocol.memory, scenario.memory?.window ?? 0),
  ].filter((text) => text !== undefined);
  if (differences.length === 0) return;
  throw userError({
    kind: 'usage',
    what: `the table was measured under other conditions than these: ${differences.join('; ')}`,
    where: `scenario "${scenario.name}"`,
    remedy: "use the table's own conditions, or a language model",
  });
}

function difference(what: string, measured: string | number, here: string | number): string | undefined {
  return measured === here ? undefined : `${what} ${measured}, here ${here}`;
}

function longer(what: string, measured: number, here: number): string | undefined {
  return here <= measured ? undefined : difference(what, measured, here);
}
