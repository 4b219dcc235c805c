const STEPS = 100_000_000;

function steps(count) {
  let value = 1;
  for (let step = 0; step < count; step += 1) value = (Math.imul(value, 31) + step) | 0;
  return value;
}

/**
 * How fast this machine is just now: what a hundred million steps of whole-number arithmetic take by the clock and of the
 * processor's time. The two differ where others use the machine too, and times measured then are too long.
 */
export function stepsInWords() {
  steps(1_000_000);
  const start = performance.now();
  const used = process.cpuUsage();
  steps(STEPS);
  const { user, system } = process.cpuUsage(used);
  const [clock, processor] = [performance.now() - start, (user + system) / 1000];
  const shared = clock > 1.2 * processor ? ': the machine is shared, times are too long' : '';
  return `${STEPS / 1e6} million steps in ${clock.toFixed(0)} ms, ${processor.toFixed(0)} ms of them at work${shared}`;
}
