import type { MindSource } from '../run/index.js';
import type { ExaminationCheck, ResponseCurve } from '../spec/index.js';
import { stopped } from './_internals/endings.js';
import { applicableArms, type OpenCondition, type ReadyCondition } from './conditions.js';
import type { ModelStack } from './model-stack.js';
import type { Mixture } from './mixed-condition.js';
import { runSeed } from './design.js';
import { askPriors, mixedPriors, type Priors } from './priors.js';
import type { Reporter } from './reporter.js';

/** A condition that is ready to run, and what the examination of its model found. */
export interface Prepared {
  readonly condition: ReadyCondition;
  readonly checks: readonly ExaminationCheck[];
  /** What was found of each mind, where the study has several. */
  readonly checksByMind?: { readonly [mind: string]: readonly ExaminationCheck[] };
}

/** Examines the model on a condition, asks every agent alone, and settles which arms apply. */
export async function prepare(
  opened: OpenCondition,
  options: {
    readonly source: MindSource;
    readonly stack: Omit<ModelStack, 'beside' | 'opening' | 'costs' | 'refused'>;
    readonly reporter: Reporter;
    readonly wanted: readonly string[];
    /** Of the study. */
    readonly seed: number;
    /** Of every arm. */
    readonly runs: number;
    readonly signal?: AbortSignal;
  },
): Promise<Prepared> {
  const { source, reporter, wanted, runs, signal } = options;
  if (opened.mixture !== undefined) return prepareMixed({ ...opened, mixture: opened.mixture }, options);
  const { checks, curve } = await examined(opened, options);
  reporter.examined(checks);
  const { scenario, agents, name } = opened;
  const priors = await askPriors(scenario, agents, {
    condition: name,
    source: source.name,
    seed: options.seed,
    spoken: opened.minds.spoken !== undefined,
    signal,
    onAsked: reporter.asking('prior'),
  });
  reporter.tell({ kind: 'prior', condition: name, priors: priors.summaries, options: scenario.options });
  return { condition: { ...opened, priors, curve, ...applicableArms(opened, wanted, { curve, runs }) }, checks };
}

/** Examines each mind of a condition, and asks everybody alone with each. */
async function prepareMixed(
  opened: OpenCondition & { readonly mixture: Mixture },
  options: Parameters<typeof prepare>[1],
): Promise<Prepared> {
  const { reporter, wanted, runs, signal, stack } = options;
  const { scenario, name, mixture } = opened;
  const found: Record<string, Awaited<ReturnType<typeof examined>>> = {};
  const each: Record<string, Priors> = {};
  for (const [mind, { minds, agents, source }] of Object.entries(mixture.whole)) {
    const asked = { ...stack, ...(source.model === undefined ? {} : { model: source.model }) };
    found[mind] = await examined({ ...opened, minds, name: `${name}:${mind}` }, { ...options, stack: asked });
    reporter.examined(found[mind].checks);
    each[mind] = await askPriors(scenario, agents, {
      condition: name,
      source: mind,
      seed: options.seed,
      spoken: minds.spoken !== undefined,
      signal,
      onAsked: reporter.asking('prior'),
    });
  }
  const priors = mixedPriors(each, mixture.seated(runSeed(options.seed, 0)).seats);
  reporter.tell({ kind: 'prior', condition: name, priors: priors.summaries, options: scenario.options });
  // The response of one mind is that of the population only where it is alone.
  const [alone, ...others] = Object.values(found);
  const curve = others.length === 0 ? (alone?.curve ?? null) : null;
  const checksByMind = Object.fromEntries(Object.entries(found).map(([mind, { checks }]) => [mind, checks]));
  return {
    condition: { ...opened, priors, curve, ...applicableArms(opened, wanted, { curve, runs }) },
    checks: alone?.checks ?? [],
    checksByMind,
  };
}

async function examined(
  { minds, scenario, name }: OpenCondition,
  options: {
    readonly stack: Omit<ModelStack, 'beside' | 'opening' | 'costs' | 'refused'>;
    readonly reporter: Reporter;
    readonly seed: number;
    readonly signal?: AbortSignal;
  },
): Promise<{ readonly checks: readonly ExaminationCheck[]; readonly curve: ResponseCurve | null }> {
  const { model } = options.stack;
  if (minds.spoken === undefined || model === undefined) return { checks: [], curve: null };
  const { examine } = await import('../qualification/index.js');
  const onAsked = options.reporter.asking('examination');
  const stream = `${options.seed}:${name}`;
  const reply = await examine({ model, mind: minds.spoken, scenario, stream, signal: options.signal, onAsked });
  if (reply.ok) return reply.value;
  const { kind, message } = reply.failure;
  if (kind === 'unavailable' || kind === 'over-budget' || kind === 'aborted') {
    throw stopped({ kind, message }, 'the examination of the model stopped');
  }
  const sentence = `The model could not be examined: ${message}.`;
  return {
    checks: [{ name: 'examination', verdict: 'fail', statistic: null, threshold: null, sentence }],
    curve: null,
  };
}
