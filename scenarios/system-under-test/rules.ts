import { choice, defineWorld, text, type DefinedWorld, type EventDraft } from 'mesocosm';
import { z } from 'zod';
import { codedByRules, type FailureCode } from './codebook.js';
import type { Utterance } from './conversation.js';
import {
  CODED,
  CODE_GIVEN,
  CODE_WITHHELD,
  PERSON_SAID,
  SILENT_PERSON,
  SILENT_SYSTEM,
  SYSTEM_REPLIED,
  VERDICT_GIVEN,
} from './events.js';
import { codeIn } from './regime.js';
import type { Seats } from './seats.js';
import { SHOWN, VERDICTS, type Talk, type viewsOf } from './views.js';

/** A person's turn is short; a reply may be long. */
const MOST_SAID = 600;
const MOST_REPLIED = 2000;

const Said = z.object({ person: z.string(), text: z.string(), failed: z.literal(true).optional() });

const Spoken = z.object({
  role: z.enum(['person', 'system']),
  text: z.string(),
  failed: z.literal(true).optional(),
});

/**
 * Conversations that have nothing to do with each other. Nobody but its two sees one, and the judge where there is one. Who
 * says nothing has said nothing, and the other goes on. Once it is over it is coded: by the rules of the codebook, or by
 * the judge, who says of each failure whether it is there. Where a judge cannot say, the conversation is not coded.
 */
export function conversationWorld(
  seats: readonly Seats[],
  codebook: readonly FailureCode[],
  views: Pick<ReturnType<typeof viewsOf>, 'view'>,
): DefinedWorld<object, Talk> {
  const seatOf = new Map(seats.flatMap((one) => Object.values(one).map((id) => [id as string, one] as const)));
  const judged = seats.some(({ judge }) => judge !== undefined);
  const near = ({ data }: { readonly data: { readonly person: string } }): readonly string[] => {
    const { person, system } = seatOf.get(data.person) as Seats;
    return [person, system];
  };
  const afterwards = ({ data }: { readonly data: { readonly person: string } }): readonly string[] => {
    const { judge } = seatOf.get(data.person) as Seats;
    return judge === undefined ? [] : [judge];
  };
  return defineWorld({
    shared: z.object({}),
    slice: z.object({
      utterances: z.array(Spoken),
      found: z.array(z.string()),
      unsure: z.array(z.string()),
    }) as unknown as z.ZodType<Talk>,
    actions: {
      say: text(MOST_SAID),
      reply: text(MOST_REPLIED),
      judge: choice(VERDICTS),
      code: choice(SHOWN),
    },
    events: {
      [PERSON_SAID]: Said,
      [SYSTEM_REPLIED]: Said,
      [VERDICT_GIVEN]: z.object({ person: z.string(), verdict: z.string() }),
      [CODED]: z.object({ person: z.string(), failures: z.array(z.string()), by: z.enum(['rules', 'judge']) }),
      [CODE_GIVEN]: z.object({ person: z.string(), code: z.string(), shown: z.boolean() }),
      [CODE_WITHHELD]: z.object({ person: z.string(), code: z.string(), reason: z.string() }),
    },
    start: () => ({ shared: {}, slice: () => ({ utterances: [], found: [], unsure: [] }) }),
    view: views.view,
    apply: ({ state, actions, activation, event, reject }) =>
      actions.flatMap((done): readonly EventDraft[] => {
        const { agent } = done;
        const seat = seatOf.get(agent) as Seats;
        const { person } = seat;
        if (agent === seat.judge) {
          const code = codeIn(activation.asks) as string;
          const shown = String(done.action === null ? '' : done.value) === SHOWN[0];
          const answer =
            done.action === null
              ? event(CODE_WITHHELD, { person, code, reason: done.failure.message }, agent)
              : event(CODE_GIVEN, { person, code, shown }, agent);
          const { found, unsure } = state.slice(agent);
          if (code !== codebook.at(-1)?.name || unsure.length > 0 || done.action === null) return [answer];
          return [
            answer,
            event(CODED, { person, failures: shown ? [...found, code] : [...found], by: 'judge' }, agent),
          ];
        }
        if (activation.asks !== undefined) {
          const verdict =
            done.action === null
              ? reject(agent, done.failure.message)
              : event(VERDICT_GIVEN, { person, verdict: String(done.value) }, agent);
          if (judged) return [verdict];
          const failures = [...codedByRules(codebook, state.slice(person).utterances)];
          return [verdict, event(CODED, { person, failures, by: 'rules' })];
        }
        const type = agent === person ? PERSON_SAID : SYSTEM_REPLIED;
        if (done.action !== null) return [event(type, { person, text: String(done.value) }, agent)];
        const silence = agent === person ? SILENT_PERSON : SILENT_SYSTEM;
        return [event(type, { person, text: silence, failed: true }, agent)];
      }),
    reduce: {
      [PERSON_SAID]: (draft, { data }) => {
        draft.slice(data.person).utterances.push(utterance('person', data));
      },
      [SYSTEM_REPLIED]: (draft, { data }) => {
        draft.slice(data.person).utterances.push(utterance('system', data));
      },
      [CODE_GIVEN]: (draft, { agent = '', data: { code, shown } }) => {
        if (shown) draft.slice(agent).found.push(code);
      },
      [CODE_WITHHELD]: (draft, { agent = '', data: { code } }) => {
        draft.slice(agent).unsure.push(code);
      },
    },
    channels: {
      [CODE_GIVEN]: afterwards,
      [PERSON_SAID]: near,
      [SYSTEM_REPLIED]: near,
      [VERDICT_GIVEN]: ({ data }: { readonly data: { readonly person: string } }) => [data.person],
      [CODED]: afterwards,
      [CODE_WITHHELD]: afterwards,
    },
    end: () => undefined,
  });
}

function utterance(role: Utterance['role'], { text: said, failed }: z.infer<typeof Said>): Utterance {
  return { role, text: said, ...(failed === true ? { failed } : {}) };
}
