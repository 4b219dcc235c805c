import type { Judgement, Mind, Situation, Text } from '../../spec/index.js';

/**
 * The mind sees every option i under the label of option `permutation[i]`, history included, and its answer is
 * translated back. An outcome that follows a label changes sides; one that follows a role does not. An answer that is no
 * choice is passed on as it is.
 */
export function relabelled(mind: Mind, permutation: readonly number[]): Mind {
  return shared(relabelledMinds, mind, permutation.join(), () => createRelabelled(mind, permutation));
}

function createRelabelled(mind: Mind, permutation: readonly number[]): Mind {
  const { image } = exchanger(permutation);
  const back = keeper((judgement) => translate(judgement, permutation));
  return {
    name: `relabelled(${mind.name})`,
    judge: (situation, context) => then(mind.judge(image(situation), context), back),
  };
}

/**
 * The mind's answer averaged over all cyclic exchanges of the options, made in situation and history together. For two
 * options these are the situation and its mirror image. A preference for a label cancels; a response to others stays. What
 * is no choice has no average: it is asked once, as it is.
 */
export function symmetrised(mind: Mind): Mind {
  return shared(symmetrisedMinds, mind, '', () => createSymmetrised(mind));
}

function createSymmetrised(mind: Mind): Mind {
  const exchangers = new Map<number, readonly Exchange[]>();
  // Where the mind gave the very same judgements before, their average is the same object too, quantised once.
  const known = new WeakMap<Judgement, { readonly all: readonly Judgement[]; readonly average: Judgement }>();

  const exchangesOf = (size: number): readonly Exchange[] => {
    let exchanges = exchangers.get(size);
    if (exchanges === undefined) {
      const options = Array.from({ length: size }, (_, index) => index);
      exchanges = options.map((shift) => exchanger(options.map((index) => (index + shift) % size)));
      exchangers.set(size, exchanges);
    }
    return exchanges;
  };

  const average = (all: readonly Judgement[]): Judgement => {
    const [first] = all as readonly [Judgement];
    const before = known.get(first);
    if (before !== undefined && before.all.every((judgement, index) => judgement === all[index])) return before.average;
    const exchanges = exchangesOf(all.length);
    const made = averageOf(all.map((judgement, at) => translate(judgement, (exchanges[at] as Exchange).permutation)));
    known.set(first, { all, average: made });
    return made;
  };

  return {
    name: `symmetrised(${mind.name})`,
    judge(situation, context) {
      if (situation.answer !== undefined) return mind.judge(situation, context);
      const judgements = exchangesOf(situation.options.length).map(({ image }) =>
        mind.judge(image(situation), context),
      );
      if (judgements.every((judgement) => !(judgement instanceof Promise))) return average(judgements as Judgement[]);
      return Promise.all(judgements).then(average);
    },
  };
}

/** An exchange of option holes. Each situation object has one image, so that what is known of it is found again. */
interface Exchange {
  readonly permutation: readonly number[];
  image(situation: Situation): Situation;
}

function exchanger(permutation: readonly number[]): Exchange {
  if (permutation.every((to, from) => to === from)) return { permutation, image: (situation) => situation };
  const images = new WeakMap<Situation, Situation>();
  const text = (parts: Text): Text =>
    parts.map((part) =>
      typeof part === 'object' && 'option' in part ? { option: permutation[part.option] ?? part.option } : part,
    );
  const imageOf = (situation: Situation): Situation => ({
    ...situation,
    state: text(situation.state),
    framing: situation.framing.map(text),
    statements: situation.statements.map(text),
    cue: { completion: text(situation.cue.completion), chat: text(situation.cue.chat) },
    ...(situation.claims === undefined ? {} : { claims: exchanged(situation.claims, permutation).map(text) }),
  });
  return {
    permutation,
    image(situation) {
      let image = images.get(situation);
      if (image === undefined) images.set(situation, (image = imageOf(situation)));
      return image;
    },
  };
}

/** What stood at i stands at `permutation[i]`. */
function exchanged<Item>(items: readonly Item[], permutation: readonly number[]): readonly Item[] {
  const moved = [...items];
  for (const [from, item] of items.entries()) moved[permutation[from] ?? from] = item;
  return moved;
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
