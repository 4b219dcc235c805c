import type { Judgement, Mind, MindContext, Situation, Text } from '../../spec/index.js';

/**
 * The mind sees every option i under the label of option `permutation[i]`, history included, and its answer is
 * translated back. An outcome that follows a label changes sides; one that follows a role does not.
 */
export function relabelled(mind: Mind, permutation: readonly number[]): Mind {
  return shared(relabelledMinds, mind, permutation.join(), () => createRelabelled(mind, permutation));
}

function createRelabelled(mind: Mind, permutation: readonly number[]): Mind {
  const exchanged = exchanger(permutation);
  const back = keeper((judgement) => translate(judgement, permutation));
  return {
    name: `relabelled(${mind.name})`,
    judge: (situation, context) => then(mind.judge(exchanged(situation), context), back),
  };
}

/**
 * The mind's answer averaged over all cyclic exchanges of the options, made in situation and history together. For two
 * options these are the situation and its mirror image. A preference for a label cancels; a response to others stays.
 */
export function symmetrised(mind: Mind): Mind {
  return shared(symmetrisedMinds, mind, '', () => createSymmetrised(mind));
}

function createSymmetrised(mind: Mind): Mind {
  const known = new WeakMap<Situation, Map<string, Judgement>>();
  const exchangers = new Map<number, readonly ((situation: Situation) => Situation)[]>();

  const ask = (situation: Situation, context: MindContext): Judgement | Promise<Judgement> => {
    const size = situation.options.length;
    const permutations = situation.options.map((_, shift) =>
      situation.options.map((__, index) => (index + shift) % size),
    );
    let exchanges = exchangers.get(size);
    if (exchanges === undefined) exchangers.set(size, (exchanges = permutations.map(exchanger)));
    const judgements = exchanges.map((exchange) => mind.judge(exchange(situation), context));
    const average = (all: readonly Judgement[]): Judgement =>
      averageOf(all.map((judgement, index) => translate(judgement, permutations[index] as readonly number[])));
    if (judgements.every((judgement) => !(judgement instanceof Promise))) return average(judgements as Judgement[]);
    return Promise.all(judgements).then(average);
  };

  return {
    name: `symmetrised(${mind.name})`,
    judge(situation, context) {
      const persona = context.persona?.text ?? '';
      const before = known.get(situation)?.get(persona);
      if (before !== undefined) return before;
      const judgement = ask(situation, context);
      // A mind that answers at once answers the same again; what had to be asked for may be this agent's own sample.
      if (!(judgement instanceof Promise)) {
        const kept = known.get(situation) ?? new Map<string, Judgement>();
        known.set(situation, kept.set(persona, judgement));
      }
      return judgement;
    },
  };
}

/** Exchanges option holes; each situation object has one image, so that what is known of it is found again. */
function exchanger(permutation: readonly number[]): (situation: Situation) => Situation {
  if (permutation.every((to, from) => to === from)) return (situation) => situation;
  const images = new WeakMap<Situation, Situation>();
  const text = (parts: Text): Text =>
    parts.map((part) =>
      typeof part === 'object' && 'option' in part ? { option: permutation[part.option] ?? part.option } : part,
    );
  return (situation) => {
    let image = images.get(situation);
    if (image === undefined) {
      image = {
        ...situation,
        state: text(situation.state),
        framing: situation.framing.map(text),
        statements: situation.statements.map(text),
        cue: { completion: text(situation.cue.completion), chat: text(situation.cue.chat) },
      };
      images.set(situation, image);
    }
    return image;
  };
}

function translate(judgement: Judgement, permutation: readonly number[]): Judgement {
  if (judgement.kind !== 'distribution') return judgement;
  return { ...judgement, probabilities: permutation.map((to) => judgement.probabilities[to] ?? 0) };
}

function averageOf(judgements: readonly Judgement[]): Judgement {
  const failure = judgements.find((judgement) => judgement.kind !== 'distribution');
  if (failure !== undefined) return failure;
  const distributions = judgements.flatMap((judgement) => (judgement.kind === 'distribution' ? [judgement] : []));
  const [first] = distributions;
  const probabilities = (first?.probabilities ?? []).map(
    (_, option) =>
      distributions.reduce((sum, judgement) => sum + (judgement.probabilities[option] ?? 0), 0) / distributions.length,
  );
  const fallback = distributions.map(({ evidence }) => evidence?.fallback).find((used) => used !== undefined);
  return { kind: 'distribution', probabilities, ...(fallback === undefined ? {} : { evidence: { fallback } }) };
}

/** Keeps the translation of each judgement object, so that it is checked and quantised once. */
function keeper(translation: (judgement: Judgement) => Judgement): (judgement: Judgement) => Judgement {
  const known = new WeakMap<Judgement, Judgement>();
  return (judgement) => {
    let translated = known.get(judgement);
    if (translated === undefined) known.set(judgement, (translated = translation(judgement)));
    return translated;
  };
}

function then(
  judgement: Judgement | Promise<Judgement>,
  next: (judgement: Judgement) => Judgement,
): Judgement | Promise<Judgement> {
  return judgement instanceof Promise ? judgement.then(next) : next(judgement);
}

const relabelledMinds = new WeakMap<Mind, Map<string, Mind>>();
const symmetrisedMinds = new WeakMap<Mind, Map<string, Mind>>();

/** One wrapper for each mind, so that agents and runs share what it has worked out. */
function shared(all: WeakMap<Mind, Map<string, Mind>>, mind: Mind, key: string, make: () => Mind): Mind {
  const wrappers = all.get(mind) ?? new Map<string, Mind>();
  all.set(mind, wrappers);
  let wrapper = wrappers.get(key);
  if (wrapper === undefined) wrappers.set(key, (wrapper = make()));
  return wrapper;
}
