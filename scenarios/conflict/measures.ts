import type { Event, Measure, MeasureResult } from 'mesocosm';
import { winnerColumnTitles, winnerValues } from '../_internals/winner-columns.js';
import { behaviourOf, spreadOf } from './behaviour.js';
import { escalationOf, MOVES } from './moves.js';
import { MOVE_MADE } from './rules.js';
import { ESCALATION } from './spread-table.js';

/** Escalation of a run: how far it went, how it ended, and how much people differ. */
export function escalationMeasure({ steps }: { readonly steps: number }): Measure {
  const times = Array.from({ length: steps }, (_, step) => step);
  const columns = {
    escalation: { title: 'mean escalation of all moves, from 0 (friendly) to 1', unit: 'escalation' },
    final_escalation: { title: 'mean escalation of the last two steps', unit: 'escalation' },
    escalation_spread: { title: 'standard deviation of mean escalation over people', unit: 'escalation' },
    escalation_range: {
      title: 'mean escalation of the furthest person less that of the friendliest',
      unit: 'escalation',
    },
    settled: { title: 'moves of the last two steps that are friendly: apologise or settle', unit: 'share' },
  };
  return {
    name: ESCALATION,
    columns,
    grid: { title: 'step (counted from 0)', times },
    start(agents) {
      const names = new Map(agents.flatMap(({ id, persona }) => (persona === undefined ? [] : [[id, persona.name]])));
      const made: Event[] = [];
      return {
        observe(event) {
          if (event.type === MOVE_MADE) made.push(event);
        },
        finish(): MeasureResult {
          const levels = (from: number, to: number): readonly number[] =>
            made.flatMap(({ time, data }) => (time >= from && time <= to ? [data['escalation'] as number] : []));
          const [all, last] = [levels(0, steps), levels(steps - 2, steps)];
          const missing: { [column: string]: string } = {};
          const value = (column: string, of: readonly number[], from: (values: readonly number[]) => number) => {
            if (of.length === 0) missing[column] = 'nobody made a move then';
            return of.length === 0 ? null : from(of);
          };
          const behaviours = behaviourOf(made);
          const people = behaviours.map(({ escalation }) => escalation);
          return {
            values: {
              escalation: value('escalation', all, mean),
              final_escalation: value('final_escalation', last, mean),
              escalation_spread: value('escalation_spread', people, (of) => spreadOf(of).sd),
              escalation_range: value('escalation_range', people, (of) => Math.max(...of) - Math.min(...of)),
              settled: value('settled', last, (of) => mean(of.map((level) => Number(level <= escalationOf(1))))),
            },
            missing,
            cases: behaviours.map(({ agent, escalation }) => caseOf(agent, escalation, names.get(agent))),
            series: {
              escalation: times.map((step) => {
                const there = levels(step, step);
                return there.length === 0 ? null : mean(there);
              }),
            },
          };
        },
      };
    },
  };
}

/** Which move was made most often. */
export function prevailingMeasure(): Measure {
  const columns = winnerColumnTitles(MOVES, 'moves');
  const titled = Object.fromEntries(
    MOVES.map((move) => [
      `winner_${move}`,
      { ...columns[`winner_${move}`], title: `${move} is the move made most often (a tie is shared)` },
    ]),
  ) as typeof columns;
  return {
    name: 'prevailing',
    columns: titled,
    start() {
      const counts = MOVES.map(() => 0);
      return {
        observe({ type, data }) {
          if (type !== MOVE_MADE) return;
          const move = MOVES.indexOf(data['move'] as (typeof MOVES)[number]);
          counts[move] = (counts[move] as number) + 1;
        },
        finish() {
          if (counts.some((count) => count > 0)) return { values: winnerValues(MOVES, counts) };
          const names = Object.keys(titled);
          return {
            values: Object.fromEntries(names.map((name) => [name, null])),
            missing: Object.fromEntries(names.map((name) => [name, 'nobody made a move'])),
          };
        },
      };
    },
  };
}

/** Somebody in a run and how far it went, as tables count people. */
function caseOf(
  agent: string,
  escalation: number,
  persona: string | undefined,
): NonNullable<MeasureResult['cases']>[number] {
  return { agent, escalation, ...(persona === undefined ? {} : { persona }) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
