import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const hasProc = existsSync('/proc/self/stat');

/**
 * @typedef {object} ProcessEntry
 * @property {number} parent
 * @property {number} group
 * @property {string} state As `ps` says it: `Z` is dead and not yet collected.
 * @property {string} name
 */

/**
 * @param {number} pid
 * @returns {ProcessEntry | undefined} Undefined when there is no such process.
 */
export function readProcess(pid) {
  return hasProc ? readFromProc(pid) : readFromPs(pid);
}

/**
 * Whether any process of the group still runs. The dead that nobody has
 * collected do not count: in a container they may stay for ever.
 *
 * @param {number} group
 */
export function isGroupAlive(group) {
  try {
    process.kill(-group, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  if (!hasProc) {
    return true;
  }
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => readFromProc(Number(name)))
    .some(entry => entry?.group === group && !isDead(entry));
}

/** @param {ProcessEntry} entry */
function isDead(entry) {
  return entry.state.startsWith('Z') || entry.state.startsWith('X');
}

/** @param {number} pid */
export function isProcessAlive(pid) {
  const entry = readProcess(pid);
  return entry !== undefined && !isDead(entry);
}

/**
 * @param {number} pid
 * @returns {ProcessEntry | undefined}
 */
function readFromProc(pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name stands in parentheses and may hold spaces and parentheses itself.
  const end = stat.lastIndexOf(')');
  const [state, parent, group] = stat.slice(end + 2).split(' ');
  return {
    state,
    parent: Number(parent),
    group: Number(group),
    name: stat.slice(stat.indexOf('(') + 1, end),
  };
}

/**
 * @param {number} pid
 * @returns {ProcessEntry | undefined}
 */
function readFromPs(pid) {
  let output;
  try {
    output = execFileSync(
      'ps',
      ['-o', 'ppid=,pgid=,stat=,comm=', '-p', String(pid)],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
  } catch {
    return undefined;
  }
  const [parent, group, state, ...name] = output.trim().split(/\s+/);
  return state === undefined
    ? undefined
    : {
        parent: Number(parent),
        group: Number(group),
        state,
        name: name.join(' '),
      };
}
