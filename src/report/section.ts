import type { ChartSpec } from './charts.js';

/** A part of a report, before it is put into any form. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** What a section is made of. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string }
  /** Kept as it is, line by line. */
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      /** What is read only by those who open it. */
      readonly kind: 'details';
      readonly summary: string;
      readonly blocks: readonly Block[];
      /** From the start. Default `false`. */
      readonly open?: boolean;
    }
  | {
      readonly kind: 'figure';
      readonly caption: string;
      readonly chart: ChartSpec;
      /** One of several that stand side by side. */
      readonly small?: true;
    };
