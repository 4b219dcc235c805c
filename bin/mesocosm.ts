#!/usr/bin/env node
import { main } from '../src/cli/index.js';

process.exitCode = await main(process.argv.slice(2), {
  scenarios: async () => (await import('mesocosm/scenarios')).scenarios,
  generators: () => import('mesocosm/generators'),
});
