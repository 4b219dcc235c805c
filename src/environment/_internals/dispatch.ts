import type {
  Activation,
  Judgement,
  Lens,
  ModelFailure,
  Recalled,
  Result,
  Situation,
  StateReader,
} from '../../spec/index.js';
import type { KernelSetup } from '../kernel.js';
import type { Reading, WorldState } from '../state.js';
import { isDeclared } from './declared.js';
import { withoutChanging } from './illegal-path.js';
import type { Memories } from './memories.js';
import type { Seats } from './seats.js';

/** An activation whose agents have been asked. */
export interface Dispatched {
  readonly activation: Activation;
  readonly questions: readonly Question[];
  readonly judgements: readonly (Judgement | Promise<Judgement>)[];
  /** Commits there had been when it was asked. */
  readonly askedAfter: number;
  /** Nobody whom it is for takes part now. */
  readonly passedOver: boolean;
}

/** What one agent was asked, and what the question was made from. */
export interface Question {
  readonly agent: string;
  readonly occasion: number;
  /** What it faces; there once what it recalls is there. */
  situation: Situation;
  readonly commitment: number | undefined;
  causes: readonly number[];
  readonly reading: Reading;
  /** What its memory had kept. */
  readonly kept: unknown;
  /** What came to its mind. */
  memory: readonly unknown[];
}

export interface Dispatch {
  start(activation: Activation): Dispatched;
  /** Takes back what was asked: its agents' occasions are as before. */
  undo(dispatched: Dispatched): void;
  /** @throws Error when the situation would be another one now. */
  verify(dispatched: Dispatched): void;
  /** How many decisions of an agent are committed. */
  occasion(agent: string): number;
}

const IDENTITY: Lens = (choice) => choice;
const NOTHING: readonly never[] = [];
const NOTHING_RECALLED: Recalled = { items: NOTHING, seqs: NOTHING };
const WITHOUT_MEMORY: Result<Recalled, never> = { ok: true, value: NOTHING_RECALLED };

export function createDispatch<Shared, Slice>(
  setup: KernelSetup<Shared, Slice>,
  state: WorldState<Shared, Slice>,
  { memories, seats }: { readonly memories: Memories; readonly seats: Seats },
): Dispatch {
  const occasions = new Map<string, number>();
  const committed = new Map<string, number>();
  let commits = 0;

  type Asking = Pick<Question, 'agent' | 'occasion' | 'memory'>;
  const situationOf = ({ agent, occasion, memory }: Asking, activation: Activation, reading: Reading): Situation =>
    withoutChanging(`the view of "${agent}"`, guarded(state.reader(reading), activation, agent), (readable) =>
      setup.facing({
        state: readable,
        agent,
        activation,
        occasion,
        memory,
        lens: setup.lens?.(agent, 'sees', occasion) ?? IDENTITY,
      }),
    );

  const causesOf = (reading: Reading, remembered: readonly number[]): readonly number[] => {
    const seqs = [...remembered];
    for (const read of reading.slices) add(seqs, state.lastChange(read));
    if (reading.shared) add(seqs, state.lastSharedChange());
    return seqs.length < 2 ? seqs : [...new Set(seqs)].sort((a, b) => a - b);
  };

  const recall = (question: Question, activation: Activation): Recalling => {
    if (setup.memory === undefined) return WITHOUT_MEMORY;
    const { agent, occasion, kept } = question;
    return setup.memory.recall(kept, {
      agent,
      occasion,
      time: activation.time,
      situation: () => situationOf({ agent, occasion, memory: NOTHING }, activation, question.reading),
    });
  };

  /** Puts the question that is complete now. */
  const put = (
    question: Question,
    activation: Activation,
    { items, seqs }: Recalled,
  ): Judgement | Promise<Judgement> => {
    question.memory = items;
    question.situation = situationOf(question, activation, question.reading);
    question.causes = causesOf(question.reading, seqs);
    const { situation, commitment } = question;
    if (commitment !== undefined && situation.answer === undefined) return certain(situation, commitment);
    return setup.judge(question);
  };

  const ask = (question: Question, activation: Activation): Judgement | Promise<Judgement> => {
    // Whoever is committed need not recall, where that would cost calls.
    if (question.commitment !== undefined && setup.memory?.asks === true) {
      const { answer } = situationOf(question, activation, question.reading);
      if (answer === undefined) return put(question, activation, NOTHING_RECALLED);
    }
    const recalled = recall(question, activation);
    if (!(recalled instanceof Promise)) {
      return recalled.ok ? put(question, activation, recalled.value) : judgementOf(recalled.failure);
    }
    return recalled.then((later) => (later.ok ? put(question, activation, later.value) : judgementOf(later.failure)));
  };

  const questionFor = (agent: string, { time }: Activation): Question => {
    const occasion = occasions.get(agent) ?? 0;
    occasions.set(agent, occasion + 1);
    const reading: Reading = { slices: new Set(), shared: false };
    const kept = memories.of(agent, time);
    const commitment = seats.commitment(agent);
    return { agent, occasion, situation: UNKNOWN, commitment, causes: NOTHING, reading, kept, memory: NOTHING };
  };

  return {
    start(activation) {
      const present = activation.agents.filter((agent) => seats.isPresent(agent));
      const missing = activation.together === true && present.length < activation.agents.length;
      const passedOver = activation.agents.length > 0 && (present.length === 0 || missing);
      const questions = passedOver ? [] : present.map((agent) => questionFor(agent, activation));
      const judgements = questions.map((question) => ask(question, activation));
      // A mind that fails before its turn is heard when its turn comes, and not as an unhandled rejection.
      for (const judgement of judgements) if (judgement instanceof Promise) judgement.catch(() => undefined);
      return { activation, questions, judgements, askedAfter: commits, passedOver };
    },
    undo({ questions }) {
      for (const { agent, occasion } of questions) occasions.set(agent, occasion);
    },
    occasion: (agent) => committed.get(agent) ?? 0,
    verify({ activation, questions, askedAfter }) {
      const early = askedAfter < commits;
      commits += 1;
      for (const { agent, occasion } of questions) {
        committed.set(agent, occasion + 1);
        memories.open(agent, activation.time);
      }
      // Nothing has happened since it was asked: the situation is what it was.
      if (!early) return;
      for (const question of questions) {
        const { agent, situation } = question;
        // What could not be recalled was never a question.
        if (situation === UNKNOWN) continue;
        const kept = memories.of(agent, activation.time);
        if (kept === question.kept) {
          const now = situationOf(question, activation, { slices: new Set(), shared: false });
          if (now === situation || JSON.stringify(now) === JSON.stringify(situation)) continue;
        }
        throw new Error(
          `the situation of "${agent}" changed between question and commit (activation ${activation.index}): ` +
            whatChanged(question, kept !== question.kept, state),
        );
      }
    },
  };
}

type Recalling = Result<Recalled, ModelFailure> | Promise<Result<Recalled, ModelFailure>>;

const UNKNOWN: Situation = {
  kind: 'unknown',
  options: [],
  state: [],
  framing: [],
  statements: [],
  unordered: false,
  names: [],
  cue: { completion: [], chat: [] },
};

/** What could not be recalled is no decision. */
function judgementOf({ kind, message, evidence }: ModelFailure): Judgement {
  return {
    kind: kind === 'not-available' ? 'malformed' : kind,
    message: `it could not recall: ${message}`,
    ...(evidence === undefined ? {} : { evidence: { text: evidence } }),
  };
}

/** Names what was read and has been written since. */
function whatChanged(
  { agent, causes, reading }: Question,
  remembersMore: boolean,
  state: Pick<WorldState<unknown, unknown>, 'lastChange' | 'lastSharedChange'>,
): string {
  const isNew = (seq: number | undefined): boolean => seq !== undefined && !causes.includes(seq);
  const changed = [
    ...[...reading.slices].filter((read) => isNew(state.lastChange(read))).map((read) => `the slice of "${read}"`),
    ...(reading.shared && isNew(state.lastSharedChange()) ? ['the shared state'] : []),
    ...(remembersMore ? [`the memory of "${agent}"`] : []),
  ];
  return changed.length === 0
    ? 'it hangs on something beside the state, the memory and the lens; a situation must be a pure function of them'
    : `something wrote ${changed.join(' and ')} without declaring it; declare what the regime's activations read and write`;
}

function add(seqs: number[], seq: number | undefined): void {
  if (seq !== undefined) seqs.push(seq);
}

/** A reader that refuses what the activation did not declare, naming who looked. */
function guarded<Shared, Slice>(
  reader: StateReader<Shared, Slice>,
  { reads }: Activation,
  looker: string,
): StateReader<Shared, Slice> {
  if (reads === 'all') return reader;
  return {
    agents: reader.agents,
    get shared(): Shared {
      throw new Error(
        `the situation of "${looker}" looked at the shared state, which only an activation that reads "all" may do`,
      );
    },
    slice(agent) {
      if (!isDeclared(reads, agent)) {
        throw new Error(
          `the situation of "${looker}" looked at the slice of "${agent}", which its activation does not read`,
        );
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
