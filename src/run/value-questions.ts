import type { Inquiry } from '../environment/index.js';
import { itemInSituation } from '../persona/index.js';
import type { Judgement, LikertItem, Questionnaire, RunPlan, Situation, ValueAnswer } from '../spec/index.js';
import type { HourFailure, InterviewQuestion } from './interviews.js';

/** Questions after values, to the agents of a run that is over. */
export interface ValueQuestions {
  /** Looks at what everybody knows, and asks. */
  end(inquiry: Inquiry): void;
  /** All answers in the order of agents and items, or what kept one from being given. */
  answers(): Promise<
    | { readonly ok: true; readonly value: readonly ValueAnswer[] }
    | { readonly ok: false; readonly trouble: HourFailure }
  >;
}

type Ask = (question: InterviewQuestion) => Judgement | Promise<Judgement>;

/**
 * Puts every item of the plan's value instrument to everybody who decides and is not committed, with what each remembers at the
 * end, each item by itself: no answer is remembered at the next. No event, memory or draw comes of it. Nobody is asked whose
 * mind the scenario brings, as nobody of them was before.
 */
export function createValueQuestions({ scenario, agents, asksAfter, values }: RunPlan, judge: Ask): ValueQuestions {
  const wanted = askedForValues(scenario, agents);
  const asked: Promise<readonly (ValueAnswer | HourFailure)[]>[] = [];
  const { after } = scenario.situations;

  return {
    end(inquiry) {
      if (after === undefined || asksAfter !== true || values === undefined) return;
      for (const id of wanted) {
        const answers = inquiry.present.includes(id)
          ? atTheEnd(id, { inquiry, judge, instrument: values, after: (context) => after(context) })
          : Promise.resolve(values.items.map((item) => lacking(id, item, ['absent', ABSENT])));
        answers.catch(() => undefined);
        asked.push(answers);
      }
    },
    async answers() {
      const all = (await Promise.all(asked)).flat();
      const trouble = all.find((answer) => 'kind' in answer);
      if (trouble !== undefined) return { ok: false, trouble: trouble as HourFailure };
      return { ok: true, value: all as readonly ValueAnswer[] };
    },
  };
}

const ABSENT = 'took no part any more when the run was over';

/** Agents whose values are asked: those who are free, and have a mind that the scenario does not bring. */
export function askedForValues(
  scenario: Pick<RunPlan['scenario'], 'agents'>,
  agents: readonly Pick<RunPlan['agents'][number], 'id' | 'commitment'>[],
): readonly string[] {
  const brought = new Set(scenario.agents.flatMap(({ id, mind }) => (mind === undefined ? [] : [id])));
  return agents.flatMap(({ id, commitment }) => (commitment === undefined && !brought.has(id) ? [id] : []));
}

async function atTheEnd(
  agent: string,
  how: {
    readonly inquiry: Inquiry;
    readonly judge: Ask;
    readonly instrument: Questionnaire;
    readonly after: NonNullable<RunPlan['scenario']['situations']['after']>;
  },
): Promise<readonly (ValueAnswer | HourFailure)[]> {
  const { inquiry, judge, instrument, after } = how;
  const [occasion, persona] = [inquiry.occasion(agent), inquiry.persona(agent)];
  const faced = await inquiry.facing(agent, (context): Situation => after(context), { asSeen: true });
  if (!faced.ok) {
    const { kind, message } = faced.failure;
    return instrument.items.map((item) => withoutAnswer(agent, item, { kind, message }));
  }
  const inPlace = persona === undefined ? {} : { persona };
  return Promise.all(
    instrument.items.map(async (item) => {
      const situation = itemInSituation(instrument, item, faced.value);
      const stream = `values/${item.id}`;
      return valueAnswer(agent, item, await judge({ agent, situation, occasion, stream, ...inPlace }));
    }),
  );
}

/** What a judgement of an item is worth: an answer, or why there is none; or what depends on the hour. */
export function valueAnswer(agent: string, item: LikertItem, judgement: Judgement): ValueAnswer | HourFailure {
  if (judgement.kind === 'distribution') {
    const { probabilities, evidence } = judgement;
    if (probabilities.length === item.points) {
      return { agent, item: item.id, probabilities: [...probabilities], mass: evidence?.mass ?? null };
    }
    return lacking(agent, item, ['malformed', `${probabilities.length} probabilities for ${item.points} points`]);
  }
  if (judgement.kind === 'answer') {
    return lacking(agent, item, ['malformed', 'an answer came where a point of the scale was asked for']);
  }
  return withoutAnswer(agent, item, judgement);
}

function withoutAnswer(
  agent: string,
  item: LikertItem,
  { kind, message }: { readonly kind: string; readonly message: string },
): ValueAnswer | HourFailure {
  if (kind === 'refused') return lacking(agent, item, ['refused', message]);
  if (kind === 'malformed' || kind === 'not-available') return lacking(agent, item, ['malformed', message]);
  return { kind: kind as HourFailure['kind'], message };
}

function lacking(
  agent: string,
  { id }: LikertItem,
  [kind, message]: readonly [kind: NonNullable<ValueAnswer['failure']>['kind'], message: string],
): ValueAnswer {
  return { agent, item: id, failure: { kind, message } };
}
