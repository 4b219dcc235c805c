import type { AgentSlot, Event, Text } from '../../spec/index.js';
import type { EventDefinitions, View } from '../define-world.js';
import { ATTEMPT_MADE, NARRATE, NOTHING_HAPPENED, OUTCOME_TOLD, type Attempt } from './attempts.js';
import type { NarrationOptions } from './narration-options.js';

/** What a narrator sees: its role, what it may change, what is so, and what somebody tries. */
export function narratorView<Shared, Slice, Events extends EventDefinitions>(
  { players, mayChange }: Pick<NarrationOptions<Shared, Slice, Events>, 'players' | 'mayChange'>,
  {
    attempt,
    shown,
  }: { readonly attempt: Attempt; readonly shown: Partial<Pick<View, 'framing'>> & Pick<View, 'sees'> },
): View {
  const name = nameIn(players, attempt.agent);
  return {
    can: NARRATE,
    framing: [
      [
        { person: ['I tell', 'You tell', '{name} tells'] },
        ` what comes of what ${namesIn(players)} try. What happens must follow from what is so.`,
      ],
      changesIn(mayChange as Declared),
      ...(shown.framing ?? []),
    ],
    sees: shown.sees,
    asks: `${name} tries: "${attempt.words}" What happens?`,
    // Equal states of a narrator are equal attempts in an equal world.
    state: [...shown.sees.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))), attempt.words].join(
      '\n',
    ),
  };
}

type Declared = { readonly [type: string]: { readonly says: string; readonly whose?: true } | undefined };

/** What may be changed, in words: a model reads them beside the schema. */
function changesIn(declared: Declared): string {
  const kinds = Object.entries(declared).flatMap(([event, about]) =>
    about === undefined ? [] : [`"${event}" (${about.says}${about.whose === true ? '; say who' : ''})`],
  );
  if (kinds.length === 0) return 'Nothing changes but what is told.';
  return `Changes that may come of it: ${kinds.join(', ')}. Most attempts change nothing.`;
}

function nameIn(agents: readonly AgentSlot[], agent: string): string {
  return agents.find(({ id }) => id === agent)?.name ?? agent;
}

function namesIn(players: readonly AgentSlot[]): string {
  const names = players.map(({ name }) => name);
  if (names.length > 8) return `the ${names.length} people in this world`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Lines that are remembered of attempts, for those who perceive them. */
export function lineOf(agents: readonly AgentSlot[]): (event: Event, agent: string) => Text | undefined {
  return ({ type, agent: who = '', data }, agent) => {
    const name = nameIn(agents, who);
    if (type === ATTEMPT_MADE) {
      const words = String(data['words']);
      return who === agent
        ? [{ person: ['I tried: ', 'You tried: ', `${name} tried: `] }, words]
        : [`${name} tried: ${words}`];
    }
    if (type === OUTCOME_TOLD) return [String(data['words'])];
    return type === NOTHING_HAPPENED ? ['Nothing came of it.'] : undefined;
  };
}
