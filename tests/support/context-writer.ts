import { scriptedModel } from '../../src/model/index.js';
import type { LanguageModel, ModelFailure, WriteRequest } from '../../src/spec/index.js';

/** Words for statements, enough for every item of a test to be about something else. */
const SUBJECTS =
  'rain bread walls debts songs horses letters fires markets harvests bridges lanterns carpets rivers oaths taverns granaries feasts ladders mirrors orchards pilgrims quarrels roofs'.split(
    ' ',
  );

const CONTEXT =
  'In the third dry summer the village of Tarn has one well that still gives water. Travellers come by daily, the elders measure what is left, and nobody agrees who should go without. The coast is four days away.';

/** What a good writer replies to a step of `generateQuestionnaire`; `used` counts the subjects that are taken. */
export function goodReply(
  { prompt }: { readonly prompt: Pick<WriteRequest['prompt'], 'pieces'> },
  used: { subjects: number },
): string {
  const text = prompt.pieces[0] ?? '';
  if (text.includes('"axes":')) {
    const count = Number(/"axes": the (\d+) axes/.exec(text)?.[1] ?? 1);
    const axes = Array.from({ length: count }, (_, at) => ({
      name: `View of ${SUBJECTS[at]}`,
      low: {
        label: `against ${SUBJECTS[at]}`,
        description: `Holds that ${SUBJECTS[at]} ruin the ${SUBJECTS[at + 7]}.`,
      },
      high: { label: `for ${SUBJECTS[at]}`, description: `Would give everything that is left for ${SUBJECTS[at]}.` },
    }));
    return JSON.stringify({ context: CONTEXT, axes });
  }
  const statements = (field: string): object[] => {
    const number = new RegExp(`"${field}": (one|\\d+) statement`).exec(text)?.[1] ?? '0';
    return Array.from({ length: number === 'one' ? 1 : Number(number) }, () => {
      const subject = SUBJECTS[used.subjects++] ?? 'nothing';
      return {
        statement: `${subject} deserve ${subject.length} times ${subject.slice(0, 4)}`,
        opposite: `Tarn needs less ${subject} than ${subject.slice(1)}`,
      };
    });
  };
  return JSON.stringify({ agreeHigh: statements('agreeHigh'), agreeLow: statements('agreeLow') });
}

/** A model that writes contexts; `instead` may say something else at the n-th call, from 1. */
export function contextWriter(
  instead: (call: number, request: WriteRequest) => string | ModelFailure | undefined = () => undefined,
): {
  readonly model: LanguageModel;
  readonly requests: WriteRequest[];
} {
  const requests: WriteRequest[] = [];
  const used = { subjects: 0 };
  const model = scriptedModel({
    name: 'writer',
    write(request) {
      requests.push(request);
      return instead(requests.length, request) ?? goodReply(request, used);
    },
  });
  return { model, requests };
}
