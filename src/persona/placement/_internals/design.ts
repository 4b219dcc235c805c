/** What points are asked of a design. */
export interface PointsRequest {
  /** One entry an axis: its number of levels, or `undefined` where it is continuous. */
  readonly levels: readonly (number | undefined)[];
  /** Number of points, at least 1. */
  readonly size: number;
  readonly seed: number | string;
}

/** A way to spread points over the unit cube [0, 1]^K; determined by the request. */
export interface Design {
  readonly name: string;
  /** Most axes that it can do. */
  readonly maximumAxes: number;
  /**
   * Whether its points are spread evenly on each axis, so that levels may be dealt out by rank. A design that means its
   * own values (corners, cells) says no.
   */
  readonly even: boolean;
  /** As many points as asked for; the first of a larger request are wanted before the others. */
  points(request: PointsRequest): readonly (readonly number[])[];
}
