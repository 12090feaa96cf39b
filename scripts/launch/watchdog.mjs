/**
 * Runs beside the launcher in a session of its own and ends the launcher's
 * process groups when the launcher is gone without having done so: nobody can
 * catch SIGKILL, but the end of this pipe cannot be missed.
 *
 * Reads lines: `+<group>` when one is started, `-<group>` when one has ended.
 */
import { createInterface } from 'node:readline';
import { endProcessGroup } from './endProcessGroup.mjs';

const graceMs = Number(process.argv[2]);
/** @type {Set<number>} */
const groups = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {});
}

const lines = createInterface({ input: process.stdin });
lines.on('line', line => {
  const group = Number(line.slice(1));
  if (line.startsWith('+')) {
    groups.add(group);
  } else {
    groups.delete(group);
  }
});
lines.on('close', async () => {
  await Promise.all([...groups].map(group => endProcessGroup(group, graceMs)));
  process.exit(0);
});
