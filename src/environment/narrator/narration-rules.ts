import {
  ACTION_REJECTED,
  type Action,
  type Activation,
  type Event,
  type EventDraft,
  type Json,
  type StateDraft,
  type StateReader,
} from '../../spec/index.js';
import type { EventDefinitions } from '../define-world.js';
import { ATTEMPT_MADE, attemptOf, NOTHING_HAPPENED, oneLine, OUTCOME_TOLD, type Attempt } from './attempts.js';
import type { NarratedShared, NarratedSlice, Readers } from './narrated-state.js';
import type { NarratedChange, Narration, NarrationOptions } from './narration-options.js';

type Whole<Shared, Slice> = StateReader<NarratedShared<Shared>, NarratedSlice<Slice>>;

/** What attempts and a narrator's answers do in a world. */
export interface NarrationRules<Shared, Slice> {
  /** The events of the attempts among some actions. */
  attempts(actions: readonly Action[]): readonly EventDraft[];
  /** What comes of the attempt that an activation is for. */
  narrate(state: Whole<Shared, Slice>, actions: readonly Action[], activation: Activation): readonly EventDraft[];
  /** The attempt that an activation is for. */
  due(state: Whole<Shared, Slice>, activation: Activation): Attempt | undefined;
  /** Whether the event is about attempts; the draft is changed then. */
  reduce(draft: StateDraft<NarratedShared<Shared>, NarratedSlice<Slice>>, event: Event): boolean;
  /** Who perceives an event about attempts; `undefined` of any other event. */
  audience(event: Event | EventDraft, state: Whole<Shared, Slice>): 'public' | readonly string[] | undefined;
}

export function narrationRules<Shared, Slice, Events extends EventDefinitions>(
  options: NarrationOptions<Shared, Slice, Events>,
  about: { readonly narrator: string; readonly readers: Readers<Shared, Slice> },
): NarrationRules<Shared, Slice> {
  const { narrator, readers } = about;
  const { players, allows = () => undefined, hears = () => 'public' as const } = options;
  const ids = new Map(players.map(({ id, name }) => [name, id]));

  const due = (state: Whole<Shared, Slice>, { event }: Activation): Attempt | undefined =>
    state.shared.attempts.find(({ seq }) => seq === event);

  const heardBy = (attempt: Omit<Attempt, 'seq'>, state: Whole<Shared, Slice>): 'public' | readonly string[] => {
    const heard = hears(attempt, readers.state(state));
    return heard === 'public' ? heard : [...new Set([attempt.agent, ...heard, narrator])];
  };

  const changeOf = ({ event, who, data }: Narration['changes'][number]): NarratedChange<Events> => {
    const agent = who === undefined ? undefined : ids.get(who);
    return { event, ...(agent === undefined ? {} : { agent }), data };
  };

  /** Changes that can be, as events; those that cannot, as rejections. */
  const changed = (
    wanted: Narration['changes'],
    where: { readonly state: Whole<Shared, Slice>; readonly attempt: Attempt },
  ): readonly EventDraft[] => {
    const [state, { attempt }] = [readers.state(where.state), where];
    const from = { by: [narrator], causes: [attempt.seq] };
    const before: NarratedChange<Events>[] = [];
    return wanted.map((one): EventDraft => {
      const change = changeOf(one);
      const reason = allows(change, { state, attempt, before });
      if (reason !== undefined) {
        return { ...from, type: ACTION_REJECTED, agent: narrator, data: { reason, event: change.event } };
      }
      before.push(change);
      const whose = change.agent === undefined ? {} : { agent: change.agent };
      return { ...from, type: change.event, ...whose, data: change.data as { readonly [key: string]: Json } };
    });
  };

  return {
    due,
    attempts: (actions) =>
      actions.flatMap((action): readonly EventDraft[] => {
        const words = attemptOf(action);
        if (words === undefined) return [];
        const from = { agent: action.agent, by: [action.agent] };
        return oneLine(words) === ''
          ? [{ ...from, type: ACTION_REJECTED, data: { reason: 'nothing was tried' } }]
          : [{ ...from, type: ATTEMPT_MADE, data: { words: oneLine(words) } }];
      }),
    narrate(state, [done], activation) {
      const attempt = due(state, activation);
      if (attempt === undefined) return [];
      const { seq, agent } = attempt;
      const data = { attempt: seq, of: agent };
      if (done === undefined) {
        return [{ type: NOTHING_HAPPENED, causes: [seq], data: { ...data, why: 'nobody narrates' } }];
      }
      const from = { agent: narrator, by: [narrator], causes: [seq] };
      const { decision } = done;
      if (decision.kind !== 'given') {
        const why = decision.kind === 'made' ? 'an option was chosen' : decision.message;
        return [{ ...from, type: NOTHING_HAPPENED, data: { ...data, why } }];
      }
      const { happens, changes } = decision.value as unknown as Narration;
      const told = { ...from, type: OUTCOME_TOLD, data: { ...data, words: oneLine(happens) } };
      return [told, ...changed(changes, { state, attempt })];
    },
    reduce(draft, { type, agent = '', seq, data }) {
      if (type === ATTEMPT_MADE) {
        draft.shared.attempts = [...draft.shared.attempts, { seq, agent, words: String(data['words']) }];
        return true;
      }
      if (type !== OUTCOME_TOLD && type !== NOTHING_HAPPENED) return false;
      draft.shared.attempts = draft.shared.attempts.filter((attempt) => attempt.seq !== data['attempt']);
      return true;
    },
    audience({ type, agent = '', data }, state) {
      if (type === ATTEMPT_MADE) return heardBy({ agent, words: String(data['words']) }, state);
      if (type !== OUTCOME_TOLD && type !== NOTHING_HAPPENED) return undefined;
      const attempt = state.shared.attempts.find(({ seq }) => seq === data['attempt']);
      return attempt === undefined ? [narrator] : heardBy(attempt, state);
    },
  };
}
