import { setTimeout as delay } from 'node:timers/promises';
import { isGroupAlive } from './processTable.mjs';

/**
 * Ends every process of a group: asks first, and after the grace period does
 * not ask any more.
 *
 * @param {number} group
 * @param {number} graceMs
 */
export async function endProcessGroup(group, graceMs) {
  signalGroup(group, 'SIGTERM');
  if (!(await groupEnds(group, graceMs))) {
    signalGroup(group, 'SIGKILL');
    await groupEnds(group, 2_000);
  }
}

/**
 * @param {number} group
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
  } catch (error) {
    // Nobody is left in it: that is what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') {
      throw error;
    }
  }
}

/**
 * @param {number} group
 * @param {number} withinMs
 */
async function groupEnds(group, withinMs) {
  for (let waited = 0; waited < withinMs; waited += 50) {
    if (!isGroupAlive(group)) {
      return true;
    }
    await delay(50);
  }
  return !isGroupAlive(group);
}
