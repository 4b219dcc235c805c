import { modelOfEnvironment } from '../../model/index.js';

/** Why a model was taken, for the report; `undefined` where something else decides. */
export function whyOf(chosen: {
  readonly model?: string;
  readonly policy?: string;
  readonly mind?: unknown;
}): string | undefined {
  if (chosen.policy !== undefined || chosen.mind !== undefined) return undefined;
  if (chosen.model !== undefined) return 'it was named with --model';
  return modelOfEnvironment() === undefined
    ? 'the default: no --model was given, and this one needs neither key nor server'
    : 'MESOCOSM_MODEL names it';
}
