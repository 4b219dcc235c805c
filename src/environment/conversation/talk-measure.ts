import type { AgentSlot, Event, Measure, MeasureFold } from '../../spec/index.js';
import { talkTally } from './talk-tally.js';

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
  start: foldTalk,
};

function foldTalk(agents: readonly AgentSlot[]): MeasureFold {
  const tally = talkTally(agents);
  const answered = new Set<number>();
  const seqs = new Set<number>();
  let [asides, interruptions] = [0, 0];

  const said = ({ agent = '', seq, data }: Event): void => {
    seqs.add(seq);
    if (typeof data['to'] === 'string') asides += 1;
    const words = String(data['words']).split(' ');
    tally.said(agent, words.filter((word) => word !== '').length);
    for (const answer of (data['answers'] ?? []) as readonly number[]) answered.add(answer);
  };

  return {
    observe(event) {
      const { type, data } = event;
      if (type === 'utterance-said' || type === 'utterance-interrupted') said(event);
      if (type === 'utterance-interrupted') interruptions += 1;
      if (type === 'turn-passed' && data['why'] !== 'departure') tally.passed(data['why']);
    },
    finish() {
      const { utterances, speakers, amount, largestShare, silences, failedTurns } = tally.counts();
      const heard = [...answered].filter((seq) => seqs.has(seq)).length;
      const share = (part: number): number | null => (utterances === 0 ? null : part / utterances);
      const columns = { largest_share: largestShare, words_an_utterance: share(amount), answered: share(heard) };
      const missing = Object.entries(columns).flatMap(([column, value]) =>
        value === null ? [[column, 'nothing was said']] : [],
      );
      return {
        values: {
          utterances,
          speakers,
          ...columns,
          asides,
          interruptions,
          silences,
          failed_turns: failedTurns,
        },
        ...(missing.length === 0 ? {} : { missing: Object.fromEntries(missing) as Record<string, string> }),
      };
    },
  };
}
