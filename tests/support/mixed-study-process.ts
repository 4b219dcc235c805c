/** A process that begins a study of two models or goes on with it, and is killed now and then: `node … SITTING-AS-JSON`. */
import { mixedStudy, type MixedSitting } from './mixed-study.js';

const { summary } = await mixedStudy(JSON.parse(process.argv[2] ?? '') as MixedSitting);
process.exitCode = summary.status === 'finished' ? 0 : 3;
