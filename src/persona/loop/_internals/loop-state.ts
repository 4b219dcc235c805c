import type { AnswerTable, LikertItem, Position } from '../../../spec/index.js';
import type { Named } from '../loop-options.js';
import type { Observation } from '../response-model.js';
import type { ItemHalves } from '../split-items.js';
import type { Move, Standing } from './moves.js';

type Scores = readonly (number | null)[];

interface Place<Person> {
  readonly target: readonly number[];
  readonly aim: readonly number[];
  readonly person: Person | undefined;
  readonly scores: Scores | undefined;
}

/** Everybody's place, text and answers, and all that was ever answered. */
export class LoopState<Person extends Named> {
  /** Every text so far: where it aimed, and where the steering items put it. */
  readonly history: Observation[] = [];
  /** The same by all items, for what is reported and steers nothing. */
  readonly wholeHistory: Observation[] = [];
  private readonly places: Place<Person>[];
  private form: Pick<AnswerTable, 'kind' | 'mode'> = { kind: 'expected', mode: 'single' };

  constructor(
    private readonly axes: readonly string[],
    private readonly items: readonly LikertItem[],
    private readonly halves: ItemHalves,
    targets: readonly (readonly number[])[],
  ) {
    this.places = targets.map((target) => ({ target, aim: target, person: undefined, scores: undefined }));
  }

  /** Puts what was written and answered in its places; a failed text leaves who was there before. */
  take(moves: readonly Move[], people: readonly (Person | undefined)[], answers: AnswerTable): void {
    this.form = { kind: answers.kind, mode: answers.mode };
    const columns = this.items.map(({ id }) => answers.items.findIndex((item) => item.id === id));
    moves.forEach(({ index, target, aim }, at) => {
      const person = people[at];
      if (person === undefined) return;
      const row = answers.scores[answers.personas.indexOf(person.name)];
      const scores = row && columns.map((column) => row[column] ?? null);
      const before = this.places[index];
      this.places[index] = { target, aim, person, scores };
      // A writer without chance writes the same text again: that is no second observation.
      if (scores === undefined || (isSame(before?.aim, aim) && isSame(before?.scores, scores))) return;
      this.history.push({ aim, answer: this.means(scores, this.halves.steering) });
      this.wholeHistory.push({ aim, answer: this.means(scores, [...this.halves.steering, ...this.halves.heldOut]) });
    });
  }

  standing(): Standing[] {
    return this.places.map(({ target, aim, scores }, index) => ({
      index,
      target,
      aim,
      answer: scores && complete(this.means(scores, this.halves.steering)),
    }));
  }

  /** Where people stand by one half of the items, those without answers on some axis left out. */
  positions(half: keyof ItemHalves): number[][] {
    return this.places.flatMap(({ scores }) => {
      const position = scores && complete(this.means(scores, this.halves[half]));
      return position === undefined ? [] : [position];
    });
  }

  result(): { people: Person[]; targets: Position[]; aims: Position[]; answers: AnswerTable } {
    const there = this.places.flatMap(({ person, ...place }) => (person === undefined ? [] : [{ person, ...place }]));
    const answered = there.flatMap(({ person, scores }) => (scores === undefined ? [] : [{ person, scores }]));
    return {
      people: there.map(({ person }) => person),
      targets: there.map(({ target }) => this.named(target)),
      aims: there.map(({ aim }) => this.named(aim)),
      answers: {
        ...this.form,
        axes: this.axes,
        items: this.items.map(({ id, axis, reverseKeyed, points }) => ({ id, axis, reverseKeyed, points })),
        personas: answered.map(({ person }) => person.name),
        scores: answered.map(({ scores }) => scores),
      },
    };
  }

  named(values: readonly number[]): Position {
    return Object.fromEntries(this.axes.map((axis, at) => [axis, values[at] as number]));
  }

  /** Mean over the answered items of each axis. */
  private means(scores: Scores, ids: readonly string[]): (number | null)[] {
    return this.axes.map((axis) => {
      const answered = this.items.flatMap((item, column) => {
        const score = scores[column] ?? null;
        return item.axis === axis && ids.includes(item.id) && score !== null ? [score] : [];
      });
      return answered.length === 0 ? null : answered.reduce((sum, score) => sum + score, 0) / answered.length;
    });
  }
}

function complete(position: readonly (number | null)[]): number[] | undefined {
  return position.every((value) => value !== null) ? [...position] : undefined;
}

function isSame<Value>(one: readonly Value[] | undefined, other: readonly Value[]): boolean {
  return one !== undefined && one.length === other.length && one.every((value, at) => value === other[at]);
}
