/** Changes that are smaller than this no longer move anything that is written down. */
const STILL = 1e-13;

/**
 * Integrates ordinary differential equations by the classical Runge-Kutta rule of fourth order, with steps that end at the
 * times that are asked for. Once nothing but the last `sums` components moves, which are integrals over time of others, it goes
 * on in one step.
 *
 * @param options.initial At time 0.
 * @param options.derivative Writes the change of a state a unit of time.
 * @param options.times In increasing order, from 0 on.
 * @param options.longestStep In the same unit.
 * @param options.watch What is wanted of the state at each of the times.
 */
export function integrate<Seen>(options: {
  readonly initial: Float64Array;
  derivative(state: Float64Array, change: Float64Array): void;
  readonly sums: number;
  readonly times: readonly number[];
  readonly longestStep: number;
  watch(state: Float64Array): Seen;
}): readonly Seen[] {
  const { initial, derivative, sums, times, longestStep, watch } = options;
  const state = Float64Array.from(initial);
  const step = stepper(state.length, derivative);
  const change = new Float64Array(state.length);
  /** Nothing moves but the integrals, each at an even pace. */
  const addUp = (from: Float64Array, by: number): void => {
    derivative(from, change);
    for (let at = from.length - sums; at < from.length; at += 1)
      from[at] = (from[at] as number) + by * (change[at] as number);
  };
  const seen: Seen[] = [];
  let now = 0;
  let still = false;
  for (const time of times) {
    const steps = Math.ceil((time - now) / longestStep - 1e-9);
    const length = steps > 0 ? (time - now) / steps : 0;
    for (let count = 0; count < steps && !still; count += 1) {
      still = isStill(step(state, length), sums);
      now += length;
    }
    if (still) addUp(state, time - now);
    now = time;
    seen.push(watch(state));
  }
  return seen;
}

function isStill(change: Float64Array, sums: number): boolean {
  for (let at = 0; at < change.length - sums; at += 1) if (Math.abs(change[at] as number) > STILL) return false;
  return true;
}

/** Makes a function that moves a state by one step and returns the change that it began with. */
function stepper(
  size: number,
  derivative: (state: Float64Array, change: Float64Array) => void,
): (state: Float64Array, length: number) => Float64Array {
  const [one, two, three, four, between] = Array.from({ length: 5 }, () => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const moved = (state: Float64Array, change: Float64Array, by: number): Float64Array => {
    for (let at = 0; at < size; at += 1) between[at] = (state[at] as number) + by * (change[at] as number);
    return between;
  };
  return (state, length) => {
    derivative(state, one);
    derivative(moved(state, one, length / 2), two);
    derivative(moved(state, two, length / 2), three);
    derivative(moved(state, three, length), four);
    for (let at = 0; at < size; at += 1) {
      const sum = (one[at] as number) + 2 * (two[at] as number) + 2 * (three[at] as number) + (four[at] as number);
      state[at] = (state[at] as number) + (length / 6) * sum;
    }
    return one;
  };
}
