/** What changes along an axis, a line for each of several things, with bands. */
export interface SeriesChart {
  readonly kind: 'series';
  readonly x: string;
  readonly y: string;
  readonly lines: readonly { readonly name: string; readonly points: readonly SeriesPoint[] }[];
  /** The line that the others are held against: where there are many, each has a panel of its own with this one in it. */
  readonly beside?: string;
}

/** A point of a line, with what its band covers there. */
export interface SeriesPoint {
  readonly time: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Outcomes of runs over the levels of a factor, with the curves that were fitted to them. */
export interface FitChart {
  readonly kind: 'fit';
  readonly x: string;
  readonly y: string;
  /** Whether `y` is a share, whose scale goes from 0 to 1. */
  readonly share: boolean;
  readonly curves: readonly FitChartCurve[];
}

/** One curve with the runs that it is fitted to. */
export interface FitChartCurve {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly low: number; readonly high: number }[];
  /** With what its band covers there, where it has one. */
  readonly line: readonly { readonly x: number; readonly y: number; readonly low?: number; readonly high?: number }[];
  /** A place on the axis that was found, with its interval; an end is `null` where it lies beyond the levels. */
  readonly found: { readonly value: number; readonly low: number | null; readonly high: number | null } | null;
}

/** Who is tied to whom, on a circle. */
export interface NetworkChart {
  readonly kind: 'network';
  readonly nodes: readonly {
    readonly name: string;
    /** Place of its group; `null` where it is in none. */
    readonly group: number | null;
  }[];
  /** By places of nodes; `weight` is positive. */
  readonly edges: readonly { readonly from: number; readonly to: number; readonly weight: number }[];
  /** Names of the groups. */
  readonly groups: readonly string[];
  /** What a weight counts, for tables. */
  readonly label: string;
}

/** Several things beside each other by one measure, each with its interval. */
export interface ComparisonChart {
  readonly kind: 'comparison';
  /** The measure, as it heads a table; the caption of a picture names it. */
  readonly label: string;
  readonly rows: readonly {
    readonly name: string;
    /** `null` is written as `none`, and never drawn at 0. */
    readonly value: number | null;
    /** `null` where there is no interval. */
    readonly low: number | null;
    readonly high: number | null;
    /** Stands apart from the others, with a hollow dot. */
    readonly apart: boolean;
  }[];
  /** Lines that all are held against. */
  readonly lines: readonly { readonly value: number; readonly dashed: boolean }[];
}

/** Where people were meant to stand and where their answers put them, on two axes. */
export interface ArrowsChart {
  readonly kind: 'arrows';
  readonly x: string;
  readonly y: string;
  readonly people: readonly {
    readonly name: string;
    /** `null` where no place was intended. */
    readonly from: readonly [number, number] | null;
    readonly to: readonly [number, number];
  }[];
  /** Largest empty balls; of more than two axes as they are seen along the others, which leaves the radius as it is. */
  readonly balls: readonly {
    readonly centre: readonly [number, number];
    readonly radius: number;
    /** Stands in the middle. Default: nothing. */
    readonly label?: string;
  }[];
  /** One of several that stand side by side. */
  readonly small?: true;
}

/** Where people were meant to stand and where their answers put them, on the only axis. */
export interface StripChart {
  readonly kind: 'strip';
  readonly axis: string;
  readonly people: readonly {
    readonly name: string;
    /** `null` where no place was intended. */
    readonly from: number | null;
    readonly to: number;
  }[];
  /** Largest stretches without anybody: `radius` to either side of the centre. */
  readonly gaps: readonly { readonly centre: number; readonly radius: number }[];
  /** One of several that stand side by side. */
  readonly small?: true;
}

/** How answers follow the aim on each axis, with the fitted monotone response. */
export interface ResponsesChart {
  readonly kind: 'responses';
  readonly axes: readonly {
    readonly name: string;
    readonly points: readonly { readonly aim: number; readonly answer: number }[];
    readonly fit: readonly { readonly aim: number; readonly answer: number }[];
  }[];
  /** One of several that stand side by side. */
  readonly small?: true;
}
