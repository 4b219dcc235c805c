/**
 * Doubles and conformance kits for those who write minds, models and scenarios of their own.
 */
export { scriptedModel, type Script } from '../model/index.js';
export { activationChecks, type ActivationClaim, type ActivationKitOptions } from './activation-kit.js';
export { countingModel, type CountedCall, type CountingModel } from './counting-model.js';
export { fakeClock, type FakeClock } from './fake-clock.js';
export { faultyModel, type Fault, type FaultyReply } from './faulty-model.js';
export { generatorChecks, type GeneratorKitOptions } from './generator-kit.js';
export { languageModelChecks, type LanguageModelKitOptions } from './language-model-kit.js';
export {
  malformedAnswers,
  malformedReplies,
  malformedTexts,
  malformedValues,
  type MalformedReply,
} from './malformed-replies.js';
export { malformedReplyChecks, type MalformedReplyKitOptions } from './malformed-reply-checks.js';
export { memoryPolicyChecks, type MemoryPolicyKitOptions } from './memory-policy-kit.js';
export { mindChecks, type ConformanceCheck, type MindKitOptions } from './mind-kit.js';
export { recordedModel } from './recorded-model.js';
export { scenarioChecks, type ScenarioKitOptions } from './scenario-kit.js';
export { worldChecks, type PlayableWorld, type WorldKitOptions } from './world-kit.js';
