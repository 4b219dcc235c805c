/**
 * What is wrong with the outcome of `mesocosm run … --json`; nothing where it is a finished study of that scenario with so
 * many runs in every arm.
 */
export function finishedStudy({ code, out, err }, { scenario, runs }) {
  if (code !== 0) return [`exit code ${code}, expected 0: ${err.trim() || out.trim()}`];
  let printed;
  try {
    printed = JSON.parse(out);
  } catch (error) {
    return [`standard output is not one JSON object (${error.message}): ${out.slice(0, 200)}`];
  }
  const { status, data, warnings } = printed;
  const arms = data?.conditions?.flatMap((condition) => condition.arms) ?? [];
  const outcomes = data?.conditions?.flatMap((condition) => condition.outcomes) ?? [];
  return [
    ...(status === 'finished' ? [] : [`status is ${JSON.stringify(status)}, expected "finished"`]),
    ...(Array.isArray(warnings) ? [] : ['there is no list of warnings']),
    ...(data?.scenario?.name === scenario ? [] : [`the scenario is ${JSON.stringify(data?.scenario?.name)}`]),
    ...(arms.some(({ name }) => name === 'isolated') ? [] : ['there is no isolated arm']),
    ...arms.filter((arm) => arm.runs !== runs).map((arm) => `${arm.name} has ${arm.runs} runs, expected ${runs}`),
    ...(outcomes.length > 0 ? [] : ['there is no outcome']),
    ...outcomes
      .filter((outcome) => typeof outcome.class !== 'string' || typeof outcome.changed !== 'string')
      .map((outcome) => `the outcome "${outcome.name}" has no class`),
  ];
}
