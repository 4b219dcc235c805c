import type { Measure } from 'mesocosm';
import { followBeliefs } from './beliefs.js';
import type { OpinionExchangeParameters } from './parameters.js';
import { BELIEF_STATED } from './rules.js';

/** One answer: what the reader believed before, what the writer believed, and what the reader believes now. */
export interface Step {
  readonly own: number;
  readonly writer: number;
  readonly now: number;
}

/** What is left of the own belief, what comes from the writer's, and where answers go beside both. */
export interface Pull {
  readonly own: number;
  readonly writer: number;
  readonly constant: number;
}

/**
 * Least squares of what readers believe now on what they and the writers believed before: now = constant + own x + writer y.
 *
 * @returns `undefined` where the beliefs before do not vary enough to tell the two apart.
 */
export function pullOf(steps: readonly Step[]): Pull | undefined {
  if (steps.length === 0) return undefined;
  const mean = (of: (step: Step) => number): number => steps.reduce((sum, step) => sum + of(step), 0) / steps.length;
  const [x, y, z] = [mean(({ own }) => own), mean(({ writer }) => writer), mean(({ now }) => now)];
  const xx = mean(({ own }) => (own - x) ** 2);
  const yy = mean(({ writer }) => (writer - y) ** 2);
  const xy = mean(({ own, writer }) => (own - x) * (writer - y));
  const determinant = xx * yy - xy ** 2;
  if (determinant < 1e-9) return undefined;
  const xz = mean(({ own, now }) => (own - x) * (now - z));
  const yz = mean(({ writer, now }) => (writer - y) * (now - z));
  const own = (xz * yy - yz * xy) / determinant;
  const writer = (yz * xx - xz * xy) / determinant;
  return { own, writer, constant: z - own * x - writer * y };
}

const TOO_ALIKE = 'beliefs did not vary enough';
const UNCHANGED = 'nobody changed a belief';

/** Whether answers follow the writer, and where they go by themselves. */
export function pullMeasure(parameters: OpinionExchangeParameters): Measure {
  return {
    name: 'pull',
    columns: {
      writer_weight: { title: "weight of the writer's belief in an answer", unit: 'weight', headline: true },
      own_weight: { title: 'weight of the own belief before in an answer', unit: 'weight' },
      own_drift: { title: 'where an answer goes beside both', unit: 'belief' },
      changed: { title: 'answers that change the belief', unit: 'share' },
      towards_writer: { title: "of these, those that end nearer to the writer's belief", unit: 'share' },
    },
    start(agents) {
      const beliefs = followBeliefs(agents, parameters);
      const steps: Step[] = [];
      return {
        observe(event) {
          const { type, agent = '', data } = event;
          if (type === BELIEF_STATED) {
            const writer = beliefs.of(String(data['of']));
            steps.push({ own: beliefs.of(agent), writer, now: Number(data['belief']) });
          }
          beliefs.observe(event);
        },
        finish() {
          const pull = pullOf(steps);
          const changes = steps.filter(({ own, now }) => own !== now);
          const nearer = changes.filter(({ own, writer, now }) => Math.abs(now - writer) < Math.abs(own - writer));
          const alike = { writer_weight: TOO_ALIKE, own_weight: TOO_ALIKE, own_drift: TOO_ALIKE };
          return {
            values: {
              writer_weight: pull?.writer ?? null,
              own_weight: pull?.own ?? null,
              own_drift: pull?.constant ?? null,
              changed: steps.length === 0 ? null : changes.length / steps.length,
              towards_writer: changes.length === 0 ? null : nearer.length / changes.length,
            },
            missing: {
              ...(pull === undefined ? alike : {}),
              ...(steps.length === 0 ? { changed: 'nobody answered' } : {}),
              ...(changes.length === 0 ? { towards_writer: UNCHANGED } : {}),
            },
          };
        },
      };
    },
  };
}
