/**
 * The public surface of Mesocosm. Every name is listed; what is not here may change without notice.
 */
export type {
  Action,
  Activation,
  AgentSlot,
  AloneSituation,
  Arm,
  ArmContext,
  CallContext,
  Chance,
  Chances,
  Choice,
  ChooseRequest,
  Decision,
  ElicitationChange,
  EventDraft,
  Judgement,
  LanguageModel,
  Lens,
  Measure,
  MeasureColumn,
  MeasureFold,
  MeasureResult,
  Mind,
  MindContext,
  ModelFailure,
  Outcome,
  PlannedAgent,
  Regime,
  Remembering,
  ResponseLadder,
  Result,
  RunPlan,
  Scenario,
  ScenarioEntry,
  Situation,
  SituationContext,
  Situations,
  Source,
  StateDraft,
  StateReader,
  Text,
  World,
} from './spec/index.js';
export {
  canonicalState,
  Event,
  Persona,
  Population,
  ResponseCurve,
  RunManifest,
  RunRecord,
  StudySummary,
} from './spec/index.js';

export { isMesocosmError, MesocosmError, userError } from './foundation/errors/index.js';
export { chancesFrom, hash128, mix, quantise, seed32, type Words } from './foundation/random/index.js';
export {
  complete,
  erdosRenyi,
  isConnected,
  randomRegular,
  ringLattice,
  scaleFree,
  smallWorld,
  type Network,
} from './foundation/network/index.js';

export { languageModel, scriptedModel, type LanguageModelOptions, type Script } from './model/index.js';

export {
  Elicitation,
  languageModelMind,
  loadPolicyFile,
  policyTableMind,
  relabelled,
  ruleMind,
  scriptedMind,
  symmetrised,
  type LanguageModelMind,
  type PolicyFallback,
  PolicyFile,
} from './agent/index.js';

export {
  createStreams,
  fixedOrder,
  groupChannel,
  networkChannel,
  privateChannel,
  publicChannel,
  randomPairs,
  randomSequential,
  simultaneousRounds,
  type Channel,
  type Streams,
} from './environment/index.js';

export { encodeEvent, execute, readJournal, replayRun, type Execution, type Replay } from './run/index.js';

export {
  fixedLabels,
  interacting,
  isolated,
  memoryless,
  openStudy,
  relabelledArm,
  ruleArm,
  runStudy,
  symmetrisedArm,
  type LiveLine,
  type MindChoice,
  type ScenarioOf,
  type Study,
  type StudyOptions,
  type StudyProgress,
  type StudyRun,
} from './study/index.js';
