import type { AgentSlot, Event, Measure, MeasureFold } from '../../spec/index.js';

/** Who talked how much, and to whom they answered. */
export const talkMeasure: Measure = {
  name: 'talk',
  columns: {
    utterances: { title: 'utterances', unit: 'utterances' },
    speakers: { title: 'people who said something', unit: 'agents' },
    largest_share: { title: 'share of the words of whoever said most', unit: 'share' },
    words_an_utterance: { title: 'words of an utterance on average', unit: 'words' },
    answered: { title: 'share of utterances that somebody who spoke later had heard', unit: 'share' },
    asides: { title: 'utterances to one other alone', unit: 'utterances' },
    interruptions: { title: 'utterances that were interrupted', unit: 'utterances' },
    silences: { title: 'turns in which nothing was said', unit: 'turns' },
    failed_turns: { title: 'turns that failed', unit: 'turns' },
  },
  start: (_agents: readonly AgentSlot[]) => foldTalk(),
};

function foldTalk(): MeasureFold {
  const words = new Map<string, number>();
  const answered = new Set<number>();
  const seqs = new Set<number>();
  const counts = { utterances: 0, asides: 0, interruptions: 0, silences: 0, failures: 0 };

  const said = ({ agent = '', seq, data }: Event): void => {
    counts.utterances += 1;
    seqs.add(seq);
    if (typeof data['to'] === 'string') counts.asides += 1;
    const many = String(data['words'])
      .split(' ')
      .filter((word) => word !== '').length;
    words.set(agent, (words.get(agent) ?? 0) + many);
    for (const answer of data['answers'] as readonly number[]) answered.add(answer);
  };

  return {
    observe(event) {
      const { type, data } = event;
      if (type === 'utterance-said' || type === 'utterance-interrupted') said(event);
      if (type === 'utterance-interrupted') counts.interruptions += 1;
      if (type !== 'turn-passed') return;
      if (data['why'] === 'silence') counts.silences += 1;
      else counts.failures += 1;
    },
    finish() {
      const all = [...words.values()].reduce((sum, many) => sum + many, 0);
      const { utterances, asides, interruptions, silences, failures } = counts;
      const heard = [...answered].filter((seq) => seqs.has(seq)).length;
      const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
      const columns = {
        largest_share: share(Math.max(0, ...words.values()), all),
        words_an_utterance: share(all, utterances),
        answered: share(heard, utterances),
      };
      const missing = Object.entries(columns).flatMap(([column, value]) =>
        value === null ? [[column, 'nothing was said']] : [],
      );
      return {
        values: {
          utterances,
          speakers: words.size,
          ...columns,
          asides,
          interruptions,
          silences,
          failed_turns: failures,
        },
        ...(missing.length === 0 ? {} : { missing: Object.fromEntries(missing) as Record<string, string> }),
      };
    },
  };
}
