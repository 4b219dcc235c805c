import { chancesFrom } from '../foundation/random/index.js';
import type { Event, RunChoices, RunPlan } from '../spec/index.js';

/** Of so many agents every choice is noted, and of so many the last; of each so many choices. */
const MOST_COURSES = 12;
const MOST_LAST = 24;
const MOST_CHOICES = 100;

/** Notes what agents choose as the events of a run go by. */
export interface ChoiceNotes {
  observe(event: Event): void;
  /** Nothing where nobody chose among the scenario's options. */
  finish(): RunChoices | undefined;
}

interface Noted {
  readonly kind: string;
  readonly option: number | null;
}

/**
 * Notes the choices among the scenario's options. Where there are more agents than are noted, those are whose keys come first:
 * the same in every run, whoever else takes part.
 */
export function noteChoices({ scenario, agents }: Pick<RunPlan, 'scenario' | 'agents'>): ChoiceNotes {
  const brought = new Set(scenario.agents.flatMap(({ id, mind }) => (mind === undefined ? [] : [id])));
  const free = agents.filter(({ id, commitment }) => commitment === undefined && !brought.has(id)).map(({ id }) => id);
  const courses = new Map<string, Noted[]>(followed(free, MOST_COURSES).map((agent) => [agent, []]));
  const wanted = new Set(followed(free, MOST_LAST));
  const last = new Map<string, RunChoices['last'][string]>();
  const kinds = new Set<string>();
  return {
    observe({ type, agent = '', data }) {
      if ((type !== 'decision-made' && type !== 'decision-failed') || !wanted.has(agent)) return;
      const option = type === 'decision-made' ? scenario.options.indexOf(String(data['option'])) : null;
      if (option === -1) return;
      const kind = String(data['kind']);
      if (option !== null) {
        kinds.add(kind);
        last.set(agent, { option, ...exactly(data, scenario.options.length) });
      }
      const course = courses.get(agent);
      if (course !== undefined && course.length < MOST_CHOICES) course.push({ kind, option });
    },
    finish() {
      if (last.size === 0) return undefined;
      // A decision that failed is a choice that is missing where decisions of its kind are choices.
      const chosen = (noted: readonly Noted[]) =>
        noted.filter(({ kind }) => kinds.has(kind)).map(({ option }) => option);
      return {
        courses: Object.fromEntries([...courses].map(([agent, noted]) => [agent, chosen(noted)])),
        last: Object.fromEntries(
          [...wanted].flatMap((agent) => {
            const one = last.get(agent);
            return one === undefined ? [] : [[agent, one] as const];
          }),
        ),
      };
    },
  };
}

/** At most so many, in their own order. */
function followed(agents: readonly string[], most: number): readonly string[] {
  if (agents.length <= most) return agents;
  const chances = chancesFrom('noted choices');
  const keys = new Map(agents.map((agent) => [agent, chances(agent).uniform()]));
  const first = new Set(
    agents.toSorted((one, other) => (keys.get(one) as number) - (keys.get(other) as number)).slice(0, most),
  );
  return agents.filter((agent) => first.has(agent));
}

/** Probabilities as they were, unless they are shares of samples. */
function exactly(
  { probabilities, evidence }: Event['data'],
  options: number,
): Pick<RunChoices['last'][string], 'probabilities'> {
  const counted = evidence !== null && typeof evidence === 'object' && 'firstMass' in evidence;
  if (counted || !Array.isArray(probabilities) || probabilities.length !== options) return {};
  return { probabilities: probabilities as number[] };
}
