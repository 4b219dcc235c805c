import { checkAnswer, type Inquiry, type Interviewer } from '../environment/index.js';
import type { Interview, InterviewAnswer, Judgement, Persona, PlannedAgent, Situation } from '../spec/index.js';

/** A question of an interview, to the mind of an agent. */
export interface InterviewQuestion {
  readonly agent: string;
  readonly situation: Situation;
  /** Decisions that the agent has made. */
  readonly occasion: number;
  /** Names what sampled answers belong to: the interview and its time. */
  readonly stream: string;
  /** Who is in the agent's place, where an intervention put somebody there. */
  readonly persona?: Persona;
}

/** Interviews of a run, asked beside it. */
export interface Interviews {
  readonly interviewer: Interviewer;
  /** All answers in the order of the questions, or what kept one from being given. */
  answers(): Promise<
    | { readonly ok: true; readonly value: readonly InterviewAnswer[] }
    | { readonly ok: false; readonly trouble: HourFailure }
  >;
}

/** Why a question could not be put now. */
export type HourFailure = { readonly kind: 'unavailable' | 'over-budget' | 'aborted'; readonly message: string };
type Asked = InterviewAnswer | HourFailure;

/**
 * Holds a plan's interviews. What an agent knows is looked at between two commits; asking goes on beside the run, which
 * never waits for it, and no event, memory or draw comes of it.
 */
export function createInterviews(
  interviews: readonly Interview[],
  agents: readonly PlannedAgent[],
  judge: (question: InterviewQuestion) => Judgement | Promise<Judgement>,
): Interviews {
  const asked: Promise<Asked>[] = [];
  const held = new Map(interviews.map((interview) => [interview, 0]));
  const free = agents.filter(({ commitment }) => commitment === undefined).map(({ id }) => id);
  let started = false;

  /** Time of the next one, after so many; the first is at the start, where there is one at the start. */
  const due = ({ when: { every } }: Interview, after: number): number =>
    every === undefined ? Infinity : every * (after + 1);

  const hold = (interview: Interview, inquiry: Inquiry, time: number | null): void => {
    const wanted = interview.agents ?? free;
    for (const agent of wanted.filter((one) => inquiry.present.includes(one))) {
      const about = { interview: interview.name, agent, time, decisions: inquiry.occasion(agent) };
      const answer = ask(interview, { inquiry, about, judge });
      answer.catch(() => undefined);
      asked.push(answer);
    }
  };

  return {
    interviewer: {
      next() {
        if (!started && interviews.some(({ when }) => when.start === true)) return 0;
        return Math.min(...interviews.map((interview) => due(interview, held.get(interview) ?? 0)));
      },
      before(time, inquiry) {
        for (const interview of interviews) {
          if (!started && interview.when.start === true) hold(interview, inquiry, 0);
          for (let after = held.get(interview) ?? 0; due(interview, after) <= time; after += 1) {
            hold(interview, inquiry, due(interview, after));
            held.set(interview, after + 1);
          }
        }
        started = true;
      },
      end(inquiry) {
        for (const interview of interviews) {
          // A run that ended before anything happened began all the same.
          if (!started && interview.when.start === true) hold(interview, inquiry, 0);
          if (interview.when.end === true) hold(interview, inquiry, null);
        }
        started = true;
      },
    },
    async answers() {
      const all = await Promise.all(asked);
      const trouble = all.find((answer) => 'kind' in answer);
      if (trouble !== undefined) return { ok: false, trouble: trouble as HourFailure };
      return { ok: true, value: all as readonly InterviewAnswer[] };
    },
  };
}

async function ask(
  interview: Interview,
  how: {
    readonly inquiry: Inquiry;
    readonly about: Pick<InterviewAnswer, 'interview' | 'agent' | 'time' | 'decisions'>;
    judge(question: InterviewQuestion): Judgement | Promise<Judgement>;
  },
): Promise<Asked> {
  const { inquiry, about, judge } = how;
  const { agent, time, decisions: occasion } = about;
  const persona = inquiry.persona(agent);
  const faced = await inquiry.facing(agent, (context) => interview.situation(context));
  if (!faced.ok) {
    const { kind, message } = faced.failure;
    return withoutAnswer(about, { kind: kind === 'not-available' ? 'malformed' : kind, message });
  }
  const situation = faced.value;
  const stream = `${interview.name}/${time ?? 'end'}`;
  const judgement = await judge({ agent, situation, occasion, stream, ...(persona === undefined ? {} : { persona }) });
  if (judgement.kind === 'distribution') {
    return { ...about, options: [...situation.options], probabilities: [...judgement.probabilities] };
  }
  if (judgement.kind !== 'answer') return withoutAnswer(about, judgement);
  if (situation.answer === undefined)
    throw new Error(`the mind of "${agent}" gave an answer where an option was asked for`);
  const checked = checkAnswer(situation.answer, judgement.value);
  if (checked.ok) return { ...about, value: checked.value as InterviewAnswer['value'] };
  return { ...about, failure: { kind: 'malformed', message: checked.why } };
}

function withoutAnswer(
  about: Pick<InterviewAnswer, 'interview' | 'agent' | 'time' | 'decisions'>,
  { kind, message }: { readonly kind: HourFailure['kind'] | 'refused' | 'malformed'; readonly message: string },
): Asked {
  if (kind === 'refused' || kind === 'malformed') return { ...about, failure: { kind, message } };
  return { kind, message };
}
