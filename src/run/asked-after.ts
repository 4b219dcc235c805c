import type { Inquiry } from '../environment/index.js';
import type { AskedAfter, Judgement, RunPlan, Situation } from '../spec/index.js';
import type { HourFailure, InterviewQuestion } from './interviews.js';

/** Questions to the agents of a run that is over. */
export interface AfterQuestions {
  /** Looks at what everybody knows, and asks. */
  end(inquiry: Inquiry): void;
  /** All answers in the order of the agents, or what kept one from being given. */
  answers(): Promise<
    { readonly ok: true; readonly value: readonly AskedAfter[] } | { readonly ok: false; readonly trouble: HourFailure }
  >;
}

/**
 * Asks everybody who decides and is not committed the scenario's situation after a run, with what each knows at the end.
 * No event, memory or draw comes of it. Nobody is asked whose mind the scenario brings, as nobody of them was before.
 */
export function createAfterQuestions(
  { scenario, agents, asksAfter }: RunPlan,
  judge: (question: InterviewQuestion) => Judgement | Promise<Judgement>,
): AfterQuestions {
  const brought = new Set(scenario.agents.flatMap(({ id, mind }) => (mind === undefined ? [] : [id])));
  const wanted = agents.filter(({ id, commitment }) => commitment === undefined && !brought.has(id));
  const asked: Promise<AskedAfter | HourFailure>[] = [];
  const { after } = scenario.situations;

  return {
    end(inquiry) {
      if (after === undefined || asksAfter !== true) return;
      for (const { id } of wanted) {
        const answer = inquiry.present.includes(id)
          ? ask(id, { inquiry, judge, situation: after })
          : Promise.resolve(lacking(id, 'absent', 'took no part any more when the run was over'));
        answer.catch(() => undefined);
        asked.push(answer);
      }
    },
    async answers() {
      const all = await Promise.all(asked);
      const trouble = all.find((answer) => 'kind' in answer);
      if (trouble !== undefined) return { ok: false, trouble: trouble as HourFailure };
      return { ok: true, value: all as readonly AskedAfter[] };
    },
  };
}

async function ask(
  agent: string,
  how: {
    readonly inquiry: Inquiry;
    judge(question: InterviewQuestion): Judgement | Promise<Judgement>;
    readonly situation: NonNullable<RunPlan['scenario']['situations']['after']>;
  },
): Promise<AskedAfter | HourFailure> {
  const { inquiry, judge } = how;
  const [occasion, persona] = [inquiry.occasion(agent), inquiry.persona(agent)];
  const faced = await inquiry.facing(agent, (context): Situation => how.situation(context), { asSeen: true });
  if (!faced.ok) {
    const { kind, message } = faced.failure;
    return failed(agent, { kind: kind === 'not-available' ? 'malformed' : kind, message });
  }
  const inPlace = persona === undefined ? {} : { persona };
  const judgement = await judge({ agent, situation: faced.value, occasion, stream: 'after', ...inPlace });
  if (judgement.kind === 'distribution') {
    const { probabilities, evidence } = judgement;
    return { agent, probabilities: [...probabilities], mass: evidence?.mass ?? null };
  }
  if (judgement.kind === 'answer') return lacking(agent, 'malformed', 'an answer came where an option was asked for');
  return failed(agent, judgement);
}

function failed(
  agent: string,
  { kind, message }: { readonly kind: HourFailure['kind'] | 'refused' | 'malformed'; readonly message: string },
): AskedAfter | HourFailure {
  return kind === 'refused' || kind === 'malformed' ? lacking(agent, kind, message) : { kind, message };
}

function lacking(agent: string, kind: NonNullable<AskedAfter['failure']>['kind'], message: string): AskedAfter {
  return { agent, failure: { kind, message } };
}
