import { createStreams } from '../../environment/index.js';
import { EVENT_DELAYED, type Event, type Mind, type Scenario, type SituationContext } from '../../spec/index.js';
import { demand } from './demand.js';
import { playerWith } from './players.js';
import { watched } from './watched-world.js';
import { runWorld, type WorldTrial } from './world-trial.js';

/** Words that only one decision can have said: `zq`, who and when. */
const MARK = /zq\d+x\d+z/g;

/** Says something of its own with every decision that is made in words. */
function marked(agents: readonly string[]): Mind {
  return playerWith('kit:marked', ({ agent, occasion }) => {
    const word = markOf(agents.indexOf(agent), occasion);
    return (most) => (word.length <= most ? word : 'word '.repeat(3).slice(0, Math.max(1, most)).trim() || 'w');
  });
}

function markOf(place: number, occasion: number): string {
  return `zq${place}x${occasion}z`;
}

/**
 * Runs a world in which everybody says words that nobody else can know, and looks at what agents are shown.
 *
 * @throws Error where an agent is shown words that no event brought to it by then, and that are not its own.
 */
export async function demandNoLeak(
  scenario: Scenario,
  trial: Omit<WorldTrial, 'mind' | 'streams' | 'watch'>,
): Promise<void> {
  const agents = scenario.agents.map(({ id }) => id);
  const streams = createStreams(agents);
  const arrivals = new Map<string, number>();
  const known = new Map(agents.map((agent) => [agent, new Map<string, number>()]));
  const late = (seq: unknown, agent = ''): string => `${String(seq)} ${agent}`;

  for (const agent of agents) {
    streams.perceived$(agent).subscribe((event) => {
      const from = arrivals.get(late(event.seq, agent)) ?? event.time;
      const heard = known.get(agent) as Map<string, number>;
      for (const mark of marksIn(event.data)) heard.set(mark, Math.min(from, heard.get(mark) ?? Infinity));
    });
  }
  const watch = (events: readonly Event[]): void => {
    for (const { type, agent, data } of events) {
      if (type === EVENT_DELAYED) arrivals.set(late(data['seq'], agent), data['until'] as number);
    }
  };
  const situation = ({ agent, activation }: SituationContext<unknown, unknown>, shown: unknown): void => {
    const own = `zq${agents.indexOf(agent)}x`;
    const strange = marksIn(shown).find(
      (mark) => !mark.startsWith(own) && !((known.get(agent)?.get(mark) ?? Infinity) <= activation.time),
    );
    demand(
      strange === undefined,
      `"${agent}" was shown at time ${activation.time} what ${authorOf(strange, agents)} said, and no event brought it there`,
    );
  };
  await runWorld(watched(scenario, { situation }), { ...trial, mind: marked(agents), streams, watch });
}

function marksIn(value: unknown): readonly string[] {
  return JSON.stringify(value).match(MARK) ?? [];
}

function authorOf(mark: string | undefined, agents: readonly string[]): string {
  const place = Number(/^zq(\d+)x/.exec(mark ?? '')?.[1] ?? -1);
  return `"${agents[place] ?? 'somebody'}"`;
}
