/**
 * A collective outcome that is compared with the prior.
 *
 * - `choice`: one value an option (share of the win, a tie is half) among the agents that are free to choose; the prior is
 *   their mean distribution alone; the neutral point is 1 / number of options.
 * - `order`: one value in [0, 1], read from `column`; its neutral point is the expectation under independent draws.
 * - `mean`: the mean position of the agents on a scale, read from `column`; options stand at `positions`, the prior is the mean
 *   over the agents of the position that each expects alone, and the neutral point is declared.
 * - `spread`: the standard deviation (n - 1) of the positions of the agents, read from `column`; its neutral point is the
 *   expectation when everybody draws from its own prior.
 *
 * `margin` is what counts as the same: by default .05, for `mean` and `spread` of the distance from the lowest position to the highest.
 */
export type Outcome =
  | {
      readonly name: string;
      readonly title: string;
      readonly kind: 'choice';
      /** Columns of a measure that hold one value an option, in canonical order; or one value a group. */
      readonly columns: readonly string[];
      /**
       * Options (by index) that count as one, where there are many: what is judged is then the group, and its neutral point
       * is the share of the options that are in it. Each option is in one of them. Default every option by itself.
       */
      readonly groups?: readonly { readonly title: string; readonly options: readonly number[] }[];
      readonly margin?: number;
    }
  | {
      readonly name: string;
      readonly title: string;
      readonly kind: 'order';
      readonly column: string;
      readonly margin?: number;
    }
  | {
      readonly name: string;
      readonly title: string;
      readonly kind: 'mean';
      readonly column: string;
      /** Where each option stands, in canonical order. */
      readonly positions: readonly number[];
      readonly neutral: number;
      readonly margin?: number;
    }
  | {
      readonly name: string;
      readonly title: string;
      readonly kind: 'spread';
      readonly column: string;
      readonly positions: readonly number[];
      readonly margin?: number;
    };
