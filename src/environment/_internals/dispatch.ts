import type { Activation, Judgement, Lens, Situation, StateReader } from '../../spec/index.js';
import type { KernelSetup } from '../kernel.js';
import type { Reading, WorldState } from '../state.js';
import { isDeclared } from './declared.js';
import type { Memories } from './memories.js';

/** An activation whose agents have been asked. */
export interface Dispatched {
  readonly activation: Activation;
  readonly questions: readonly Question[];
  readonly judgements: readonly (Judgement | Promise<Judgement>)[];
  /** Commits there had been when it was asked. */
  readonly askedAfter: number;
}

/** What one agent was asked, and what the question was made from. */
export interface Question {
  readonly agent: string;
  readonly occasion: number;
  readonly situation: Situation;
  readonly commitment: number | undefined;
  readonly causes: readonly number[];
  readonly reading: Reading;
}

export interface Dispatch {
  start(activation: Activation): Dispatched;
  /** @throws Error when the situation would be another one now. */
  verify(dispatched: Dispatched): void;
}

const IDENTITY: Lens = (choice) => choice;

export function createDispatch<Shared, Slice>(
  setup: KernelSetup<Shared, Slice>,
  state: WorldState<Shared, Slice>,
  memories: Memories,
): Dispatch {
  const occasions = new Map<string, number>();
  let commits = 0;
  const commitments = new Map(setup.agents.map((agent) => [agent.id, agent.commitment]));

  const situationOf = (
    { agent, occasion }: Pick<Question, 'agent' | 'occasion'>,
    activation: Activation,
    reading: Reading,
  ): Situation =>
    setup.facing({
      state: guarded(state.reader(reading), activation),
      agent,
      activation,
      occasion,
      memory: memories.of(agent).items,
      lens: setup.lens?.(agent, 'sees', occasion) ?? IDENTITY,
    });

  const causesOf = (agent: string, reading: Reading): readonly number[] => {
    const seqs = new Set<number>(memories.of(agent).seqs);
    for (const read of reading.slices) add(seqs, state.lastChange(read));
    if (reading.shared) add(seqs, state.lastSharedChange());
    return [...seqs].sort((a, b) => a - b);
  };

  const ask = (agent: string, activation: Activation): Question => {
    const occasion = occasions.get(agent) ?? 0;
    occasions.set(agent, occasion + 1);
    const reading: Reading = { slices: new Set(), shared: false };
    const situation = situationOf({ agent, occasion }, activation, reading);
    const commitment = commitments.get(agent);
    return { agent, occasion, situation, commitment, causes: causesOf(agent, reading), reading };
  };

  return {
    start(activation) {
      const questions = activation.agents.map((agent) => ask(agent, activation));
      const judgements = questions.map((question) =>
        question.commitment === undefined ? setup.judge(question) : certain(question.situation, question.commitment),
      );
      // A mind that fails before its turn is heard when its turn comes, and not as an unhandled rejection.
      for (const judgement of judgements) if (judgement instanceof Promise) judgement.catch(() => undefined);
      return { activation, questions, judgements, askedAfter: commits };
    },
    verify({ activation, questions, askedAfter }) {
      const early = askedAfter < commits;
      commits += 1;
      // Nothing has happened since it was asked: the situation is what it was.
      if (!early) return;
      for (const question of questions) {
        const { agent, situation } = question;
        const now = situationOf(question, activation, { slices: new Set(), shared: false });
        if (now === situation || JSON.stringify(now) === JSON.stringify(situation)) continue;
        throw new Error(
          `the situation of "${agent}" changed between question and commit (activation ${activation.index}): ` +
            whatChanged(question, memories.of(agent).seqs, state),
        );
      }
    },
  };
}

/** Names what was read and has been written since. */
function whatChanged(
  { agent, causes, reading }: Question,
  remembered: readonly number[],
  state: Pick<WorldState<unknown, unknown>, 'lastChange' | 'lastSharedChange'>,
): string {
  const isNew = (seq: number | undefined): boolean => seq !== undefined && !causes.includes(seq);
  const changed = [
    ...[...reading.slices].filter((read) => isNew(state.lastChange(read))).map((read) => `the slice of "${read}"`),
    ...(reading.shared && isNew(state.lastSharedChange()) ? ['the shared state'] : []),
    ...(remembered.some(isNew) ? [`the memory of "${agent}"`] : []),
  ];
  return changed.length === 0
    ? 'it hangs on something beside the state, the memory and the lens; a situation must be a pure function of them'
    : `something wrote ${changed.join(' and ')} without declaring it; declare what the regime's activations read and write`;
}

function add(seqs: Set<number>, seq: number | undefined): void {
  if (seq !== undefined) seqs.add(seq);
}

/** A reader that refuses what the activation did not declare. */
function guarded<Shared, Slice>(reader: StateReader<Shared, Slice>, { reads }: Activation): StateReader<Shared, Slice> {
  if (reads === 'all') return reader;
  return {
    agents: reader.agents,
    get shared(): Shared {
      throw new Error('a situation looked at the shared state, which only an activation that reads "all" may do');
    },
    slice(agent) {
      if (!isDeclared(reads, agent)) {
        throw new Error(`a situation looked at the slice of "${agent}", which its activation does not read`);
      }
      return reader.slice(agent);
    },
  };
}

const certainties = new Map<string, Judgement>();

function certain(situation: Situation, option: number): Judgement {
  const key = `${situation.options.length}:${option}`;
  let judgement = certainties.get(key);
  if (judgement === undefined) {
    judgement = {
      kind: 'distribution',
      probabilities: situation.options.map((_, index) => (index === option ? 1 : 0)),
    };
    certainties.set(key, judgement);
  }
  return judgement;
}
