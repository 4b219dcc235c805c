/** A process that begins a run of the plaza or goes on with it, and is killed now and then: `node … RUN-AS-JSON`. */
import { runPlaza, type PlazaRun } from './plaza-run.js';

const execution = await runPlaza(JSON.parse(process.argv[2] ?? '') as PlazaRun);
process.exitCode = execution.status === 'finished' ? 0 : 3;
