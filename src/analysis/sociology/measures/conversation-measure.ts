import type { AgentSlot, Event, Measure, MeasureColumn, MeasureResult } from '../../../spec/index.js';
import { conversationStructure, type SpokenTurn } from '../conversation-structure.js';
import { lexicalAlignment } from '../lexical-alignment.js';
import { inWords, sideOf } from './_internals/in-words.js';
import { utteredTurn } from './_internals/utterances.js';
import { valuesOf } from './_internals/values-of.js';

/** What {@link conversationMeasure} may be told. */
export interface ConversationMeasureOptions {
  /** Begins the names of its columns. Default `talk`. */
  readonly prefix?: string;
  /** The turn that an event is; `undefined` for others. Default the utterances of `conversation`. */
  read?(event: Event): SpokenTurn | undefined;
  /** Whether turns may be for one other alone. Default `true`. */
  readonly addressed?: boolean;
}

/**
 * A measure of the structure of a conversation: who speaks, to whom, after whom, and whether words are taken up. Turns count in
 * the order of their events, so a scenario with several conversations at once reads one of them. It keeps the words of a run
 * until its end. See `conversationStructure` and `lexicalAlignment` for the definitions.
 */
export function conversationMeasure(about: ConversationMeasureOptions = {}): Measure {
  const { prefix = 'talk', read = utteredTurn, addressed = true } = about;
  const share = { unit: 'share', range: [0, 1] as const };
  return {
    name: `${prefix}-structure`,
    columns: columnsOf(prefix, addressed),
    sociology: {
      topic: 'conversation',
      title: 'who speaks, after whom, and with whose words',
      note:
        'Shares of turns say who holds the floor. The floor returns where the one before last speaks again (A, B, A); it is set ' +
        'beside what the numbers of turns alone would give. Words are taken up where a turn repeats more of the turn just before ' +
        'it than of other turns of the same speaker, so that a common topic does not count. Where a rule gives the floor, as in ' +
        'turns, who speaks after whom is the rule and says nothing of people.',
      sentence: (of) => talkInWords(of, prefix),
      parts: {
        title: 'Who speaks right after whom.',
        keys: { from: 'after', to: 'speaks' },
        figures: {
          share: { title: 'share of turns after', ...share },
          expected: { title: 'by numbers of turns alone', ...share },
          excess: { title: 'difference', unit: 'share', range: [-1, 1] },
        },
      },
    },
    start(agents) {
      const turns: SpokenTurn[] = [];
      return {
        observe(event) {
          const turn = read(event);
          if (turn !== undefined) turns.push(turn);
        },
        finish: () => resultOf(turns, agents, { prefix, addressed }),
      };
    },
  };
}

function columnsOf(prefix: string, addressed: boolean): { readonly [column: string]: MeasureColumn } {
  const share = { unit: 'share' };
  return {
    [`${prefix}_turns`]: { title: 'turns with words', unit: 'turns' },
    [`${prefix}_turn_gini`]: {
      title: 'Gini coefficient of turns (0: all had as many)',
      unit: 'coefficient',
    },
    [`${prefix}_turn_top`]: { title: 'share of the turns of whoever had most', ...share },
    [`${prefix}_returns`]: { title: 'changes of speaker after which the floor returns (A, B, A)', ...share },
    [`${prefix}_returns_excess`]: { title: 'the same less what numbers of turns alone would give', ...share },
    [`${prefix}_repeated`]: { title: 'words of a turn that were in the turn before', ...share },
    [`${prefix}_alignment`]: { title: 'the same less what is in other turns of the same speaker', ...share },
    ...(addressed
      ? {
          [`${prefix}_addressed`]: { title: 'turns that were for one other', ...share },
          [`${prefix}_addressee_next`]: { title: 'such turns after which whoever was meant spoke next', ...share },
        }
      : {}),
  };
}

function resultOf(
  turns: readonly SpokenTurn[],
  agents: readonly Pick<AgentSlot, 'id' | 'name'>[],
  { prefix, addressed }: { readonly prefix: string; readonly addressed: boolean },
): MeasureResult {
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  const ids = agents.map(({ id }) => id);
  const found = conversationStructure(ids, turns);
  const { repeated, alignment } = lexicalAlignment(turns);
  const { returns, returnsExpected } = found;
  const nothing = 'nothing was said';
  const changes = 'there are no two changes of speaker in a row';
  return {
    ...valuesOf({
      [`${prefix}_turns`]: [found.turns, nothing],
      [`${prefix}_turn_gini`]: [found.turnGini, nothing],
      [`${prefix}_turn_top`]: [found.largestShare, nothing],
      [`${prefix}_returns`]: [returns, changes],
      [`${prefix}_returns_excess`]: [returns === null || returnsExpected === null ? null : returns - returnsExpected, changes], // prettier-ignore
      [`${prefix}_repeated`]: [repeated, 'nobody spoke after another'],
      [`${prefix}_alignment`]: [alignment, 'no turn has another one of the same speaker to be compared with'],
      ...(addressed
        ? {
            [`${prefix}_addressed`]: [found.addressedShare, nothing],
            [`${prefix}_addressee_next`]: [found.answeredByAddressee, 'no turn for one other was followed by another'],
          }
        : {}),
    }),
    cases: found.pairs.map(({ from, to, share, expected }) => ({
      from: names.get(from) ?? from,
      to: names.get(to) ?? to,
      share,
      expected: share === null ? null : expected,
      excess: share === null || expected === null ? null : share - expected,
    })),
  };
}

function talkInWords(of: Parameters<NonNullable<Measure['sociology']>['sentence']>[0], prefix: string): string | null {
  const [turns, top, excess, alignment] = ['turns', 'turn_top', 'returns_excess', 'alignment'].map((column) =>
    of(`${prefix}_${column}`),
  );
  if (turns === undefined || top === undefined || excess === undefined || alignment === undefined) return null;
  if (top.value === null) return null;
  const floor = {
    above: 'The floor returned to the one before more often than numbers of turns alone would give',
    below: 'The floor returned to the one before less often than numbers of turns alone would give',
    open: 'Whether the floor returns to the one before more often than chance is not shown',
  }[sideOf(excess)];
  const words = {
    above: 'people took up the words just said',
    below: 'people kept away from the words just said',
    open: 'that people take up the words just said is not shown',
  }[sideOf(alignment)];
  return (
    `There were ${inWords(turns)} turns a run, ${inWords(top)} of them by whoever spoke most. ` +
    `${floor} (${inWords(excess)}); ${words} (${inWords(alignment)}).`
  );
}
